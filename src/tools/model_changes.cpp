#include "tools/model_changes.h"

#include <algorithm>
#include <memory>
#include <set>

#include "base/diagnostics.h"
#include "base/error.h"
#include "yaml/document.h"
#include "yaml/write_yaml.h"

namespace brian {

namespace {

Value read(const std::string& yaml) {
    Diagnostics diagnostics;
    const auto file = std::make_shared<const SourceFile>(SourceFile{"the model", yaml});
    Value tree = read_document(file, diagnostics);
    if (diagnostics.has_errors())
        throw ModelError({.message = "the model that a results file names is no YAML",
                          .where = {},
                          .hint = "the file may be damaged",
                          .fault = Fault::Input});
    set_paths(tree, "");
    return tree;
}

bool has_children(const Value& value) {
    return value.kind == Value::Kind::Map && !value.entries.empty();
}

/// On one line, as far as it is short.
std::string in_one_line(const Value& value) {
    std::string text =
        value.kind == Value::Kind::Scalar ? std::string(value.text()) : to_yaml(value);
    while (text.ends_with('\n')) text.pop_back();
    std::string line;
    for (const char character : text) {
        const bool blank = character == '\n' || character == ' ';
        if (blank && (line.empty() || line.back() == ' ')) continue;
        line += blank ? ' ' : character;
    }
    constexpr std::size_t longest = 100;
    return line.size() <= longest ? line : line.substr(0, longest) + " ...";
}

/// Exactly: what in_one_line() leaves out counts as well.
bool same(const Value& a, const Value& b) {
    if (a.kind != b.kind) return false;
    if (a.kind == Value::Kind::Scalar) return a.text() == b.text();
    return to_yaml(a) == to_yaml(b);
}

void compare(const Value& before, const Value& after, std::vector<ModelChange>& changes);

void compare_maps(const Value& before, const Value& after, std::vector<ModelChange>& changes) {
    for (const Entry& entry : before.entries) {
        if (const Value* other = after.find(entry.key))
            compare(entry.value, *other, changes);
        else
            changes.push_back({entry.value.path, in_one_line(entry.value), {}});
    }
    for (const Entry& entry : after.entries)
        if (before.find(entry.key) == nullptr)
            changes.push_back({entry.value.path, {}, in_one_line(entry.value)});
}

void compare(const Value& before, const Value& after, std::vector<ModelChange>& changes) {
    if (has_children(before) && has_children(after))
        compare_maps(before, after, changes);
    else if (!same(before, after))
        changes.push_back({before.path, in_one_line(before), in_one_line(after)});
}

}  // namespace

std::vector<ModelChange> model_changes(const std::string& before, const std::string& after) {
    std::vector<ModelChange> changes;
    if (before != after) compare(read(before), read(after), changes);
    return changes;
}

}  // namespace brian
