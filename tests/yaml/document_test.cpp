#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "parsed.h"

using brian::Value;
using brian::test::document_errors;
using brian::test::parse;

namespace {

struct Case {
    std::string yaml;
    std::string error;  ///< "line:column: message | hint", only the beginning of it
};

/// Reports the first line of the errors when it does not begin as expected.
void check_all(const std::vector<Case>& cases) {
    for (const Case& example : cases) {
        CAPTURE(example.yaml);
        const std::string errors = document_errors(example.yaml);
        const std::string beginning = errors.substr(0, example.error.size());
        CHECK(beginning == example.error);
    }
}

}  // namespace

TEST_CASE("an equation on one plain line is explained") {
    check_all({
        {"equations: dv/dt = -v/tau : volt\n",
         "1:27: an equation on one plain line: ': ' ends a plain text | write the equations under "
         "`|` or in quotes"},
        {"P: {equations: dv/dt = -v/tau : volt}\n", "1:31: an equation on one plain line"},
        {"a: b: c\n", "1:5: a second ': ' in the value of 'a' | put quotes round the value"},
    });
}

TEST_CASE("a plain text cannot begin with a character that YAML keeps for itself") {
    check_all({
        {"a: @x\n", "1:4: a plain text cannot begin with '@' | put quotes round the text"},
        {"a: `x`\n", "1:4: a plain text cannot begin with '`'"},
        {"a: %x\n", "1:4: a plain text cannot begin with '%'"},
        {"a: *x\n", "1:4: a plain text cannot begin with '*'"},
        {"a: * x\n", "1:4: a plain text cannot begin with '*'"},
        {"a: - 9 mV\n", "1:4: '- ' begins an item of a list"},
        {"a: |x| > 3\n", "1:5: text after the '|' or '>' that begins a block"},
    });
}

TEST_CASE("tabs in the indentation are found") {
    check_all({
        {"a:\n\tb: 1\n", "2:1: a tab in the indentation | indent with blanks"},
        {"a:\n  b: 1\n\tc: 2\n", "3:1: a tab in the indentation"},
        {"a: |\n  x\n\ty\n", "3:1: a tab in the indentation"},
    });
}

TEST_CASE("anchors, aliases, tags, merge keys and directives are refused") {
    check_all({
        {"a: &x 5\n", "1:4: anchors such as '&x' are not read"},
        {"a: &x 5\nb: *x\n", "1:4: anchors such as '&x' are not read"},
        {"a: !foo 3\n", "1:4: tags such as '!foo' are not read"},
        {"a: !!str 3\n", "1:4: tags such as '!!str' are not read"},
        {"a: ! 3\n", "1:4: tags such as '!' are not read"},
        {"a: !foo\n  b: 1\n", "1:4: tags such as '!foo' are not read"},
        {"<<: {a: 1}\n", "1:1: merge keys ('<<') are not read"},
        {"%YAML 1.2\n---\na: 1\n", "1:1: lines that begin with '%' are not read"},
    });
}

TEST_CASE("a file holds one document") {
    check_all({
        {"a: 1\n---\nb: 2\n", "2:1: a second document begins here | one file holds one model"},
        {"  a: 1\nb: 2\n", "2:1: this line does not belong to the map above it"},
        {"a: 1\n---\n", "2:1: a second document begins here"},
    });
}

TEST_CASE("a comma that splits a call is found") {
    check_all({
        {"{w: clip(rand(), 0, 1)}\n",
         "1:5: a comma splits `clip(rand(), 0, 1)` | put quotes round it: \"clip(rand(), 0, 1)\""},
        {"a: {b: 1, w: max(a, b), c: 2}\n", "1:14: a comma splits `max(a, b)`"},
        {"a: [1, max(a, min(b, c)), 2]\n", "1:8: a comma splits `max(a, min(b, c))`"},
    });
}

TEST_CASE("braces and quotes that are not closed are reported where they open") {
    check_all({
        {"a: {b: 1\nc: 2\n", "1:4: this '{' is not closed"},
        {"a: [1, 2\n", "1:4: this '[' is not closed"},
        {"a: \"x\nb: 3\n", "1:4: this quote is not closed"},
        {"a: 'it''s\n", "1:4: this quote is not closed"},
    });
}

