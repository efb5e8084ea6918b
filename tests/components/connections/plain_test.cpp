#include <doctest/doctest.h>

#include "components/connections/rule_input.h"

// Rules without chance: all, one_to_one, condition.
namespace brian {

TEST_CASE("all connects every source to every target, source by source") {
    const Value connect = scalar("all");
    const Pairs expected{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}};
    CHECK(pairs_of(edges_of(rule_input(connect, {2, 3}))) == expected);
}

TEST_CASE("a block holds its own targets only") {
    const Value connect = scalar("all");
    Edges edges;
    make_rule(rule_input(connect, {2, 4})).edges({1, {2, 4}}, edges);
    CHECK(pairs_of(edges) == Pairs{{0, 2}, {0, 3}, {1, 2}, {1, 3}});
}

TEST_CASE("one_to_one connects neurons of one number") {
    const Value connect = scalar("one_to_one");
    CHECK(pairs_of(edges_of(rule_input(connect, {3, 3}), {2})) == Pairs{{0, 0}, {1, 1}, {2, 2}});
}

TEST_CASE("one_to_one needs equal sizes") {
    const Value connect = scalar("one_to_one");
    CHECK(error_of(rule_input(connect, {3, 4}))
          == "one_to_one needs as many sources as targets, but there are 3 and 4 | connect "
             "subgroups of one size, or use another rule");
}

TEST_CASE("a condition chooses the pairs that fulfil it") {
    const Value connect = map_of({{"condition", scalar("j > i")}});
    const RuleInput input = with_expression(rule_input(connect, {3, 3}),
                                            [](auto i, auto j) { return j > i ? 1.0 : 0.0; });
    CHECK(pairs_of(edges_of(input)) == Pairs{{0, 1}, {0, 2}, {1, 2}});
    CHECK(sorted_pairs(input, {1, 2}) == sorted_pairs(input));
}

TEST_CASE("autapses can be excluded") {
    const Value connect = scalar("all");
    CHECK(pairs_of(edges_of(without_autapses(rule_input(connect, {2, 2}))))
          == Pairs{{0, 1}, {1, 0}});
}

TEST_CASE("autapses of a subgroup are found by neuron, not by number") {
    const Value connect = scalar("all");
    RuleInput input = without_autapses(rule_input(connect, {2, 2}));
    // Sources are neurons 0 and 1, targets neurons 1 and 2.
    input.same_neuron = [](std::uint32_t i) { return i == 1 ? 0 : SpikeView::outside; };
    CHECK(pairs_of(edges_of(input)) == Pairs{{0, 0}, {0, 1}, {1, 1}});
}

TEST_CASE("multiplicity repeats each pair in place") {
    const Value connect = scalar("one_to_one");
    RuleInput input = rule_input(connect, {2, 2});
    input.multiplicity = 3;
    CHECK(pairs_of(edges_of(input)) == Pairs{{0, 0}, {0, 0}, {0, 0}, {1, 1}, {1, 1}, {1, 1}});
    CHECK(make_rule(input).expected_synapses == 6.0);
}

TEST_CASE("the number of synapses is known ahead for rules without chance") {
    const Value everything = scalar("all");
    CHECK(make_rule(rule_input(everything, {20, 30})).expected_synapses == 600.0);
    const Value connect = map_of({{"condition", scalar("j % 2 == 0")}});
    const RuleInput even = with_expression(rule_input(connect, {20, 30}),
                                           [](auto, auto j) { return j % 2 == 0 ? 1.0 : 0.0; });
    CHECK(make_rule(even).expected_synapses == doctest::Approx(300.0));
}

}  // namespace brian
