#include <doctest/doctest.h>

#include "language/helpers.h"
#include "language/print.h"

namespace brian {

namespace {

CodeBlock code(const std::string& text) {
    return parse_statements(whole_text(text));
}

}  // namespace

TEST_CASE("every assignment comes down to = or +=") {
    const std::vector<Fact> cases = {
        {"v = v_r", "v = v_r\n"},          {"v += w", "v += w\n"},
        {"v -= w + 1", "v += -(w + 1)\n"}, {"v *= a + b", "v = v*(a + b)\n"},
        {"v /= 2", "v = v/2\n"},           {"n //= 2", "n = n // 2\n"},
        {"n %= 5", "n = n % 5\n"},         {"v **= 2", "v = v**2\n"},
    };
    for (const Fact& fact : cases) {
        CAPTURE(fact.text);
        CHECK(print(code(fact.text)) == fact.expected);
    }
}

TEST_CASE("statements end at line ends and semicolons") {
    CHECK(print(code("# reset\nv = 1; w += 2 # jump\n\n  u = 3;\n")) == "v = 1\nw += 2\nu = 3\n");
}

TEST_CASE("a statement may span lines") {
    CHECK(print(code("v = (a\n + b)\nw = a +\n b\nu = a \\\n * b"))
          == "v = a + b\nw = a + b\nu = a*b\n");
}

TEST_CASE("what is no statement is refused") {
    const std::vector<Fact> cases = {
        {"v", "not a statement"},
        {"v == 3", "a comparison alone does nothing"},
        {"if v: w = 1", "there is no 'if' in code"},
        {"mV = 3", "cannot assign to 'mV'"},
        {"_x = 3", "cannot assign to '_x'"},
        {"v =", "no value after '='"},
        {"v = (a\nw = 3", "'(' is never closed"},
        {"3 = v", "not a statement"},
    };
    for (const Fact& fact : cases) {
        CAPTURE(fact.text);
        CHECK(error_of([&] { (void)code(fact.text); }).message == fact.expected);
    }
}

}  // namespace brian
