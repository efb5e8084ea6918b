#include "yaml/fill_network.h"

#include <string_view>
#include <utility>

namespace brian {

namespace {

/// The text of a scalar under that key.
LocatedText text_at(const Value& map, std::string_view key) {
    const Value* value = map.find(key);
    if (value == nullptr || value->kind != Value::Kind::Scalar) return std::nullopt;
    return value->where;
}

SourceSpan span_at(const Value& map, std::string_view key) {
    return text_at(map, key).value_or(SourceSpan{});
}

Value value_at(const Value& map, std::string_view key) {
    const Value* value = map.find(key);
    return value == nullptr ? Value{} : *value;
}

/// The value under that key if it is a map.
Value map_at(const Value& map, std::string_view key) {
    Value value = value_at(map, key);
    return value.kind == Value::Kind::Map ? value : Value{};
}

const std::vector<Entry>& entries_at(const Value& map, std::string_view key) {
    static const std::vector<Entry> none;
    const Value* value = map.find(key);
    return value == nullptr ? none : value->entries;
}

std::vector<NamedValue> named_values(const Value& map, std::string_view key) {
    std::vector<NamedValue> values;
    for (const Entry& entry : entries_at(map, key))
        values.push_back({entry.key, entry.key_where, entry.value});
    return values;
}

/// The parts that every spec of a named object has.
template <class Spec>
Spec named_spec(const Entry& entry) {
    Spec spec;
    spec.name = entry.key;
    spec.where = entry.key_where;
    spec.path = entry.value.path;
    return spec;
}

EquationPiece piece_of(const Value& value) {
    EquationPiece piece;
    if (value.kind == Value::Kind::Scalar) piece.text = value.where;
    piece.use = text_at(value, "use");
    piece.with = named_values(value, "with");
    piece.rename = named_values(value, "rename");
    return piece;
}

std::vector<EquationPiece> equations_at(const Value& map) {
    std::vector<EquationPiece> pieces;
    const Value* value = map.find("equations");
    if (value == nullptr) return pieces;
    if (value->kind == Value::Kind::Scalar) pieces.push_back(piece_of(*value));
    for (const Value& item : value->items) pieces.push_back(piece_of(item));
    return pieces;
}

FunctionSpec function_of(const Entry& entry) {
    auto spec = named_spec<FunctionSpec>(entry);
    spec.arguments = named_values(entry.value, "arguments");
    spec.returns = text_at(entry.value, "returns");
    spec.expression = text_at(entry.value, "expression");
    return spec;
}

TemplateSpec template_of(const Entry& entry) {
    auto spec = named_spec<TemplateSpec>(entry);
    const Value& map = entry.value;
    spec.description = text_at(map, "description");
    spec.equations = equations_at(map);
    spec.parameters = named_values(map, "parameters");
    spec.threshold = text_at(map, "threshold");
    spec.reset = text_at(map, "reset");
    spec.method = text_at(map, "method");
    spec.refractory = value_at(map, "refractory");
    return spec;
}

GroupSpec group_of(const Entry& entry) {
    auto spec = named_spec<GroupSpec>(entry);
    const Value& map = entry.value;
    spec.size = value_at(map, "size");
    spec.equations = equations_at(map);
    spec.threshold = text_at(map, "threshold");
    spec.reset = text_at(map, "reset");
    spec.method = text_at(map, "method");
    spec.refractory = value_at(map, "refractory");
    spec.initial = named_values(map, "initial");
    spec.subgroups = named_values(map, "subgroups");
    spec.events = named_values(map, "events");
    spec.threshold_type = map_at(map, "threshold");
    spec.reset_type = map_at(map, "reset");
    spec.update = text_at(map, "update");
    spec.refractory_clamp = text_at(map, "refractory_clamp");
    spec.while_refractory = text_at(map, "while_refractory");
    spec.links = named_values(map, "links");
    spec.dt = text_at(map, "dt");
    spec.order = text_at(map, "order");
    return spec;
}

StimulusSpec stimulus_of(const Entry& entry) {
    auto spec = named_spec<StimulusSpec>(entry);
    spec.type = span_at(entry.value, "type");
    spec.fields = entry.value;
    return spec;
}

/// allow_self and multiplicity stand beside the rule, or next to `connect`.
LocatedText option_at(const Value& connection, std::string_view key) {
    const LocatedText outside = text_at(connection, key);
    const Value* connect = connection.find("connect");
    return outside || connect == nullptr ? outside : text_at(*connect, key);
}

ConnectionSpec connection_of(const Entry& entry) {
    auto spec = named_spec<ConnectionSpec>(entry);
    const Value& map = entry.value;
    spec.source = span_at(map, "source");
    spec.target = span_at(map, "target");
    spec.connect = value_at(map, "connect");
    spec.allow_self = option_at(map, "allow_self");
    spec.multiplicity = option_at(map, "multiplicity");
    spec.multiplicity_index = text_at(map, "multiplicity_index");
    spec.delay = value_at(map, "delay");
    spec.equations = equations_at(map);
    spec.on_pre = value_at(map, "on_pre");
    spec.on_post = value_at(map, "on_post");
    spec.initial = named_values(map, "initial");
    spec.method = text_at(map, "method");
    spec.dt = text_at(map, "dt");
    spec.order = text_at(map, "order");
    spec.variable = text_at(map, "variable");
    spec.weight = value_at(map, "weight");
    spec.modulation = text_at(map, "modulation");
    spec.plasticity = value_at(map, "plasticity");
    return spec;
}

MonitorSpec monitor_of(const Entry& entry) {
    auto spec = named_spec<MonitorSpec>(entry);
    spec.type = span_at(entry.value, "type");
    spec.of = span_at(entry.value, "of");
    spec.fields = entry.value;
    return spec;
}

OperationSpec operation_of(const Entry& entry) {
    auto spec = named_spec<OperationSpec>(entry);
    const Value& map = entry.value;
    spec.of = span_at(map, "of");
    spec.code = span_at(map, "code");
    spec.every = value_at(map, "every");
    spec.at = value_at(map, "at");
    spec.event = text_at(map, "event");
    spec.when = text_at(map, "when");
    spec.order = text_at(map, "order");
    return spec;
}

RunSpec run_of(const Value& root) {
    RunSpec spec;
    if (!root.entries.empty()) spec.where = root.entries.front().key_where;
    for (const Entry& entry : root.entries) {
        if (entry.key == "run") spec.where = entry.key_where;
    }
    const Value run = value_at(root, "run");
    spec.dt = text_at(run, "dt");
    spec.duration = text_at(run, "duration");
    spec.seed = text_at(run, "seed");
    spec.protocol = value_at(run, "protocol");
    spec.schedule = value_at(run, "schedule");
    spec.stop_when = text_at(run, "stop_when");
    spec.checkpoint_every = text_at(run, "checkpoint_every");
    return spec;
}

OutputSpec output_of(const Value& root) {
    const Value output = value_at(root, "output");
    OutputSpec spec;
    spec.file = text_at(output, "file");
    spec.compression = text_at(output, "compression");
    spec.precision = text_at(output, "precision");
    spec.network = text_at(output, "network");
    spec.host = text_at(output, "host");
    return spec;
}

std::vector<SweptPath> swept_paths(const Value& map, std::string_view key) {
    std::vector<SweptPath> paths;
    for (const Entry& entry : entries_at(map, key))
        paths.push_back({entry.key, entry.key_where, entry.value});
    return paths;
}

SweepSpec sweep_of(const Value& root) {
    const Value sweep = value_at(root, "sweep");
    const Value random = map_at(sweep, "random");
    SweepSpec spec;
    spec.grid = swept_paths(sweep, "grid");
    spec.zip = swept_paths(sweep, "zip");
    spec.n = text_at(random, "n");
    spec.random = swept_paths(random, "draw");
    spec.list = value_at(sweep, "list");
    spec.repeat = text_at(sweep, "repeat");
    spec.same_seeds = text_at(sweep, "same_seeds");
    return spec;
}

template <class Spec>
std::vector<Spec> specs_at(const Value& root, std::string_view key, Spec (*make)(const Entry&)) {
    std::vector<Spec> specs;
    for (const Entry& entry : entries_at(root, key)) specs.push_back(make(entry));
    return specs;
}

}  // namespace

NetworkSpec fill_network(const Value& root) {
    NetworkSpec spec;
    spec.title = text_at(root, "title");
    spec.description = text_at(root, "description");
    spec.parameters = named_values(root, "parameters");
    spec.functions = specs_at(root, "functions", function_of);
    spec.templates = specs_at(root, "templates", template_of);
    spec.groups = specs_at(root, "groups", group_of);
    spec.stimuli = specs_at(root, "stimuli", stimulus_of);
    spec.connections = specs_at(root, "connections", connection_of);
    spec.monitors = specs_at(root, "monitors", monitor_of);
    spec.operations = specs_at(root, "operations", operation_of);
    spec.run = run_of(root);
    spec.output = output_of(root);
    spec.sweep = sweep_of(root);
    return spec;
}

}  // namespace brian
