#include "components/connections/sonata_edges.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"
#include "components/connections/listed_pairs.h"

namespace brian {

namespace {

using Names = std::vector<std::string>;

bool holds(const Names& members, const std::string& name) {
    return std::find(members.begin(), members.end(), name) != members.end();
}

DataArray read(const RuleInput& input, DataRequest request, const std::string& name) {
    request.dataset = name;
    return input.read(request);
}

[[noreturn]] void refuse(const DataRequest& request, std::string message, std::string hint) {
    throw ModelError({.message = std::move(message),
                      .where = request.where,
                      .hint = std::move(hint),
                      .fault = Fault::Input});
}

/// "Ce" of "connections.Ce.connect".
std::string connection_name(const RuleInput& input) {
    const std::size_t begin = input.path.find('.') + 1;
    return input.path.substr(begin, input.path.find('.', begin) - begin);
}

Names without_slashes(Names names) {
    for (std::string& name : names)
        if (name.ends_with('/')) name.pop_back();
    return names;
}

/// The group that a request without a dataset means.
std::string group_of_connection(const RuleInput& input, const DataRequest& request,
                                const Names& populations) {
    const std::string name = connection_name(input);
    if (holds(populations, name + "/")) return "/edges/" + name;
    const Names known = without_slashes(populations);
    const std::string near = did_you_mean(name, known);
    refuse(request, format("'{}' holds no edges of {}", request.file, name),
           near.empty() ? format("name one of them, as in `dataset: /edges/{}`; it holds {}",
                                 known.front(), join(known, ", "))
                        : near);
}

/// Numbers within the (sub)group for nodes of the population; those that are no members are left
/// for checked_pairs() to refuse.
std::vector<double> members(std::vector<double> nodes,
                            const std::function<std::uint32_t(std::uint32_t)>& member_of) {
    for (double& node : nodes) {
        const bool possible = node >= 0.0 && node < 4294967295.0;
        const std::uint32_t member =
            possible ? member_of(static_cast<std::uint32_t>(node)) : SpikeView::outside;
        if (member != SpikeView::outside)
            node = member;
        else
            node = -1.0 - node;
    }
    return nodes;
}

/// A number below 0 stands for a node that is no member.
void need_members(const std::vector<double>& numbers, const DataRequest& request,
                  const char* role) {
    const auto outside =
        std::find_if(numbers.begin(), numbers.end(), [](double number) { return number < 0.0; });
    if (outside == numbers.end()) return;
    refuse(request,
           format("edge {} of '{}' has the {} {}, which is no neuron of the connection's {}",
                  outside - numbers.begin(), request.file, role, -1.0 - *outside, role),
           "nodes are counted within whole groups; connect the group that the edges were made for");
}

/// The attributes of the edges; the weight of SONATA is called as ours.
std::vector<RuleColumn> columns_of(const RuleInput& input, const DataRequest& request,
                                   std::size_t n_edges) {
    std::vector<RuleColumn> columns;
    const std::string group = request.dataset + "/0/";
    const Names names = read(input, request, group).members;
    const bool weighted = holds(names, "weight") || holds(names, "w");
    for (const std::string& name : names) {
        if (name.ends_with('/') || (name == "syn_weight" && weighted)) continue;
        DataArray data = read(input, request, group + name);
        if (data.values.size() != n_edges)
            refuse(request,
                   format("'{}{}' has {} values for {} edges", group, name, data.values.size(),
                          n_edges),
                   "is the file broken off?");
        if (name == "delay" && data.units.empty()) data.units = "ms";
        columns.push_back({.name = name == "syn_weight" ? "weight" : name,
                           .values = std::move(data.values),
                           .units = std::move(data.units)});
    }
    return columns;
}

}  // namespace

std::optional<Rule> connect_sonata_edges(const RuleInput& input, DataRequest request) {
    if (request.dataset.empty()) {
        const Names populations = read(input, request, "/edges/").members;
        if (populations.empty()) return std::nullopt;
        request.dataset = group_of_connection(input, request, populations);
    }
    while (request.dataset.ends_with('/')) request.dataset.pop_back();
    const Names found = read(input, request, request.dataset + "/").members;
    if (found.empty()) return std::nullopt;
    if (!holds(found, "source_node_id") || !holds(found, "target_node_id"))
        refuse(request,
               format("'{}' of '{}' is no population of edges", request.dataset, request.file),
               format("name one, as in `dataset: {}/{}`", request.dataset,
                      without_slashes(found).front()));
    PairColumns ends;
    ends.sources = members(read(input, request, request.dataset + "/source_node_id").values,
                           input.source_of_neuron);
    ends.targets = members(read(input, request, request.dataset + "/target_node_id").values,
                           input.target_of_neuron);
    need_members(ends.sources, request, "source");
    need_members(ends.targets, request, "target");
    if (ends.sources.size() != ends.targets.size())
        refuse(request, format("'{}' has sources and targets of different number", request.dataset),
               "is the file broken off?");
    ends.where = [&request](std::size_t /*position*/) { return request.where; };
    Rule rule = rule_of_list(input, checked_pairs(input, ends));
    rule.columns = columns_of(input, request, ends.sources.size());
    return rule;
}

}  // namespace brian
