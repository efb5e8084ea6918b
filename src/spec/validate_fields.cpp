#include "spec/validate_fields.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/format.h"
#include "base/suggest.h"
#include "spec/shape_text.h"
#include "spec/validate.h"

namespace brian {

namespace {

const FieldVariant* chosen_variant(const Value& map, const FieldSchema& schema) {
    const Value* type = map.find("type");
    if (type == nullptr) return nullptr;
    for (const FieldVariant& variant : schema.variants) {
        if (variant.type == type->text()) return &variant;
    }
    return nullptr;
}

std::vector<std::string> keys_of(const std::vector<const FieldSchema*>& fields) {
    std::vector<std::string> keys;
    keys.reserve(fields.size());
    for (const FieldSchema* field : fields) keys.push_back(field->key);
    return keys;
}

/// "'sigma' belongs to type pulse_packet", when another type knows the key.
std::string owner_of(const std::string& key, const FieldSchema& schema) {
    for (const FieldVariant& variant : schema.variants) {
        for (const FieldSchema& field : variant.fields) {
            if (field.key == key) return format("'{}' belongs to type {}", key, variant.type);
        }
    }
    return {};
}

std::string hint_for_unknown(const std::string& key, const KeyCheck& check) {
    if (key.find('=') != std::string::npos)
        return "write equations and code under `|` or in quotes";
    if (std::string owner = owner_of(key, check.schema); !owner.empty()) return owner;
    std::vector<std::string> known = keys_of(check.fields);
    if (key == "on" && std::find(known.begin(), known.end(), "event") != known.end())
        return "write `event`; YAML reads 'on' as a boolean";
    if (std::string hint = did_you_mean(key, known); !hint.empty()) return hint;
    return format("known are: {}", join(known, ", "));
}

bool is_known(const KeyCheck& check, const std::string& key) {
    return std::any_of(check.fields.begin(), check.fields.end(),
                       [&](const FieldSchema* field) { return field->key == key; });
}

/// The key that an unknown one must have been meant for; else empty.
std::string meant_by(const std::string& key, const KeyCheck& check) {
    if (!owner_of(key, check.schema).empty()) return {};
    const std::string meant =
        key == "on" && is_known(check, "event") ? "event" : nearest(key, keys_of(check.fields));
    return check.map.find(meant) == nullptr ? meant : std::string{};
}

/// Keys that no field has. When the `type` is unknown nobody can tell, except what it is itself.
void check_unknown(const KeyCheck& check, Diagnostics& diagnostics) {
    const bool type_is_unknown =
        !check.schema.variants.empty() && chosen_variant(check.map, check.schema) == nullptr;
    for (const Entry& entry : check.map.entries) {
        if (is_known(check, entry.key)) continue;
        if (type_is_unknown && meant_by(entry.key, check).empty()) continue;
        diagnostics.error(ModelError({.message = format("unknown key '{}'", entry.key),
                                      .where = entry.key_where,
                                      .path = check.map.path,
                                      .hint = hint_for_unknown(entry.key, check)}));
    }
}

/// Whether an unknown key is meant for `key`: one mistake, of which the unknown key tells.
bool is_misspelt(const KeyCheck& check, const std::string& key) {
    return std::any_of(check.map.entries.begin(), check.map.entries.end(), [&](const Entry& entry) {
        return !is_known(check, entry.key) && meant_by(entry.key, check) == key;
    });
}

void check_missing(const KeyCheck& check, Diagnostics& diagnostics) {
    for (const FieldSchema* field : check.fields) {
        if (!field->required || check.map.find(field->key) != nullptr) continue;
        if (is_misspelt(check, field->key)) continue;
        const bool shown =
            !field->example.empty() && field->example.find('\n') == std::string::npos;
        diagnostics.error(ModelError(
            {.message = format("missing key '{}'", field->key),
             .where = check.name,
             .path = check.map.path,
             .hint = shown ? format("for example `{}: {}`", field->key, field->example) : ""}));
    }
}

void check_needs(const KeyCheck& check, Diagnostics& diagnostics) {
    for (const FieldSchema* field : check.fields) {
        if (field->needs.empty()) continue;
        const bool met = std::any_of(
            field->needs.begin(), field->needs.end(),
            [&](const std::string& needed) { return check.map.find(needed) != nullptr; });
        const auto option =
            std::find_if(check.map.entries.begin(), check.map.entries.end(),
                         [&](const Entry& entry) { return entry.key == field->key; });
        if (met || option == check.map.entries.end()) continue;
        diagnostics.error(ModelError(
            {.message = format("'{}' goes with {}", field->key, join(field->needs, " or ")),
             .where = option->key_where,
             .path = check.map.path}));
    }
}

/// Whether two keys, of which one is wanted, may stand together.
bool may_stand_together(const KeyCheck& check, const std::string& one, const std::string& other) {
    const auto joins = [&](const std::string& key, const std::string& host) {
        return std::any_of(check.fields.begin(), check.fields.end(), [&](const FieldSchema* field) {
            const std::vector<std::string>& hosts = field->may_join;
            return field->key == key && std::find(hosts.begin(), hosts.end(), host) != hosts.end();
        });
    };
    return joins(one, other) || joins(other, one);
}

void check_exactly_one(const KeyCheck& check, Diagnostics& diagnostics) {
    const std::vector<std::string>& choices = check.schema.exactly_one;
    if (choices.empty()) return;
    const Entry* first = nullptr;
    for (const Entry& entry : check.map.entries) {
        if (std::find(choices.begin(), choices.end(), entry.key) == choices.end()) continue;
        if (first == nullptr) {
            first = &entry;
            continue;
        }
        if (may_stand_together(check, first->key, entry.key)) continue;
        diagnostics.error(ModelError(
            {.message = format("'{}' and '{}' exclude each other", first->key, entry.key),
             .where = entry.key_where,
             .path = check.map.path,
             .notes = {{format("'{}' is here", first->key), first->key_where}}}));
    }
    const bool misspelt = std::any_of(choices.begin(), choices.end(), [&](const std::string& key) {
        return is_misspelt(check, key);
    });
    if (first != nullptr || misspelt) return;
    std::string hint;
    for (const FieldSchema* field : check.fields)
        if (field->key == choices.front())
            hint = format("for example `{}: {}`", field->key, field->example);
    diagnostics.error(ModelError({.message = format("one of {} is needed", join(choices, ", ")),
                                  .where = check.name,
                                  .path = check.map.path,
                                  .hint = std::move(hint)}));
}

}  // namespace

std::vector<const FieldSchema*> fields_of(const Value& map, const FieldSchema& schema) {
    std::vector<const FieldSchema*> fields;
    for (const FieldSchema& field : schema.fields) fields.push_back(&field);
    if (const FieldVariant* variant = chosen_variant(map, schema)) {
        for (const FieldSchema& field : variant->fields) fields.push_back(&field);
    }
    return fields;
}

void check_keys(const KeyCheck& check, Diagnostics& diagnostics) {
    check_unknown(check, diagnostics);
    check_missing(check, diagnostics);
    check_needs(check, diagnostics);
    check_exactly_one(check, diagnostics);
}

void check_name(const Entry& entry, Shape form, Diagnostics& diagnostics) {
    if (yaml_boolean(entry.key)) {
        diagnostics.error(ModelError({.message = format("nothing can be called '{}'", entry.key),
                                      .where = entry.key_where,
                                      .path = entry.value.path,
                                      .hint = "many readers of YAML take it for a boolean"}));
        return;
    }
    const bool well_formed = form == Shape::Name        ? is_name(entry.key)
                             : form == Shape::Reference ? is_reference(entry.key)
                                                        : !entry.key.empty();
    if (well_formed) return;
    const bool is_equation = entry.key.find('=') != std::string::npos;
    diagnostics.error(
        ModelError({.message = format("'{}' is not a name", entry.key),
                    .where = entry.key_where,
                    .path = entry.value.path,
                    .hint = is_equation ? "write equations and code under `|` or in quotes"
                                        : "names are letters, digits and _, no digit first"}));
}

FieldSchema data_schema() {
    return {
        .key = "data",
        .shapes = {Shape::Fields},
        .description = "numbers read from a file",
        .example = "{file: rates.csv, column: rate}",
        .fields = {
            {.key = "file",
             .shapes = {Shape::Text},
             .description = "HDF5 (.h5) or text file, or a grey image (.pgm; from 0, black, to 1), "
                            "relative to the model file",
             .example = "rates.csv",
             .required = true},
            {.key = "dataset",
             .shapes = {Shape::Text},
             .description = "path of the dataset in an HDF5 file",
             .example = "/rates"},
            {.key = "column",
             .shapes = {Shape::Text},
             .description = "name or number of the column in a text file; all when left out",
             .example = "rate"}}};
}

}  // namespace brian
