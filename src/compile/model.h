#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compile/compile.h"
#include "components/model_values.h"
#include "language/equations.h"
#include "language/scope.h"

namespace brian {

/// A user function: `functions.NAME`; calls are written out.
struct UserFunction {
    std::vector<std::string> arguments;
    Expr expression;
};

/// A parameter that is a list of numbers.
struct ArrayParameter {
    ModelArray array;
    Dimension dimension;
    double* data = nullptr;  ///< the same values where kernels find them, owned by the network
};

struct Ends;

/// A linked variable: a variable of another group under a name of this one's, never a copy.
struct Link {
    enum class Kind {
        Shared,  ///< all neurons see one value
        InStep,  ///< neuron k sees neuron first + k
        Indexed  ///< neuron k sees neuron index[k]
    };
    Kind kind = Kind::InStep;
    Column* column = nullptr;  ///< of the group that owns the variable
    std::uint32_t first = 0;
    std::vector<std::uint32_t>* index = nullptr;  ///< owned by the network
    bool constant = false;                        ///< no code changes it
};

/// A parameter that phases of the run set, or that is computed from such.
struct ChangingParameter {
    std::string name;
    Expr expression;  ///< as the file gives it
};

/// A group, stimulus or connection as other objects refer to it.
struct Population {
    std::string name;
    std::string path;  ///< "groups.P"
    SourceSpan where;
    std::uint32_t size = 0;
    StateTable* state = nullptr;  ///< of groups only
    SpikeBuffer* spikes = nullptr;
    std::map<std::string, SpikeBuffer*> events;  ///< custom events by name; without the spikes
    Clock* clock = nullptr;
    Equations equations;                          ///< expanded: templates used, variables renamed
    Scope scope;                                  ///< names of the group, inside the model's
    bool silent = false;                          ///< a group without a threshold
    std::map<std::string, SourceSpan> used_at;    ///< variable of a template -> its `use`
    std::set<std::string> held_while_refractory;  ///< variables flagged `unless refractory`
    std::map<std::string, Link> links;            ///< linked variables by name
    std::set<const Column*> watched;              ///< columns that a Preparation was computed from
    std::map<std::string, std::vector<std::uint32_t>> subgroups;  ///< name -> ascending neurons
    Ends* synapses = nullptr;  ///< of a connection that stands at an end of another one
};

/// The index of a linked variable that is computed when the initial values are there.
struct LateIndex {
    Population* population = nullptr;  ///< who looks
    const Value* value = nullptr;
    std::vector<std::uint32_t>* index = nullptr;
    std::vector<std::uint32_t> seen;  ///< neurons that the numbers stand for
};

/// Members of a population: all of it, or a subgroup; ascending.
struct Selection {
    Population* population = nullptr;
    std::string name;  ///< "P.exc"
    std::vector<std::uint32_t> neurons;
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(neurons.size()); }
    /// Whether the members are begin, begin + 1, ... without a gap.
    [[nodiscard]] bool contiguous() const {
        return neurons.empty() || neurons.back() - neurons.front() + 1 == neurons.size();
    }
};

/// The two ends of a connection and its own variables, as its code names them.
struct Ends {
    Selection source;
    Selection target;
    Equations equations;  ///< of the synapses themselves
    std::string path;
    Synapses* synapses = nullptr;
    std::set<std::string> watched;  ///< synaptic variables that a Preparation was computed from
    bool built = false;

    /// Rows are numbered by member of the source where members are contiguous, else by neuron of
    /// the population.
    [[nodiscard]] std::uint32_t n_rows() const;
    [[nodiscard]] std::uint32_t row_of(std::uint32_t member) const;
};

/// All that compile knows while it builds; each part of compile reads and extends it.
struct Model {
    const NetworkSpec* spec = nullptr;
    const CompileOptions* options = nullptr;
    Diagnostics* diagnostics = nullptr;
    CompiledModel compiled;

    Scope globals;  ///< parameters, user functions, timed arrays
    std::map<std::string, UserFunction> functions;
    std::map<std::string, ArrayParameter> arrays;
    std::map<std::string, TableBinding> tables;
    std::map<std::string, SourceSpan> changing;  ///< parameters that change -> where they are set
    std::vector<ChangingParameter> changing_parameters;  ///< in the order of their dependence
    std::map<std::string, Column*> cells;  ///< where code finds them, by the name it uses
    Scope at_start;                        ///< values of all parameters when the run begins
    std::map<std::string, Population> populations;
    std::map<std::string, Ends> connections;                ///< those that are built so far
    std::map<std::string, Population> synapse_populations;  ///< connections at ends of others
    std::map<std::pair<std::string, std::string>, double*> mirrors;  ///< (reader, variable)
    std::map<const Column*, SourceSpan> written;  ///< by the user's code, and one place that does
    std::map<const Column*, SourceSpan> summed;   ///< by synapses in every step, and where
    std::vector<LateIndex> late_indices;
    std::set<std::string> failed;  ///< groups, subgroups, stimuli that are wrong themselves
    Clock* clock = nullptr;        ///< of the run
    std::vector<double> dts;       ///< [s] its time steps: at the start, and what phases make of it
    std::map<double, Clock*> clocks;  ///< of objects with a time step of their own, by that [s]
    int position = 0;                 ///< of the next object in the file, for the schedule
    std::string folder;               ///< of the model file

    [[nodiscard]] Network& network() { return compiled.network; }
    [[nodiscard]] double dt() const { return compiled.dt; }
    /// Adds a block, whose first line is its heading, to what --explain prints of the object.
    void explain(const std::string& path, const std::string& block);
    /// Moves values to where kernels may point at them for the life of the network.
    double* keep(const std::vector<double>& values);
    void warn(const SourceSpan& where, const std::string& path, std::string message,
              std::string hint = {});
};

}  // namespace brian
