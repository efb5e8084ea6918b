#include <cstddef>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "base/source.h"
#include "parsed.h"

using brian::SourceSpan;
using brian::Value;
using brian::test::parse;

namespace {

/// "line:column" of the first place where `word` stands in the value.
std::string place_of(const Value& value, std::string_view word) {
    const std::size_t at = value.text().find(word);
    REQUIRE(at != std::string_view::npos);
    const SourceSpan span = value.where.part(at, at + word.size());
    return brian::format("{}:{}", span.line(), span.column());
}

/// What stands at the span's place in the file, as long as the span.
std::string_view file_text(const SourceSpan& span) {
    return span.source_line().substr(span.column() - 1, span.text().size());
}

bool is_word_character(char character) {
    return character != ' ' && character != '\n' && character != '\\';
}

/// Every word of every scalar must stand in the file where its span says.
std::size_t check_words(const Value& value) {
    std::size_t n_words = 0;
    const std::string_view text = value.text();
    const bool is_scalar = value.kind == Value::Kind::Scalar;
    for (std::size_t begin = 0; is_scalar && begin < text.size(); ++begin) {
        std::size_t end = begin;
        while (end < text.size() && is_word_character(text[end])) ++end;
        if (end == begin) continue;
        const SourceSpan word = value.where.part(begin, end);
        CHECK(file_text(word) == word.text());
        ++n_words;
        begin = end;
    }
    for (const Value& item : value.items) n_words += check_words(item);
    for (const brian::Entry& entry : value.entries) {
        CHECK(file_text(entry.key_where) == entry.key);
        n_words += check_words(entry.value);
    }
    return n_words;
}

}  // namespace

TEST_CASE("the words of every scalar stand in the file where their spans say") {
    const std::string yaml =
        "plain: one two\n"
        "folded: one two\n"
        "   three\n"
        "\n"
        "   four\n"
        "single: 'one two'\n"
        "double: \"one two\n"
        "    three\n"
        "\n"
        "    four\"\n"
        "block: |\n"
        "  dv/dt = -v/tau : volt  # leak\n"
        "\n"
        "     more\n"
        "  last\n"
        "kept: |+\n"
        "  one\n"
        "\n"
        "stripped: |-\n"
        "\n"
        "     one\n"
        "     two\n"
        "wrapped: >\n"
        "  one\n"
        "  two\n"
        "\n"
        "    more\n"
        "  three\n"
        "indented: |2\n"
        "    one\n"
        "  two\n"
        "list:\n"
        "  - |\n"
        "    one\n"
        "    two\n"
        "  - {a: b c, d: [e, \"f g\"]}\n"
        "\xC3\xA9t\xC3\xA9: chaud \xC3\xA9t\xC3\xA9 encore\n"
        "end: |\n"
        "  no line feed at the end";
    const Value root = parse(yaml);
    CHECK(check_words(root) > 40);
}

TEST_CASE("the words are found in a file with CR LF line ends") {
    const std::string yaml =
        "a: one\r\nb: |\r\n  two\r\n  three\r\nc: \"four\r\n  five\"\r\nd: six\r\n  seven\r\n";
    const Value root = parse(yaml);
    CHECK(root.find("b")->text() == "two\nthree\n");
    CHECK(check_words(root) == 7);
}

TEST_CASE("lines and columns inside a block count in the file") {
    const Value root =
        parse("groups:\n  P:\n    equations: |\n\n      dv/dt = x : volt\n      x : 1\n");
    const Value& equations = *root.entries[0].value.entries[0].value.find("equations");
    CHECK(place_of(equations, "dv/dt") == "5:7");
    CHECK(place_of(equations, ": volt") == "5:17");
    CHECK(place_of(equations, "x : 1") == "6:7");
}

TEST_CASE("escapes and doubled quotes do not shift what follows them") {
    const Value root = parse("a: \"x\\ty \\u00e9 z \\\n   w\"\nb: 'it''s here'\n");
    CHECK(root.find("a")->text() == "x\ty \xC3\xA9 z w");
    CHECK(place_of(*root.find("a"), "y") == "1:8");
    CHECK(place_of(*root.find("a"), "z") == "1:17");
    CHECK(place_of(*root.find("a"), "w") == "2:4");
    CHECK(place_of(*root.find("b"), "here") == "3:11");
}

TEST_CASE("a block that begins on the line after its key keeps its places") {
    const Value root = parse("a:\n  |\n  foo\n  bar\n");
    CHECK(place_of(*root.find("a"), "bar") == "4:3");
}

TEST_CASE("a repeated line of a block is found at its own place") {
    const Value root = parse("a: |\n  x = 1\n  x = 1\n");
    const Value& block = *root.find("a");
    CHECK(block.where.part(6, 7).line() == 3);
}

TEST_CASE("maps and lists span from their first to their last character") {
    const Value root = parse("a: {b: [1, 2], c: d}\ne:\n  f: g\n  h: i j\n");
    CHECK(root.find("a")->where.text() == "{b: [1, 2], c: d}");
    CHECK(root.find("a")->find("b")->where.text() == "[1, 2]");
    CHECK(root.find("e")->where.text() == "f: g\n  h: i j");
}

TEST_CASE("an empty value is placed behind its key") {
    const Value root = parse("a:\nb: 1\n");
    CHECK(root.find("a")->where.line() == 1);
}
