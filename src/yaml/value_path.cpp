#include "yaml/value_path.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/format.h"
#include "base/suggest.h"

namespace brian {

namespace {

/// Lists longer than this are data: nobody means one of their items.
constexpr std::size_t longest_listed = 32;

/// Whether `key` stands at the beginning of `path` as a whole.
bool begins_with(std::string_view path, std::string_view key) {
    return path.starts_with(key)
           && (path.size() == key.size() || path[key.size()] == '.' || path[key.size()] == '[');
}

void drop(std::string_view& path, std::size_t n) {
    path.remove_prefix(n);
    if (path.starts_with('.')) path.remove_prefix(1);
}

std::optional<std::size_t> index_of(std::string_view key) {
    if (!key.starts_with('[') || !key.ends_with(']')) return std::nullopt;
    const char* const end = key.data() + key.size() - 1;
    std::size_t index = 0;
    const auto result = std::from_chars(key.data() + 1, end, index);
    if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return index;
}

/// The child of `value` with which the path goes on, taken off the path; nullptr when there is
/// none.
Value* step(Value& value, std::string_view& path) {
    if (value.kind == Value::Kind::List) {
        std::string_view rest = path;
        const std::optional<std::size_t> index = index_of(take_key(rest));
        if (!index || *index >= value.items.size()) return nullptr;
        path = rest;
        return &value.items[*index];
    }
    Entry* longest = nullptr;
    for (Entry& entry : value.entries) {
        const bool is_longer = longest == nullptr || entry.key.size() > longest->key.size();
        if (is_longer && begins_with(path, entry.key)) longest = &entry;
    }
    if (longest == nullptr) return nullptr;
    drop(path, longest->key.size());
    return &longest->value;
}

void collect(const Value& value, std::vector<std::string>& paths) {
    if (!value.path.empty()) paths.push_back(value.path);
    if (value.items.size() > longest_listed) return;
    for (const Value& item : value.items) collect(item, paths);
    for (const Entry& entry : value.entries) collect(entry.value, paths);
}

}  // namespace

std::string_view take_key(std::string_view& path) {
    const std::size_t begin = path.starts_with('[') ? 1 : 0;
    std::size_t end = std::min(path.find_first_of(".[", begin), path.size());
    if (begin == 1) end = std::min(path.find(']') + 1, path.size());
    if (end == 0) end = path.size();
    const std::string_view key = path.substr(0, end);
    drop(path, end);
    return key;
}

Found follow(Value& root, std::string_view path) {
    Found found{&root, nullptr, path};
    while (!found.rest.empty()) {
        Value* const next = step(*found.deepest, found.rest);
        if (next == nullptr) break;
        found.parent = found.deepest;
        found.deepest = next;
    }
    return found;
}

std::string nearest_path(const Value& root, std::string_view path) {
    std::vector<std::string> paths;
    collect(root, paths);
    const std::string tail = format(".{}", path);
    for (const std::string& candidate : paths) {
        if (candidate.ends_with(tail)) return format("did you mean '{}'?", candidate);
    }
    const std::string best = nearest(path, paths);
    return best.empty() ? std::string{} : format("did you mean '{}'?", best);
}

}  // namespace brian
