#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "components/connections/rule_input.h"
#include "components/connections/sample.h"
#include "math/statistics.h"

// Rules with chance: distributions, and on what the draws depend.
namespace brian {

namespace {

double binomial_probability(double n, double p, double k) {
    if (k < 0.0 || k > n) return 0.0;
    return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0)
                    + k * std::log(p) + (n - k) * std::log1p(-p));
}

enum class End { Source, Target };

/// Number of synapses of each neuron at one end.
std::vector<double> degrees(const Edges& edges, End end, std::uint32_t n) {
    std::vector<double> counts(n, 0.0);
    for (const std::uint32_t neuron : end == End::Source ? edges.source : edges.target)
        counts[neuron] += 1.0;
    return counts;
}

bool without_repeats(const Edges& edges) {
    const Pairs pairs = pairs_of(edges);
    return std::set(pairs.begin(), pairs.end()).size() == pairs.size();
}

Value rule(const std::string& name, const std::string& text) {
    return map_of({{name, scalar(text)}});
}

}  // namespace

TEST_CASE("out- and in-degrees of a probability are binomial") {
    for (const char* p : {"0.02", "0.3", "0.9"}) {
        CAPTURE(p);
        const Value connect = rule("probability", p);
        const Edges edges = edges_of(rule_input(connect, {2000, 500}), {100, 256, 257});
        const double chance = std::stod(p);
        const auto out = [&](double k) { return binomial_probability(500.0, chance, k); };
        const auto in = [&](double k) { return binomial_probability(2000.0, chance, k); };
        CHECK(statistics::chi_square(degrees(edges, End::Source, 2000), out) < 1.0);
        CHECK(statistics::chi_square(degrees(edges, End::Target, 500), in) < 1.0);
        CHECK(without_repeats(edges));
    }
}

TEST_CASE("probability 0 makes no synapse and probability 1 all") {
    const Value never = rule("probability", "0");
    CHECK(edges_of(rule_input(never, {30, 40})).size() == 0);
    const Value always = rule("probability", "1");
    CHECK(edges_of(rule_input(always, {30, 40}), {7}).size() == 1200);
}

TEST_CASE("excluding autapses changes no other pair of a probability") {
    const Value connect = rule("probability", "0.3");
    Pairs with = sorted_pairs(rule_input(connect, {100, 100}));
    std::erase_if(with, [](const auto& pair) { return pair.first == pair.second; });
    CHECK(sorted_pairs(without_autapses(rule_input(connect, {100, 100}))) == with);
}

TEST_CASE("an expression gives each pair its own probability") {
    const Value connect = rule("probability", "p");
    const auto probability = [](std::uint32_t i, std::uint32_t) { return i < 500 ? 0.1 : 0.6; };
    const Edges edges = edges_of(with_expression(rule_input(connect, {1000, 400}), probability));
    std::vector<double> counts = degrees(edges, End::Source, 1000);
    const std::vector<double> dense(counts.begin() + 500, counts.end());
    counts.resize(500);
    const auto rare = [](double k) { return binomial_probability(400.0, 0.1, k); };
    const auto frequent = [](double k) { return binomial_probability(400.0, 0.6, k); };
    CHECK(statistics::chi_square(counts, rare) < 1.0);
    CHECK(statistics::chi_square(dense, frequent) < 1.0);
}

TEST_CASE("a probability beyond 0 and 1 is named with its pair") {
    const Value constant = rule("probability", "1.5");
    CHECK(error_of(rule_input(constant, {2, 2})).starts_with("1.5 is no probability | "));
    const Value connect = rule("probability", "p");
    const auto rising = [](std::uint32_t i, std::uint32_t j) { return 0.75 * (i + j); };
    CHECK(error_of(with_expression(rule_input(connect, {2, 3}), rising))
              .starts_with("the probability of the pair [0, 2] is 1.5 | "));
    const auto nothing = [](std::uint32_t, std::uint32_t) { return std::nan(""); };
    CHECK(error_of(with_expression(rule_input(connect, {2, 3}), nothing))
              .starts_with("the probability of the pair [0, 0] is "));
}

TEST_CASE("each target has in_degree different sources, any as likely as any other") {
    const Value connect = rule("in_degree", "20");
    const Edges edges = edges_of(rule_input(connect, {100, 3000}), {1000});
    CHECK(degrees(edges, End::Target, 3000) == std::vector<double>(3000, 20.0));
    CHECK(without_repeats(edges));
    const auto out = [](double k) { return binomial_probability(3000.0, 0.2, k); };
    CHECK(statistics::chi_square(degrees(edges, End::Source, 100), out) < 1.0);
}

TEST_CASE("each source has out_degree different targets, any as likely as any other") {
    const Value connect = rule("out_degree", "20");
    const Edges edges = edges_of(rule_input(connect, {3000, 100}), {30, 60});
    CHECK(degrees(edges, End::Source, 3000) == std::vector<double>(3000, 20.0));
    CHECK(without_repeats(edges));
    const auto in = [](double k) { return binomial_probability(3000.0, 0.2, k); };
    CHECK(statistics::chi_square(degrees(edges, End::Target, 100), in) < 1.0);
}

