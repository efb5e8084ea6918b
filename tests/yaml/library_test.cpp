#include "yaml/library.h"

#include <set>
#include <string>

#include <doctest/doctest.h>

#include "parsed.h"
#include "yaml/library_texts.h"
#include "yaml/source_file.h"

using brian::Diagnostics;
using brian::Entry;
using brian::Value;

TEST_CASE("every built-in template has a name of its own, a description and equations") {
    Diagnostics diagnostics;
    const Value all = brian::built_in_templates(diagnostics);
    CHECK(brian::test::errors(diagnostics).empty());
    CHECK(all.entries.size() >= 30);
    std::set<std::string> names;
    for (const Entry& entry : all.entries) {
        CAPTURE(entry.key);
        CHECK(names.insert(entry.key).second);
        CHECK(entry.value.find("description") != nullptr);
        CHECK(entry.value.find("equations") != nullptr);
        CHECK(entry.key_where.file_name().starts_with("<built-in>/"));
    }
}

TEST_CASE("the program holds the files of configs/library as they are") {
    for (const brian::LibraryText& text : brian::library_texts()) {
        CAPTURE(std::string(text.name));
        CHECK(brian::read_source_file("configs/library/" + std::string(text.name), {})->contents
              == text.contents);
    }
}

TEST_CASE("a model takes the built-in templates that it uses, and those that they use") {
    const auto used_by = [](const std::string& text, std::vector<std::string>& names) {
        Diagnostics diagnostics;
        Value root = brian::test::parse(text, diagnostics);
        names = brian::merge_built_in_templates(root, diagnostics);
        CHECK(brian::test::errors(diagnostics).empty());
        std::set<std::string> taken;
        if (const Value* templates = root.find("templates"))
            for (const Entry& entry : templates->entries) taken.insert(entry.key);
        return taken;
    };
    std::vector<std::string> names;
    CHECK(used_by("groups: {P: {equations: [{use: traub_miles}]}}", names)
          == std::set<std::string>{"traub_miles", "membrane", "leak_current", "traub_Na_current",
                                   "traub_K_current"});
    CHECK(names.size() >= 30);
    CHECK(used_by("groups: {P: {equations: 'x : 1'}}", names).empty());
    CHECK(names.empty());
}
