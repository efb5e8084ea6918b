#include <array>
#include <random>

#include <doctest/doctest.h>

#include "language/helpers.h"

namespace brian {

namespace {

constexpr std::array pieces = {
    "(",    ")",    "(",    ")",       "+",        "-",          "*",    "/",        "**",
    "^",    "%",    "//",   "<",       "=",        "==",         ":",    ",",        ";",
    "\n",   "\\\n", "\\",   "#",       ".",        "&",          "[",    "'",        "1",
    "2.",   ".5",   "1e3",  "mV",      "s",        "m",          "ms",   "x",        "v",
    "dv",   "dt",   "exp",  "1e",      "xi",       "pi",         "true", "not",      "if",
    "and",  "or",   "volt", "boolean", "constant", "event",      "d",    "\xc2\xb5", "\xff",
    "\x01", " ",    "  ",   "dv/dt =", ": volt",   "(constant)", "+="};

std::string soup(std::mt19937& random) {
    std::string text;
    const std::size_t n = random() % 25;
    for (std::size_t k = 0; k < n; ++k) {
        text += pieces.at(random() % pieces.size());
        if (random() % 2 == 0) text += ' ';
    }
    return text;
}

/// Whether `parse` takes the text, or refuses it with an error that has a message.
template <class Parse>
bool is_handled(const Parse& parse) {
    try {
        parse();
        return true;
    } catch (const ModelError& error) {
        return !error.facts().message.empty();
    }
}

}  // namespace

TEST_CASE("any text either parses or is refused with a message") {
    std::mt19937 random(1);  // its numbers are the same with every standard library
    for (int k = 0; k < 1500; ++k) {
        const std::string text = soup(random);
        CAPTURE(text);
        const SourceSpan span = whole_text(text);
        REQUIRE(is_handled([&] { (void)parse_expression(span); }));
        REQUIRE(is_handled([&] { (void)parse_statements(span); }));
        REQUIRE(is_handled([&] { (void)parse_equations(span); }));
        REQUIRE(is_handled([&] { (void)parse_unit(span); }));
    }
}

TEST_CASE("hostile units end in an error, not in a crash") {
    for (const char* piece : {"(", "s*(", "1/(", "s^("}) {
        CAPTURE(piece);
        std::string text;
        for (int k = 0; k < 100000; ++k) text += piece;
        CHECK(error_of([&] { (void)parse_unit(whole_text(text)); }).message != "no error");
    }
}

}  // namespace brian
