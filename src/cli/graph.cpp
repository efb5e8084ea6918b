#include "cli/graph.h"

#include <algorithm>

#include "base/format.h"

namespace brian {

namespace {

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

/// Lines of a label; DOT writes a line's end as \n.
std::string label(const std::vector<std::string>& lines) {
    std::vector<std::string> escaped;
    for (const std::string& line : lines)
        if (!line.empty()) escaped.push_back(quoted(line).substr(1, quoted(line).size() - 2));
    return format("\"{}\"", join(escaped, "\\n"));
}

/// "P.exc" is a part of the node "P".
struct End {
    std::string node;
    std::string part;
};

End end_of(const std::string& name) {
    const std::size_t cut = name.find_first_of(".[");
    if (cut == std::string::npos) return {name, {}};
    return {name.substr(0, cut), name.substr(name[cut] == '.' ? cut + 1 : cut)};
}

std::string size_of(const CompiledModel& model, const std::string& name) {
    const auto found = std::find_if(model.populations.begin(), model.populations.end(),
                                    [&](const PopulationSummary& one) { return one.name == name; });
    if (found == model.populations.end()) return {};
    return format("{} neuron{}", found->size, found->size == 1 ? "" : "s");
}

std::string edge(const std::string& from, const std::string& to, const std::string& attributes) {
    return format("  {} -> {} [{}];\n", quoted(from), quoted(to), attributes);
}

/// "probability: 0.02", or the name of a rule alone.
std::string rule_of(const ConnectionSpec& connection) {
    const Value& rule = connection.connect;
    if (rule.kind == Value::Kind::Scalar) return std::string(rule.text());
    if (rule.kind == Value::Kind::List) return "list of pairs";
    if (rule.entries.empty()) return {};
    const Entry& first = rule.entries.front();
    return first.value.kind == Value::Kind::Scalar ? format("{}: {}", first.key, first.value.text())
                                                   : first.key;
}

std::string connection_edge(const ConnectionSpec& connection) {
    const End from = end_of(connection.source.str());
    const End to = end_of(connection.target.str());
    std::string attributes = "label=" + label({connection.name, rule_of(connection)});
    if (!from.part.empty()) attributes += ", taillabel=" + label({from.part});
    if (!to.part.empty()) attributes += ", headlabel=" + label({to.part});
    return edge(from.node, to.node, attributes);
}

std::string stimulus_node(const StimulusSpec& stimulus, const CompiledModel& model) {
    std::string text =
        format("  {} [shape=box, style=rounded, label={}];\n", quoted(stimulus.name),
               label({stimulus.name, stimulus.type.str(), size_of(model, stimulus.name)}));
    if (const Value* target = stimulus.fields.find("target"))
        text += edge(stimulus.name, end_of(std::string(target->text())).node, "style=solid");
    return text;
}

std::string monitor_node(const MonitorSpec& monitor) {
    const std::string node = "monitors." + monitor.name;
    return format("  {} [shape=note, fontsize=10, label={}];\n", quoted(node),
                  label({monitor.name, monitor.type.str()}))
           + edge(end_of(monitor.of.str()).node, node, "style=dotted, arrowhead=none");
}

}  // namespace

std::string graph_dot(const NetworkSpec& spec, const CompiledModel& model) {
    std::string text =
        "digraph model {\n  rankdir=LR;\n  node [fontname=\"Helvetica\"];\n"
        "  edge [fontname=\"Helvetica\", fontsize=10];\n";
    if (spec.title) text += format("  label={};\n  labelloc=t;\n", quoted(spec.title->str()));
    for (const GroupSpec& group : spec.groups)
        text += format("  {} [shape=box, style=filled, fillcolor=\"#e8eef7\", label={}];\n",
                       quoted(group.name), label({group.name, size_of(model, group.name)}));
    for (const StimulusSpec& stimulus : spec.stimuli) text += stimulus_node(stimulus, model);
    for (const ConnectionSpec& connection : spec.connections) text += connection_edge(connection);
    const auto is_connection = [&](const MonitorSpec& monitor) {
        return std::any_of(spec.connections.begin(), spec.connections.end(),
                           [&](const ConnectionSpec& one) { return one.name == monitor.of.str(); });
    };
    for (const MonitorSpec& monitor : spec.monitors)
        if (!is_connection(monitor)) text += monitor_node(monitor);
    return text + "}\n";
}

}  // namespace brian
