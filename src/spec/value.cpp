#include "spec/value.h"

#include "base/format.h"
#include "base/number.h"

namespace brian {

const Value* Value::find(std::string_view key) const {
    for (const Entry& entry : entries) {
        if (entry.key == key) return &entry.value;
    }
    return nullptr;
}

std::string child_path(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : format("{}.{}", path, key);
}

void set_paths(Value& value, const std::string& path) {
    value.path = path;
    for (std::size_t i = 0; i < value.items.size(); ++i)
        set_paths(value.items[i], format("{}[{}]", path, i));
    for (Entry& entry : value.entries) set_paths(entry.value, child_path(path, entry.key));
}

std::string describe(const Value& value) {
    switch (value.kind) {
        case Value::Kind::Null:
            return "nothing";
        case Value::Kind::List:
            return "a list";
        case Value::Kind::Map:
            return "a map";
        case Value::Kind::Scalar:
            break;
    }
    if (parse_number(value.text())) return format("the number {}", value.text());
    constexpr std::size_t quotable = 40;
    const bool is_short =
        value.text().size() <= quotable && value.text().find('\n') == std::string_view::npos;
    return is_short ? format("'{}'", value.text()) : "a text";
}

}  // namespace brian
