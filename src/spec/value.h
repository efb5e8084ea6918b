#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace brian {

struct Entry;

/// A value of the model file with its place: what the YAML said before anyone asked what it means.
struct Value {
    enum class Kind { Null, Scalar, List, Map };
    enum class Style { Plain, Quoted, Block };  ///< of a Scalar; Block is a text under `|` or `>`

    Kind kind = Kind::Null;
    Style style = Style::Plain;
    SourceSpan where;  ///< of a Scalar: its text (unquoted, unindented), still located; else the
                       ///< whole value
    std::string path;  ///< "groups.P.size", "stimuli.S.times[3]"
    std::vector<Value> items;    ///< of a List
    std::vector<Entry> entries;  ///< of a Map, in file order, no key twice

    [[nodiscard]] std::string_view text() const { return where.text(); }
    [[nodiscard]] const Value* find(std::string_view key) const;  ///< of a Map; nullptr when absent
};

struct Entry {
    std::string key;
    SourceSpan key_where;
    Value value;
};

/// Gives `value` that path, and its children theirs ("PATH.key", "PATH[3]").
void set_paths(Value& value, const std::string& path);

/// "groups.P" and "size" make "groups.P.size"; the file as a whole has the empty path.
[[nodiscard]] std::string child_path(const std::string& path, std::string_view key);

/// What it is, for "found ...": "the number 5", 'on', "a text" (a long one), "a list", "a map",
/// "nothing".
[[nodiscard]] std::string describe(const Value& value);

}  // namespace brian