TEST_CASE("every pair of sources is drawn together equally often") {
    const Value connect = rule("in_degree", "2");
    const Edges edges = edges_of(rule_input(connect, {4, 6000}));
    std::map<std::uint32_t, std::vector<std::uint32_t>> sources;
    for (const auto& [i, j] : pairs_of(edges)) sources[j].push_back(i);
    std::map<std::vector<std::uint32_t>, double> sets;
    for (const auto& [j, drawn] : sources) sets[drawn] += 1.0;
    REQUIRE(sets.size() == 6);
    // Six sets of expectation 1000 and standard deviation 29: 4 of them pass once in 3000 runs.
    for (const auto& [drawn, count] : sets) CHECK(std::abs(count - 1000.0) < 116.0);
}

TEST_CASE("degrees can be as large as what there is") {
    const Value in = rule("in_degree", "3");
    CHECK(edges_of(rule_input(in, {3, 5})).size() == 15);
    CHECK(edges_of(without_autapses(rule_input(in, {4, 4}))).size() == 12);
    CHECK(error_of(rule_input(in, {2, 5}))
              .starts_with("each target wants 3 different sources, but there are 2 | "));
    CHECK(error_of(without_autapses(rule_input(in, {3, 3})))
              .starts_with("each target wants 3 different sources, but there are 2 | "));
    const Value out = rule("out_degree", "3");
    CHECK(error_of(without_autapses(rule_input(out, {3, 3})))
              .starts_with("source 0 wants 3 different targets, but there are 2 | "));
}

TEST_CASE("degrees hold without autapses") {
    for (const char* name : {"in_degree", "out_degree"}) {
        CAPTURE(name);
        const Value connect = rule(name, "7");
        const Edges edges = edges_of(without_autapses(rule_input(connect, {40, 40})), {10});
        const End end = std::string(name) == "in_degree" ? End::Target : End::Source;
        CHECK(degrees(edges, end, 40) == std::vector<double>(40, 7.0));
        for (const auto& [i, j] : pairs_of(edges)) CHECK(i != j);
    }
}

TEST_CASE("edges of a block come source by source, targets ascending") {
    for (const Value& connect :
         {rule("probability", "0.3"), rule("in_degree", "5"), rule("out_degree", "5")}) {
        CAPTURE(connect.entries.front().key);
        const Pairs pairs = pairs_of(edges_of(rule_input(connect, {50, 60})));
        CHECK(std::is_sorted(pairs.begin(), pairs.end()));
    }
}

TEST_CASE("degrees and expressions draw the same pairs whatever the blocks") {
    const auto half = [](std::uint32_t, std::uint32_t) { return 0.5; };
    for (const Value& connect :
         {rule("probability", "p"), rule("in_degree", "5"), rule("out_degree", "5")}) {
        CAPTURE(connect.entries.front().key);
        const RuleInput input = with_expression(rule_input(connect, {50, 60}), half);
        CHECK(sorted_pairs(input, {7, 31}) == sorted_pairs(input));
    }
}

TEST_CASE("a block of a probability draws what its number says, whatever the others do") {
    const Value connect = rule("probability", "0.3");
    const RuleInput input = rule_input(connect, {50, 60});
    Edges alone;
    make_rule(input).edges({2, {31, 60}}, alone);
    Pairs together = pairs_of(edges_of(input, {7, 31}));
    std::erase_if(together, [](const auto& pair) { return pair.second < 31; });
    CHECK(pairs_of(alone) == together);
}

TEST_CASE("draws depend on the seed and on the path of the connection") {
    for (const Value& connect :
         {rule("probability", "0.3"), rule("in_degree", "5"), rule("out_degree", "5")}) {
        CAPTURE(connect.entries.front().key);
        const RuleInput input = rule_input(connect, {50, 60});
        RuleInput other_seed = input;
        other_seed.seed = 43;
        RuleInput other_path = input;
        other_path.path = "connections.D.connect";
        CHECK(sorted_pairs(input) == sorted_pairs(input));
        CHECK(sorted_pairs(input) != sorted_pairs(other_seed));
        CHECK(sorted_pairs(input) != sorted_pairs(other_path));
    }
}

TEST_CASE("a sample is the same in ascending order, whether dense or not") {
    for (const std::uint32_t n : {0U, 1U, 3U, 500U, 1000U}) {
        CAPTURE(n);
        Sampler sampler(1000);
        const math::StreamKey key = math::stream_key(1, "sample");
        for (std::int64_t step = 0; step < 20; ++step) {
            math::SubStream stream(key, step, 0);
            math::SubStream again(key, step, 0);
            std::vector<std::uint32_t> drawn = sampler.draw(n, 1000, stream);
            std::sort(drawn.begin(), drawn.end());
            CHECK(sampler.draw_ascending(n, 1000, again) == drawn);
        }
    }
}

}  // namespace brian
