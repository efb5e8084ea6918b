#include "compile/split_code.h"

#include <doctest/doctest.h>

#include "language/parser.h"
#include "language/print.h"

namespace brian::test {

namespace {

/// Variables that synapses have for themselves (w), for their source (a, b) or target (c).
const Variations& own() {
    static const Variations variations{{"w", Variation::BySynapse},
                                       {"a", Variation::BySource},
                                       {"b", Variation::BySource},
                                       {"c", Variation::ByTarget}};
    return variations;
}

Variation of_name(const std::string& text) {
    const auto found = own().find(text);
    return found == own().end() ? Variation::None : found->second;
}

SplitCode split_at_source(const CodeBlock& code, OtherEnd other = OtherEnd::WhereRead) {
    return split(code, Pathway::End::Source, own(), of_name, other);
}

CodeBlock parsed(const std::string& text) {
    return parse_statements(whole_text(text));
}

}  // namespace

TEST_CASE("what all synapses of the neuron share changes once") {
    const SplitCode code = split_at_source(parsed("a += 1\nw += a"));
    CHECK(print(code.once) == "_of_a_1 = a + 1\na = _of_a_1\n");
    CHECK(print(code.each) == "w += a\n");
    CHECK(code.from_once.empty());
}

TEST_CASE("what synapses read before the change is kept for them") {
    const SplitCode code = split_at_source(parsed("w += a\na += 1"));
    CHECK(print(code.once) == "_of_a_1 = a + 1\n_of_a_2 = a\na = _of_a_1\n");
    CHECK(print(code.each) == "w += _of_a_2\n");
    CHECK(code.from_once == std::set<std::string>{"_of_a_2"});
}

TEST_CASE("shared variables may exchange their values") {
    const SplitCode code =
        split_at_source({assign("_c", name("a")), assign("a", name("b")), assign("b", name("_c"))});
    CHECK(print(code.once) == "_c = a\n_of_a_1 = b\na = _of_a_1\nb = _c\n");
    CHECK(code.each.empty());
}

TEST_CASE("costly values of the other end can be computed ahead") {
    const CodeBlock code{assign("_now", call("exp", {name("c")})), add("w", name("_now"))};
    const SplitCode plain = split_at_source(code);
    CHECK(plain.ahead.empty());
    CHECK(print(plain.each) == "_now = exp(c)\nw += _now\n");
    const SplitCode ahead = split_at_source(code, OtherEnd::Ahead);
    CHECK(print(ahead.ahead) == "_now = exp(c)\n");
    CHECK(print(ahead.each) == "w += _now\n");
    CHECK(ahead.from_ahead == std::set<std::string>{"_now"});
}

TEST_CASE("what differs from synapse to synapse stays as it is") {
    const CodeBlock code{assign("_now", name("w") * name("a")), assign("w", name("_now"))};
    const SplitCode parts = split_at_source(code);
    CHECK(parts.once.empty());
    CHECK(print(parts.each) == print(code));
}

}  // namespace brian::test
