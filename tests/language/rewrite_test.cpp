#include "language/rewrite.h"

#include <doctest/doctest.h>

#include "language/generate.h"
#include "language/helpers.h"
#include "language/print.h"

namespace brian {

namespace {

std::string rewritten(const std::string& text) {
    return print(rewrite(parse(text)));
}

std::string rewritten_block(const std::string& text) {
    return print(rewrite(parse_statements(whole_text(text))));
}

}  // namespace

TEST_CASE("the common form of expressions") {
    const std::vector<Fact> cases = {
        {"v + 10*mV", "v + 0.01"},
        {"v + 0.1 + 0.2", "v + 0.1 + 0.2"},
        {"0.1 + 0.2 + v", "0.30000000000000004 + v"},
        {"x*0", "x*0"},
        {"x + 0", "x + 0"},
        {"x**2", "x*x"},
        {"x**3", "x*x*x"},
        {"x**4", "x*x*(x*x)"},
        {"x**5", "x**5"},
        {"x**-1", "1/x"},
        {"x**0.5", "sqrt(x)"},
        {"x**1", "x"},
        {"x**y", "x**y"},
        {"(x + y)**2", "(x + y)*(x + y)"},
        {"(x + y + z)**2", "(x + y + z)**2"},
        {"--x", "x"},
        {"sqrt(4) + x", "2 + x"},
        {"min(x, 3)", "min(x, 3)"},
        {"where(true, x, y)", "where(1, x, y)"},
        {"3**2 + x", "9 + x"},
        {"rand()**2", "rand()**2"},
        {"f(2)", "f(2)"},
    };
    for (const Fact& fact : cases) {
        CAPTURE(fact.text);
        CHECK(rewritten(fact.text) == fact.expected);
    }
}

TEST_CASE("a large operand of a power gets a name of its own") {
    const std::vector<Fact> cases = {
        {"w = (x + y + z)**2",
         "_power_0 = x + y + z\n"
         "w = _power_0*_power_0\n"},
        {"w = (x + y + z)**2 + (x + y + z)**3",
         "_power_0 = x + y + z\n"
         "w = _power_0*_power_0 + _power_0*_power_0*_power_0\n"},
        {"w = ((x + y + z)**2 + 1)**2",
         "_power_0 = x + y + z\n"
         "_power_1 = _power_0*_power_0 + 1\n"
         "w = _power_1*_power_1\n"},
        {"w = rand()**2",
         "_power_0 = rand()\n"
         "w = _power_0*_power_0\n"},
    };
    for (const Fact& fact : cases) {
        CAPTURE(fact.text);
        CHECK(rewritten_block(fact.text) == fact.expected);
    }
}

TEST_CASE("a name is taken once only, even if a block is rewritten in pieces") {
    const CodeBlock once = rewrite(parse_statements(whole_text("w = (x + y + z)**2")));
    CodeBlock both = once;
    both.push_back(assign("u", parse("(x - y - z)**2")));
    CHECK(print(rewrite(both))
          == "_power_0 = x + y + z\n"
             "w = _power_0*_power_0\n"
             "_power_1 = x - y - z\n"
             "u = _power_1*_power_1\n");
}

TEST_CASE("a block in the common form stays as it is") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const CodeBlock block = rewrite(random_block(seed, {"x", "y"}));
        CAPTURE(print(block));
        CHECK(print(rewrite(block)) == print(block));
    }
}

}  // namespace brian
