#pragma once

#include <optional>
#include <string>
#include <vector>

#include "spec/sweep_spec.h"
#include "spec/value.h"

namespace brian {

/// What the user said, key by key, with places; nothing is parsed or checked here beyond its shape.
/// An absent optional key is std::nullopt (texts) or a Value of kind Null.
using LocatedText = std::optional<SourceSpan>;

struct NamedValue {
    std::string name;
    SourceSpan name_where;
    Value value;
};

/// One piece of `equations`: a block of text, or a template put to use.
struct EquationPiece {
    SourceSpan text;                 ///< of a block; empty when `use` is given
    LocatedText use;                 ///< name of a template
    std::vector<NamedValue> with;    ///< template parameter -> value
    std::vector<NamedValue> rename;  ///< variable of the template -> new name
};

/// templates.NAME
struct TemplateSpec {
    std::string name;
    SourceSpan where;
    std::string path;
    LocatedText description;
    std::vector<EquationPiece> equations;
    std::vector<NamedValue> parameters;  ///< name -> default; Null when the user must give it
    LocatedText threshold, reset, method;
    Value refractory;
};

/// functions.NAME
struct FunctionSpec {
    std::string name;
    SourceSpan where;
    std::string path;
    std::vector<NamedValue> arguments;  ///< name -> unit
    LocatedText returns;                ///< unit
    LocatedText expression;
};

/// groups.NAME
struct GroupSpec {
    std::string name;
    SourceSpan where;
    std::string path;
    Value size;
    std::vector<EquationPiece> equations;
    LocatedText threshold, reset, method;
    Value refractory;                  ///< time, expression or condition
    Value threshold_type, reset_type;  ///< maps with a `type`, in place of condition and code
    LocatedText update, refractory_clamp, while_refractory;
    std::vector<NamedValue> initial;    ///< variable -> expression, list, data
    std::vector<NamedValue> subgroups;  ///< name -> "0:3200", list of indices, condition
    std::vector<NamedValue> events;     ///< name -> condition
    std::vector<NamedValue> links;      ///< linked variable -> Q.y, or a map with an index
    LocatedText dt, order;
};

/// stimuli.NAME; the keys of its type are read by the component itself.
struct StimulusSpec {
    std::string name;
    SourceSpan where;
    std::string path;
    SourceSpan type;
    Value fields;  ///< the whole map
};

/// connections.NAME
struct ConnectionSpec {
    std::string name;
    SourceSpan where;
    std::string path;
    SourceSpan source, target;
    Value connect;  ///< a rule's name, a map with one rule and its options, or a list
    LocatedText allow_self, multiplicity, multiplicity_index;
    Value delay;
    std::vector<EquationPiece> equations;
    Value on_pre, on_post;  ///< code, or named pathways
    std::vector<NamedValue> initial;
    LocatedText method, dt, order;
    LocatedText variable;  ///< sugar: the classic Connection
    Value weight;
    LocatedText modulation;
    Value plasticity;
};

/// monitors.NAME; the keys of its type are read by the component itself.
struct MonitorSpec {
    std::string name;
    SourceSpan where;
    std::string path;
    SourceSpan type;
    SourceSpan of;
    Value fields;  ///< the whole map
};

/// operations.NAME
struct OperationSpec {
    std::string name, path;
    SourceSpan where, of, code;
    Value every, at;
    LocatedText event, when, order;
};

/// run
struct RunSpec {
    SourceSpan where;
    LocatedText dt, duration, seed;
    Value protocol, schedule;
    LocatedText stop_when;
    LocatedText checkpoint_every;  ///< wall-clock time: 30min
};

/// output
struct OutputSpec {
    LocatedText file, compression, precision, network, host;
};

struct NetworkSpec {
    LocatedText title, description;
    std::vector<NamedValue> parameters;
    std::vector<FunctionSpec> functions;
    std::vector<TemplateSpec> templates;          ///< also the built-in ones that are put to use
    std::vector<std::string> built_in_templates;  ///< names of all, when a template is put to use
    std::vector<GroupSpec> groups;
    std::vector<StimulusSpec> stimuli;
    std::vector<ConnectionSpec> connections;
    std::vector<MonitorSpec> monitors;
    std::vector<OperationSpec> operations;
    RunSpec run;
    OutputSpec output;
    SweepSpec sweep;

    std::string file_name, source_yaml;    ///< of the model; its text as it was read
    std::string resolved_yaml;             ///< after include and overrides
    std::vector<std::string> input_files;  ///< included files, as found on disk
};

}  // namespace brian
