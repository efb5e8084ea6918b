#include "base/quote.h"

#include <string>

#include <doctest/doctest.h>

using brian::Colour;
using brian::quote;
using brian::SourceSpan;
using brian::whole_text;

namespace {

std::string plain(const SourceSpan& where) {
    return quote(where, {}, Colour::Plain);
}

}  // namespace

TEST_CASE("a span without a caret has it at its beginning") {
    CHECK(plain(whole_text("a + bcd").part(4, 7)) == "  1 | a + bcd\n    |     ^~~\n");
}

TEST_CASE("an empty span is a caret alone") {
    CHECK(plain(whole_text("ab").part(1, 1)) == "  1 | ab\n    |  ^\n");
    CHECK(plain(whole_text("ab").part(2, 2)) == "  1 | ab\n    |   ^\n");
}

TEST_CASE("a span that runs past its line is cut there") {
    CHECK(plain(whole_text("x = (a\n + b)").part(4, 12)) == "  1 | x = (a\n    |     ^~\n");
}

TEST_CASE("a caret on a further line is left out") {
    const SourceSpan all = whole_text("a\n+ b");
    CHECK(quote(all, all.part(2, 3), Colour::Plain) == "  1 | a\n    | ^\n");
}

TEST_CASE("tabs become blanks, in the line and under it") {
    CHECK(plain(whole_text("\ta\tb").part(3, 4)) == "  1 |     a   b\n    |         ^\n");
}

TEST_CASE("a character of several bytes is one column wide") {
    const SourceSpan b = whole_text("\u00b5\u00b5 b").part(5, 6);
    CHECK(plain(b) == "  1 | \u00b5\u00b5 b\n    |    ^\n");
    CHECK(brian::display_column(b) == 4);
}

TEST_CASE("control characters of a model do not reach the terminal") {
    CHECK(plain(whole_text("a\x1b[31m").part(0, 1)) == "  1 | a?[31m\n    | ^\n");
}

TEST_CASE("what is nowhere or on an empty line has nothing to quote") {
    CHECK(plain(SourceSpan()).empty());
    CHECK(plain(whole_text("")).empty());
}
