#include "yaml/overrides.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/format.h"
#include "spec/shape_text.h"
#include "spec/validate.h"
#include "yaml/document.h"
#include "yaml/overlay.h"
#include "yaml/source_file.h"
#include "yaml/value_path.h"

namespace brian {

namespace {

/// The option as the user wrote it, for file names of spans.
std::string option_name(const Override& change) {
    switch (change.kind) {
        case Override::Kind::Add:
            return format("--set +{}", change.path);
        case Override::Kind::Unset:
            return format("--unset {}", change.path);
        case Override::Kind::Overlay:
            return "--set-file";
        default:
            return format("--set {}", change.path);
    }
}

[[noreturn]] void refuse(const Override& change, std::string message, std::string hint) {
    throw ModelError({.message = std::move(message),
                      .where = whole_text(change.value, option_name(change)),
                      .path = change.path,
                      .hint = std::move(hint)});
}

const FieldSchema* field_called(const Value& map, const FieldSchema& schema, std::string_view key) {
    for (const FieldSchema* field : fields_of(map, schema)) {
        if (field->key == key) return field;
    }
    return nullptr;
}

/// The schema of what `key` holds in `value`; nullptr when the schema knows of no such key. Names
/// that the user gives are known once they exist.
const FieldSchema* schema_within(const Value& value, const FieldSchema& schema,
                                 std::string_view key) {
    if (has_shape(schema, Shape::Fields)) return field_called(value, schema, key);
    if (schema.items.empty()) return nullptr;
    const bool exists = key.starts_with('[') || value.find(key) != nullptr;
    return exists ? &schema.items.front() : nullptr;
}

/// The schema at the end of an existing path.
const FieldSchema* schema_of(const Value& root, const FieldSchema& schema, std::string_view path) {
    const FieldSchema* at = &schema;
    const Value* value = &root;
    while (at != nullptr && !path.empty()) {
        const std::string_view key = take_key(path);
        at = schema_within(*value, *at, key);
        const Value* next = value->find(key);
        static const Value nothing;
        value = next == nullptr ? &nothing : next;
    }
    return at;
}

Entry new_entry(std::string_view key, const Override& change) {
    Entry entry;
    entry.key = key;
    entry.key_where = whole_text(entry.key, option_name(change));
    return entry;
}

/// Makes the missing keys in `rest` under `at`, which is a map or nothing yet.
Value& make_path(Value& at, std::string_view rest, const Override& change) {
    Value* value = &at;
    while (!rest.empty()) {
        const bool can_hold = value->kind == Value::Kind::Map || value->kind == Value::Kind::Null;
        const std::string_view key = take_key(rest);
        if (!can_hold || key.starts_with('[')) {
            refuse(change,
                   format("'{}' is {}, and has no '{}'", value->path, describe(*value), key), {});
        }
        value->kind = Value::Kind::Map;
        const std::string path = child_path(value->path, key);
        value->entries.push_back(new_entry(key, change));
        value = &value->entries.back().value;
        value->path = path;
    }
    return *value;
}

/// The value that the user wrote, as a tree.
Value read_value(const Override& change, Diagnostics& diagnostics) {
    const auto file =
        std::make_shared<const SourceFile>(SourceFile{option_name(change), change.value});
    Value value = read_document(file, diagnostics);
    const bool is_blank = change.value.find_first_not_of(" \t\n") == std::string::npos;
    if (is_blank)
        refuse(change, format("no value is given for '{}'", change.path),
               format("`--unset {}` removes it", change.path));
    return value;
}

void set(Value& root, const Override& change, const FieldSchema& schema, Value value) {
    const Found found = follow(root, change.path);
    if (!can_be_set(root, schema, change.path))
        refuse(change, format("there is no '{}' in the model", change.path),
               nearest_path(root, change.path));
    make_path(*found.deepest, found.rest, change) = std::move(value);
}

void add(Value& root, const Override& change, Value value) {
    const Found found = follow(root, change.path);
    if (found.rest.empty() && found.deepest->kind == Value::Kind::List) {
        found.deepest->items.push_back(std::move(value));
        return;
    }
    if (found.rest.empty())
        refuse(change, format("'{}' exists already", change.path), "leave out the +");
    make_path(*found.deepest, found.rest, change) = std::move(value);
}

void unset(Value& root, const Override& change) {
    const Found found = follow(root, change.path);
    if (!found.rest.empty() || found.parent == nullptr)
        refuse(change, format("there is no '{}' in the model", change.path),
               nearest_path(root, change.path));
    Value& parent = *found.parent;
    std::erase_if(parent.entries,
                  [&](const Entry& entry) { return &entry.value == found.deepest; });
    if (!parent.items.empty())
        parent.items.erase(parent.items.begin() + (found.deepest - parent.items.data()));
}

/// A whole file of changes; its values keep their places in it.
void overlay(Value& root, const Override& change, Diagnostics& diagnostics) {
    const auto file = read_source_file(change.value, whole_text(change.value, option_name(change)));
    Diagnostics found;
    Value changes = read_document(file, found);
    for (const Diagnostic& problem : found.sorted()) diagnostics.error(ModelError(problem.facts));
    if (found.has_errors()) return;
    if (changes.kind != Value::Kind::Map)
        refuse(change,
               format("'{}' is no map of sections, but {}", change.value, describe(changes)),
               "it is laid over the model key by key, as in `run: {duration: 2 s}`");
    if (changes.find("include") != nullptr)
        refuse(change, "'include' cannot be overridden", "change the values that it brings");
    lay_over(root, std::move(changes));
}

void apply(Value& root, const Override& change, const FieldSchema& schema,
           Diagnostics& diagnostics) {
    if (change.kind == Override::Kind::Overlay) return overlay(root, change, diagnostics);
    if (change.path == "include" || change.path.starts_with("include["))
        refuse(change, "'include' cannot be overridden", "change the values that it brings");
    if (change.kind == Override::Kind::Unset) return unset(root, change);
    Value value = read_value(change, diagnostics);
    if (change.kind == Override::Kind::Add) return add(root, change, std::move(value));
    set(root, change, schema, std::move(value));
}

}  // namespace

void apply_overrides(Value& root, const std::vector<Override>& overrides, const FieldSchema& schema,
                     Diagnostics& diagnostics) {
    for (const Override& change : overrides) {
        diagnostics.attempt(change.path, [&] { apply(root, change, schema, diagnostics); });
        set_paths(root, {});
    }
}

bool can_be_set(Value& root, const FieldSchema& schema, std::string_view path) {
    return follow(root, path).rest.empty() || schema_of(root, schema, path) != nullptr;
}

Override parse_override(const std::string& text) {
    Override change;
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        throw ModelError({.message = format("'{}' has no '='", text),
                          .where = whole_text(text, "--set"),
                          .path = {},
                          .hint = "write --set PATH=VALUE, as in --set run.duration='2 s'"});
    }
    change.path = text.substr(0, equals);
    change.value = text.substr(equals + 1);
    if (change.path.starts_with('+')) {
        change.kind = Override::Kind::Add;
        change.path.erase(0, 1);
    }
    return change;
}

}  // namespace brian
