#include "yaml/write_yaml.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "parsed.h"

using brian::Value;
using brian::test::parse;

namespace {

/// Whether two trees hold the same keys and texts.
bool same(const Value& a, const Value& b) {
    if (a.kind != b.kind || a.path != b.path || a.items.size() != b.items.size()
        || a.entries.size() != b.entries.size())
        return false;
    if (a.kind == Value::Kind::Scalar && a.text() != b.text()) return false;
    for (std::size_t i = 0; i < a.items.size(); ++i)
        if (!same(a.items[i], b.items[i])) return false;
    for (std::size_t i = 0; i < a.entries.size(); ++i)
        if (a.entries[i].key != b.entries[i].key || !same(a.entries[i].value, b.entries[i].value))
            return false;
    return true;
}

}  // namespace

TEST_CASE("what is written reads back as the same tree") {
    const std::vector<std::string> texts = {
        "a: 1\nb: {c: d, e: [1, [2, x y]], f: {}}\ng: []\n",
        "a: ~\nb:\nc: \"~\"\nd: 'null'\ne: \"\"\n",
        "a: -60*mV + 10*mV*rand()\nb: \"0:3200\"\nc: 0:3200\nd: v > -50*mV\ne: a#b\n",
        "a: |\n  one\n\n    two\n  three\nb: |-\n  one\nc: |+\n  one\n\n\nd: 1\n",
        "a: >\n  one\n  two\n\n  three\nb: |2\n    one\n  two\n",
        "a: |\n\n  begins with an empty line\nb: \"\\n\"\n",
        "- a: 1\n  b: |\n    x\n    y\n- - 1\n  - {c: d}\n- |\n  z\n- e\n",
        "a: 'x: y'\nb: \"- z\"\nc: \"it's #1\"\nd: \"# no comment\"\n\"e: f\": g\n\"\": h\n",
        "a: \"tab\\there\"\nb: \"quote \\\" backslash \\\\\"\nc: ' blank '\nd: \"a\\r\\nb\"\n",
        "a: [\"x, y\", \"[z]\", \"a: b\", f(x)]\nb: {c: \"clip(rand(), 0, 1)\"}\n",
        "a: one\n  two\n\n  three\nb: \xC3\xA9t\xC3\xA9\n",
        "a: |\n  trailing blanks  \n     \n  end\n",
        "{a: {b: {c: [~, x]}}}",
        "scalar\n",
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        const Value tree = parse(text);
        const std::string written = brian::to_yaml(tree);
        CAPTURE(written);
        REQUIRE(tree.kind != Value::Kind::Null);
        CHECK(same(tree, parse(written)));
        CHECK(brian::to_yaml(parse(written)) == written);
    }
}

TEST_CASE("blocks stay blocks, quoted texts quoted, plain texts plain") {
    CHECK(brian::to_yaml(parse("a: |\n    dv/dt = x : volt\n    x : 1\nb: \"5\"\nc: 10 ms\n"))
          == "a: |\n  dv/dt = x : volt\n  x : 1\nb: \"5\"\nc: 10 ms\n");
}

TEST_CASE("long lists are broken into lines and read back") {
    std::string text = "a: [0";
    for (int i = 1; i < 1000; ++i) text += brian::format(", {} ms", i);
    const Value tree = parse(text + "]\n");
    const std::string written = brian::to_yaml(tree);
    CHECK(same(tree, parse(written)));
    for (std::size_t begin = 0; begin < written.size();) {
        const std::size_t end = written.find('\n', begin);
        CHECK(end - begin < 120);
        begin = end + 1;
    }
}
