#include "components/connections/rule_input.h"

#include <algorithm>
#include <stdexcept>

#include "base/error.h"
#include "base/number.h"

namespace brian {

namespace {

double number_in(const Value& value) {
    const std::optional<double> number = parse_number(value.text());
    if (!number) throw std::logic_error("the test wants a number: " + std::string(value.text()));
    return *number;
}

ModelArray array_in(const Value& value) {
    ModelArray array;
    array.shape = {value.items.size()};
    for (const Value& row : value.items) {
        for (const Value& item : row.items) array.values.push_back(number_in(item));
        array.shape.resize(2, row.items.size());
    }
    return array;
}

}  // namespace

Value rows_of(const std::vector<std::vector<int>>& rows) {
    std::vector<Value> lists;
    for (const std::vector<int>& row : rows) {
        std::vector<Value> numbers;
        for (const int number : row) numbers.push_back(scalar(std::to_string(number)));
        lists.push_back(list(std::move(numbers)));
    }
    return list(std::move(lists));
}

RuleInput rule_input(const Value& connect, const Sizes& sizes) {
    RuleInput input;
    input.path = "connections.C.connect";
    input.connect = &connect;
    input.n_sources = sizes.n_sources;
    input.n_targets = sizes.n_targets;
    input.seed = 42;
    input.same_neuron = [](std::uint32_t) { return SpikeView::outside; };
    std::vector<std::string> no_warnings;
    input.values = stub_values(no_warnings);
    input.values.warn = nullptr;
    input.values.array = [](const Value& value, const Dimension&, const std::string&) {
        return array_in(value);
    };
    input.values.is_constant = [](const Value& value) {
        return parse_number(value.text()).has_value();
    };
    return input;
}

RuleInput without_autapses(RuleInput input) {
    input.autapses = Autapses::Excluded;
    input.same_neuron = [](std::uint32_t i) { return i; };
    return input;
}

RuleInput with_expression(RuleInput input, const PairValue& value) {
    input.pairs = [value](const Value&, RuleInput::Pairs) -> PairExpression {
        return [value](std::uint32_t i, IndexRange targets, std::vector<double>& out) {
            out.clear();
            for (std::uint32_t j = targets.begin; j < targets.end; ++j) out.push_back(value(i, j));
        };
    };
    return input;
}

Pairs pairs_of(const Edges& edges) {
    Pairs pairs;
    for (std::size_t e = 0; e < edges.size(); ++e)
        pairs.emplace_back(edges.source[e], edges.target[e]);
    return pairs;
}

Edges edges_of(const RuleInput& input, const std::vector<std::uint32_t>& cuts) {
    const Rule rule = make_rule(input);
    Edges edges;
    BlockOfTargets block;
    for (std::uint32_t cut : cuts) {
        block.targets.end = cut;
        rule.edges(block, edges);
        block = {block.number + 1, {cut, cut}};
    }
    block.targets.end = input.n_targets;
    rule.edges(block, edges);
    return edges;
}

Pairs sorted_pairs(const RuleInput& input, const std::vector<std::uint32_t>& cuts) {
    Pairs pairs = pairs_of(edges_of(input, cuts));
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

std::string error_of(const RuleInput& input) {
    try {
        (void)edges_of(input);
    } catch (const ModelError& error) {
        return error.facts().message + " | " + error.facts().hint;
    }
    return "no error";
}

}  // namespace brian
