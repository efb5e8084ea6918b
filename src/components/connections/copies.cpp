#include "components/connections/copies.h"

#include <utility>

#include "base/format.h"
#include "base/number.h"
#include "language/fail.h"
#include "math/functions.h"

namespace brian {

namespace {

std::uint64_t whole_copies(double n, const SourceSpan& where, const std::string& pair) {
    if (n >= 0.0 && n == math::floor(n) && n < 4294967296.0) return static_cast<std::uint64_t>(n);
    fail(where, format("the multiplicity of the pair {} is {}", pair, print_number(n)),
         "it must be a whole number that is not negative; int(x) takes the whole part");
}

/// Repeats edges [begin, end), which share their source.
void repeat_row(const CandidateExpression& copies, const SourceSpan& where,
                std::pair<std::size_t, std::size_t> part, const Edges& once, Edges& edges) {
    const auto [begin, end] = part;
    const std::uint32_t i = once.source[begin];
    const std::vector<double> targets(once.target.begin() + static_cast<std::ptrdiff_t>(begin),
                                      once.target.begin() + static_cast<std::ptrdiff_t>(end));
    std::vector<double> n;
    copies.values({i, targets.size(), {}, targets}, n);
    for (std::size_t e = begin; e < end; ++e) {
        const std::uint64_t wanted =
            whole_copies(n[e - begin], where, format("[{}, {}]", i, once.target[e]));
        edges.source.insert(edges.source.end(), wanted, i);
        edges.target.insert(edges.target.end(), wanted, once.target[e]);
        if (!once.origin.empty()) edges.origin.insert(edges.origin.end(), wanted, once.origin[e]);
    }
}

}  // namespace

Rule with_copies(Rule rule, const RuleInput& input, const Value& copies) {
    const CandidateExpression number =
        input.candidates({.text = copies.where,
                          .path = input.path + ":multiplicity",
                          .what = "the multiplicity",
                          .numbered = CandidateText::Numbered::ByPartner});
    rule.edges = [single = std::move(rule.edges), number, where = copies.where](
                     const BlockOfTargets& block, Edges& edges) {
        Edges once;
        single(block, once);
        for (std::size_t begin = 0, end = 0; begin < once.size(); begin = end) {
            while (end < once.size() && once.source[end] == once.source[begin]) ++end;
            repeat_row(number, where, {begin, end}, once, edges);
        }
    };
    rule.at_once = false;  // the expression has scratch memory
    return rule;
}

Rule one_after_the_other(std::vector<Rule> rules) {
    Rule whole;
    for (const Rule& rule : rules) whole.expected_synapses += rule.expected_synapses;
    whole.edges = [rules = std::move(rules)](const BlockOfTargets& block, Edges& edges) {
        for (const Rule& rule : rules) rule.edges(block, edges);
        edges.origin.clear();  // positions in several lists mean nothing together
    };
    return whole;
}

}  // namespace brian
