#include "base/source.h"

#include <memory>
#include <string>

#include <doctest/doctest.h>

using brian::SourceFile;
using brian::SourceSpan;
using brian::SourceText;
using brian::whole_text;

namespace {

/// A block scalar: two lines of the file, without the four blanks before each.
SourceSpan indented_block() {
    SourceText block;
    block.file = std::make_shared<const SourceFile>(
        SourceFile{"net.yaml", "equations: |\n    dv/dt = -v/tau\n    dg/dt = -g/tau_g\n"});
    block.text = "dv/dt = -v/tau\ndg/dt = -g/tau_g\n";
    block.lines = {{0, 2, 5}, {15, 3, 5}};
    const std::size_t size = block.text.size();
    return {std::make_shared<const SourceText>(block), 0, size};
}

}  // namespace

TEST_CASE("a file hands out its lines by number, without their ends") {
    const SourceFile file{"f", "one\r\ntwo\n\nfour"};
    const std::string expected[] = {"", "one", "two", "", "four", ""};
    for (std::size_t number = 0; number < std::size(expected); ++number) {
        CAPTURE(number);
        CHECK(file.line(number) == expected[number]);
    }
}

TEST_CASE("a default span is nowhere and empty") {
    const SourceSpan nowhere;
    CHECK_FALSE(nowhere.somewhere());
    CHECK(nowhere.text().empty());
    CHECK(nowhere.line() == 0);
    CHECK(nowhere.column() == 0);
    CHECK_FALSE(nowhere.part(1, 2).somewhere());
}

TEST_CASE("a part of an indented block knows its line and column in the file") {
    const SourceSpan tau_g = indented_block().part(26, 31);
    CHECK(tau_g.text() == "tau_g");
    CHECK(tau_g.line() == 3);
    CHECK(tau_g.column() == 16);
    CHECK(tau_g.source_line() == "    dg/dt = -g/tau_g");
    CHECK(tau_g.file_name() == "net.yaml");
}

TEST_CASE("parts of parts count from their own beginning and end with the whole") {
    const SourceSpan inner = whole_text("abcdefgh").part(2, 6);
    CHECK(inner.part(1, 3).text() == "de");
    CHECK(inner.part(2, 99).text() == "ef");
    CHECK(inner.part(99, 100).text().empty());
}

TEST_CASE("joined spans hold both and what is between, in whichever order") {
    const SourceSpan all = whole_text("a + b * c");
    const SourceSpan a = all.part(0, 1);
    const SourceSpan b = all.part(4, 5);
    CHECK(SourceSpan::join(a, b).text() == "a + b");
    CHECK(SourceSpan::join(b, a).text() == "a + b");
}

TEST_CASE("of spans in different texts the first alone is joined") {
    CHECK(SourceSpan::join(whole_text("x"), whole_text("y")).text() == "x");
    CHECK(SourceSpan::join(whole_text("x"), SourceSpan()).text() == "x");
}

TEST_CASE("a text of its own counts lines and columns from 1") {
    const SourceSpan span = whole_text("first\nsecond\n", "option").part(8, 10);
    CHECK(span.text() == "co");
    CHECK(span.line() == 2);
    CHECK(span.column() == 3);
}