TEST_CASE("keys need a colon with a blank") {
    check_all({
        {"a:1\nb: 2\n", "1:2: no blank after the colon | write `key: value`"},
        {"run:\n  dt:1\n  seed: 2\n", "2:5: no blank after the colon"},
        {"{a:1, b: 2}\n", "1:2: missing ': ' after 'a:1' | put a blank after the colon"},
        {"a: 1\nb\n", "2:1: missing ': ' after 'b'"},
        {"[a]: 1\n", "1:1: a key must be a word"},
        {"a: 1\n b: 2\n", "2:2: indented further than the line above, whose value it continues"},
        {"a:\n  - x\n  y: 2\n", "3:3: this does not continue the map or list above it"},
    });
}

TEST_CASE("text after a quoted or bracketed value is reported") {
    check_all({
        {"a: \"x\" y\n", "1:8: text after the closing \" | put quotes round the whole value"},
        {"a: [x, y] + 1\n", "1:11: text after the closing ]"},
        {"a: {c: x[1, 2]}\n", "1:9: '}' or ',' expected"},
    });
}

TEST_CASE("bytes that are no text are refused where they stand") {
    check_all({
        {"a: \xFF\n", "1:4: byte 0xff is not UTF-8 | save the file as UTF-8"},
        {"a: 1\nb: \xC3(\n", "2:4: byte 0xc3 is not UTF-8"},
        {"a: \xED\xA0\x80\n", "1:4: byte 0xed is not UTF-8"},
        {std::string("a: \x04\n"), "1:4: control character 0x04 in the text"},
        {std::string("a: 1\0b\n", 7), "1:5: control character 0x00 in the text"},
        {"a: 1\rb: 2\n", "1:5: control character 0x0d in the text"},
    });
}

TEST_CASE("a duplicate key names both places") {
    brian::Diagnostics diagnostics;
    const Value value = parse("a: 1\nb: 2\na: 3\n", diagnostics);
    REQUIRE(diagnostics.sorted().size() == 1);
    const brian::ErrorFacts facts = diagnostics.sorted().front().facts;
    CHECK(facts.message == "'a' is given twice");
    CHECK(facts.where.line() == 3);
    REQUIRE(facts.notes.size() == 1);
    CHECK(facts.notes[0].where.line() == 1);
}

TEST_CASE("every mistake of the document is reported, not only the first") {
    CHECK(document_errors("a: &x 1\nb: 1\nb: 2\nc: {d: f(1, 2)}\n")
          == "1:4: anchors such as '&x' are not read | give the value a name under `parameters`, "
             "or the model a name under `templates`\n"
             "3:1: 'b' is given twice\n"
             "4:8: a comma splits `f(1, 2)` | put quotes round it: \"f(1, 2)\"");
}

TEST_CASE("nesting deeper than 50 levels is refused") {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    CHECK(document_errors(nested(50)).empty());
    CHECK(document_errors(nested(51)) == "1:51: nested deeper than 50 levels");
    CHECK(document_errors(nested(100000)) == "1:51: nested deeper than 50 levels");
}

TEST_CASE("values keep their kind and style") {
    const Value root = parse("a: 5\nb: \"5\"\nc: |\n  5\nd: ~\ne:\nf: [1]\ng: {}\n");
    REQUIRE(root.entries.size() == 7);
    CHECK(root.find("a")->style == Value::Style::Plain);
    CHECK(root.find("b")->style == Value::Style::Quoted);
    CHECK(root.find("c")->style == Value::Style::Block);
    CHECK(root.find("c")->text() == "5\n");
    CHECK(root.find("d")->kind == Value::Kind::Null);
    CHECK(root.find("e")->kind == Value::Kind::Null);
    CHECK(root.find("f")->kind == Value::Kind::List);
    CHECK(root.find("g")->kind == Value::Kind::Map);
}

TEST_CASE("nothing is converted: scalars stay texts") {
    const Value root = parse("a: 010\nb: yes\nc: 1e3\nd: 0x1F\ne: 0:3200\n");
    CHECK(root.find("a")->text() == "010");
    CHECK(root.find("b")->text() == "yes");
    CHECK(root.find("c")->text() == "1e3");
    CHECK(root.find("d")->text() == "0x1F");
    CHECK(root.find("e")->text() == "0:3200");
}

TEST_CASE("every value knows its path") {
    const Value root = parse("groups:\n  P: {size: 3}\nlist: [[1, 2], {a: b}]\n");
    CHECK(root.path.empty());
    CHECK(root.entries[0].value.entries[0].value.find("size")->path == "groups.P.size");
    CHECK(root.find("list")->items[0].items[1].path == "list[0][1]");
    CHECK(root.find("list")->items[1].find("a")->path == "list[1].a");
}
