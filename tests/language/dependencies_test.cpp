#include <doctest/doctest.h>

#include "language/analysis.h"
#include "language/helpers.h"
#include "language/print.h"

namespace brian {

namespace {

Equations equations(const std::string& text) {
    return parse_equations(whole_text(text));
}

}  // namespace

TEST_CASE("subexpressions are put after those they read") {
    const Equations all = equations("a = b + c : 1\nb = 2*c : 1\nc : 1\nd = f : 1\nf = 3 : 1");
    CHECK(dependency_order(all) == std::vector<std::size_t>{1, 0, 4, 3});
}

TEST_CASE("a circle of definitions is shown whole") {
    const Equations all = equations("a = b : 1\nb = c + 1 : 1\nc = 2*a : 1\nx = a : 1");
    const ErrorFacts facts = error_of([&] { (void)dependency_order(all); });
    CHECK(facts.message == "these define each other in a circle: a -> b -> c -> a");
    CHECK(facts.notes.size() == 2);
}

TEST_CASE("an alias belongs to the circle, too") {
    const Equations all = equations("a = b\nb = 2*a : 1");
    CHECK(error_of([&] { (void)dependency_order(all); }).message
          == "these define each other in a circle: a -> b -> a");
}

TEST_CASE("subexpressions and aliases are written out") {
    const Equations all = equations(
        "I = g*(E - u) : amp\n"
        "u = v\n"
        "g = g0*h : siemens\n"
        "h = rand() : 1 (constant over dt)\n");
    CHECK(print(inline_subexpressions(parse("I/C"), all)) == "g0*h*(E - v)/C");
}

TEST_CASE("subexpressions that grow without end are refused") {
    std::string text = "x0 = y + y : 1\n";
    for (int k = 1; k < 60; ++k)
        text += "x" + std::to_string(k) + " = x" + std::to_string(k - 1) + "*x"
                + std::to_string(k - 1) + " : 1\n";
    const Equations all = equations(text);
    CHECK(
        error_of([&] { (void)inline_subexpressions(parse("x59"), all); }).message.find("too large")
        != std::string::npos);
}

TEST_CASE("a long chain of subexpressions ends in an error, not in a crash") {
    std::string text = "x0 = y : 1\n";
    for (int k = 1; k < 5000; ++k)
        text += "x" + std::to_string(k) + " = x" + std::to_string(k - 1) + " + 1 : 1\n";
    const Equations all = parse_equations(whole_text(text));
    CHECK(dependency_order(all).size() == 5000);
    CHECK(error_of([&] {
              (void)inline_subexpressions(parse("x4999"), all);
          }).message.find("too large")
          != std::string::npos);
}

TEST_CASE("whether statements may run one after the other over all synapses") {
    struct Case {
        std::string text;
        bool independent;
    };
    const std::vector<Case> cases = {
        {"v_post += w", true},
        {"v_post += w*x_pre*y_post", true},
        {"ge_post += w\nApre += dApre\nw = clip(w + Apost, 0, gmax)", true},
        {"v_post += w; w = w + v_post", false},
        {"w = w + v_post; v_post += w", false},
        {"v_post += w*v_post", false},
        {"v_post = w", false},
        {"v_post += w; v_post += u", false},
        {"v_post += w; g_post += u", true},
        {"w = 1; w += 2; u = w", true},
        {"s += 1", true},
        {"s = 1", false},
        {"local = w*2; v_post += local", true},
    };
    const Sharing sharing{{"v_post", "g_post", "x_pre", "y_post", "s"}};
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(order_independent(parse_statements(whole_text(c.text)), sharing) == c.independent);
    }
}

TEST_CASE("what a block reads and writes") {
    const CodeBlock block = parse_statements(whole_text("x = y + z; y += x; local = t; w = local"));
    CHECK(reads_of(block) == std::vector<std::string>{"y", "z", "t"});
    CHECK(writes_of(block) == std::vector<std::string>{"x", "y", "local", "w"});
}

TEST_CASE("names are replaced all at once, in values and targets") {
    const CodeBlock block = parse_statements(whole_text("v = v + w\nu = v"));
    const CodeBlock swapped = substitute(block, {{"v", name("w")}, {"w", parse("2*v")}});
    CHECK(print(swapped) == "w = w + 2*v\nu = w\n");
}

}  // namespace brian
