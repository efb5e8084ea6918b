#include "base/diagnostics.h"

#include <string>

#include <doctest/doctest.h>

#include "base/format.h"

using brian::Colour;
using brian::Diagnostics;
using brian::ErrorFacts;
using brian::Fault;
using brian::give_up;
using brian::ModelError;
using brian::Severity;
using brian::SourceSpan;
using brian::whole_text;

namespace {

std::string rendered(const ErrorFacts& facts, Severity severity = Severity::Error) {
    return brian::render({severity, facts}, Colour::Plain);
}

/// A model of n lines called x1, x2, ...
SourceSpan lines(int n) {
    std::string text;
    for (int i = 1; i <= n; ++i) text += brian::format("x{}\n", i);
    return whole_text(text, "net.yaml");
}

Diagnostics many_errors(int n) {
    Diagnostics diagnostics;
    for (int i = 0; i < n; ++i) {
        diagnostics.error(ModelError({.message = brian::format("mistake {}", i), .where = {}}));
    }
    return diagnostics;
}

}  // namespace

TEST_CASE("an error shows place, path, quoted line, caret at the operator, and hint") {
    std::string text(13, '\n');
    const std::string line = "      dv/dt = (v_rest - v + I) / tau : volt\n";
    const SourceSpan file = whole_text(text + line, "network.yaml");
    const SourceSpan sum = file.part(13 + 15, 13 + 29);
    CHECK(rendered({.message = "cannot add volt and ampere",
                    .where = sum,
                    .path = "groups.exc.equations, dv/dt",
                    .hint = "I is an ampere; multiply it by a resistance, as in R*I",
                    .caret = sum.part(11, 12)})
          == "network.yaml:14:27: error: cannot add volt and ampere\n"
             "  in groups.exc.equations, dv/dt\n"
             "  14 |       dv/dt = (v_rest - v + I) / tau : volt\n"
             "     |                ~~~~~~~~~~~^~~\n"
             "  hint: I is an ampere; multiply it by a resistance, as in R*I\n");
}

TEST_CASE("an error that is nowhere is its message alone") {
    CHECK(rendered({.message = "no model", .where = {}}) == "error: no model\n");
}

TEST_CASE("a warning says so") {
    CHECK(rendered({.message = "odd", .where = {}}, Severity::Warning) == "warning: odd\n");
}

TEST_CASE("notes quote their own places") {
    const SourceSpan file = lines(2);
    CHECK(rendered({.message = "x1 again",
                    .where = file.part(3, 5),
                    .notes = {{"first defined here", file.part(0, 2)}}})
          == "net.yaml:2:1: error: x1 again\n"
             "  2 | x2\n"
             "    | ^~\n"
             "net.yaml:1:1: note: first defined here\n"
             "  1 | x1\n"
             "    | ^~\n");
}

TEST_CASE("escape sequences appear only with colour") {
    const brian::Diagnostic diagnostic{Severity::Error, {.message = "m", .where = lines(1)}};
    CHECK(brian::render(diagnostic, Colour::Plain).find('\x1b') == std::string::npos);
    CHECK(brian::render(diagnostic, Colour::Ansi).find("\x1b[1;31merror:\x1b[0m")
          != std::string::npos);
}

TEST_CASE("diagnostics are sorted by line, and those without a place come last") {
    const SourceSpan file = lines(12);
    Diagnostics diagnostics;
    diagnostics.error(ModelError({.message = "nowhere", .where = {}}));
    diagnostics.error(ModelError({.message = "line 12", .where = file.part(30, 32)}));
    diagnostics.warn({.message = "line 2", .where = file.part(3, 5)});
    const std::vector<brian::Diagnostic> sorted = diagnostics.sorted();
    REQUIRE(sorted.size() == 3);
    CHECK(sorted[0].facts.message == "line 2");
    CHECK(sorted[1].facts.message == "line 12");
    CHECK(sorted[2].facts.message == "nowhere");
}

TEST_CASE("the same mistake found twice is shown once") {
    Diagnostics diagnostics;
    for (int i = 0; i < 2; ++i) {
        diagnostics.error(ModelError({.message = "m", .where = lines(1)}));
    }
    CHECK(diagnostics.sorted().size() == 1);
}

TEST_CASE("twenty errors are shown and the others counted") {
    const std::string last = "error: mistake 19\n";
    CHECK(many_errors(20).render(Colour::Plain).ends_with(last));
    CHECK(many_errors(21).render(Colour::Plain).ends_with(last + "and 1 more error\n"));
    CHECK(many_errors(23).render(Colour::Plain).ends_with(last + "and 3 more errors\n"));
}

TEST_CASE("an attempt collects a model error and fills in its path") {
    Diagnostics diagnostics;
    CHECK(diagnostics.attempt("groups.P", [] {}));
    CHECK_FALSE(diagnostics.attempt("groups.P",
                                    [] { throw ModelError({.message = "wrong", .where = {}}); }));
    CHECK(diagnostics.render(Colour::Plain) == "error: wrong\n  in groups.P\n");
}

TEST_CASE("a path that an error brings along is kept") {
    const ModelError error({.message = "m", .where = {}, .path = "inner"});
    CHECK(error.within("outer").facts().path == "inner");
}

TEST_CASE("only faults of input files make an input fault") {
    const ModelError unreadable({.message = "u", .where = {}, .fault = Fault::Input});
    const ModelError wrong({.message = "w", .where = {}});
    Diagnostics diagnostics;
    diagnostics.warn({.message = "w", .where = {}});
    CHECK_FALSE(diagnostics.only_input_faults());
    diagnostics.error(unreadable);
    CHECK(diagnostics.only_input_faults());
    diagnostics.error(wrong);
    CHECK_FALSE(diagnostics.only_input_faults());
}

TEST_CASE("warnings alone are no errors") {
    Diagnostics diagnostics;
    diagnostics.warn({.message = "w", .where = {}});
    CHECK_FALSE(diagnostics.has_errors());
    CHECK_FALSE(diagnostics.empty());
}

TEST_CASE("what follows from a reported mistake is not shown") {
    Diagnostics diagnostics;
    diagnostics.error(ModelError({.message = "the size is 0", .where = {}}));
    CHECK_FALSE(diagnostics.attempt("monitors.m", [] { give_up({}, "P"); }));
    REQUIRE(diagnostics.sorted().size() == 1);
    CHECK(diagnostics.sorted().front().facts.message == "the size is 0");
}

TEST_CASE("a consequence without its cause is shown") {
    Diagnostics diagnostics;
    (void)diagnostics.attempt("monitors.m", [] { give_up({}, "P"); });
    CHECK(diagnostics.has_errors());
}
