#include "spec/json_schema.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/format.h"
#include "spec/json.h"
#include "spec/json_shapes.h"
#include "spec/shape_text.h"
#include "spec/validate_fields.h"

namespace brian {

namespace {

/// Whether some field within `schema` is the same as `key`.
bool recurs(const FieldSchema& schema, const std::string& key) {
    if (schema.same_as == key) return true;
    const auto within = [&key](const FieldSchema& field) { return recurs(field, key); };
    return std::any_of(schema.fields.begin(), schema.fields.end(), within)
           || std::any_of(schema.items.begin(), schema.items.end(), within);
}

Json condition(Json test, Json then) {
    return Json::object().set("if", std::move(test)).set("then", std::move(then));
}

/// {"required": [key]}
Json present(const std::string& key) {
    return Json::object().set("required", Json::texts({key}));
}

/// Builds the schema of one key after the other, and collects the definitions of what recurs.
class SchemaWriter {
  public:
    Json field(const FieldSchema& schema) {
        Json words = annotations(schema);
        Json parts = example(schema, words);
        const bool defined = !schema.key.empty() && recurs(schema, schema.key);
        if (defined) definitions_.set(schema.key, constraints(schema));
        // Beside "$ref" draft-07 ignores all other keywords, within "allOf" it does not.
        if (!schema.same_as.empty()) parts.add(reference_to(schema.same_as));
        if (defined) parts.add(reference_to(schema.key));
        if (!parts.empty()) words.set("allOf", std::move(parts));
        return defined || !schema.same_as.empty() ? words : words.merge(constraints(schema));
    }

    [[nodiscard]] const Json& definitions() const { return definitions_; }

  private:
    static Json annotations(const FieldSchema& schema) {
        Json words = Json::object().set("description", Json::text(schema.description));
        if (!schema.default_value.empty())
            words.set("default", json_of_example(schema.default_value));
        return words;
    }

    /// Whether an editor would write the bare example wrongly. It would offer the snippet of a map
    /// within the map as well: not where that depends on the type.
    static bool wants_snippet(const FieldSchema& schema) {
        const std::string_view yaml = schema.example;
        return schema.variants.empty()
               && (yaml.starts_with("{") || yaml.starts_with("[{") || yaml.starts_with("[[")
                   || yaml.starts_with("|"));
    }

    static Json snippet(std::string_view label, Json body) {
        return Json::object().set("label", Json::text(label)).set("body", std::move(body));
    }

    /// Adds the example. An editor that is to complete the key writes a snippet where there is
    /// one, and no plain example beside it: that of a map or a block goes to the parts of the key.
    static Json example(const FieldSchema& schema, Json& words) {
        Json parts = Json::list();
        if (schema.example.empty()) return parts;
        Json examples = Json::list({json_of_example(schema.example)});
        if (!wants_snippet(schema)) {
            words.set("examples", std::move(examples));
            return parts;
        }
        words.set("defaultSnippets",
                  Json::list({snippet("example", snippet_of_example(schema.example))}));
        return parts.add(Json::object().set("examples", std::move(examples)));
    }

    static Json reference_to(const std::string& key) {
        return Json::object().set("$ref", Json::text(format("#/definitions/{}", key)));
    }

    Json constraints(const FieldSchema& schema) {
        const Json scalar = scalar_constraints(schema);
        const std::vector<std::string> structures = structure_types(schema);
        Json structure = Json::object().merge(list(schema)).merge(map(schema));
        // Of a single "object" an editor says the title of the whole schema, of a list it does not.
        Json types = structures.size() == json_types(schema).size()
                         ? Json::texts(structures)
                         : one_or_more(json_types(schema));
        const bool both = !structure.empty() && !scalar_types(schema).empty();
        if (both && scalar.has("enum")) return choice_or_structure(schema, scalar, structure);
        Json words = Json::object().set("type", std::move(types));
        // Beside the keys of a map these words would replace those on missing and unknown keys,
        // beside an enumeration those that list its values.
        if (both || (structure.empty() && !scalar.has("enum")))
            words.set("errorMessage", Json::text("expected " + expectation(schema)));
        if (!both) return words.merge(structure).merge(scalar);
        // What holds for lists and maps goes into a branch of its own: enumerations would bind
        // them as well, and an editor would complete the key with the beginning of a list.
        return words.merge(branches(schema, structure, scalar));
    }

    static Json branches(const FieldSchema& schema, const Json& structure, const Json& scalar) {
        Json is_structure = Json::object().set("type", one_or_more(structure_types(schema)));
        return condition(std::move(is_structure), structure).set("else", scalar);
    }

    /// The choices are told to editors as snippets, since they do not look into the last branch.
    static Json choice_or_structure(const FieldSchema& schema, const Json& scalar,
                                    const Json& structure) {
        Json snippets = Json::list();
        for (std::size_t k = 0; k < schema.choices.size(); ++k) {
            Json choice = snippet(schema.choices[k], Json::text(schema.choices[k]));
            if (k < schema.choice_descriptions.size())
                choice.set("description", Json::text(schema.choice_descriptions[k]));
            snippets.add(std::move(choice));
        }
        return branches(schema, structure, scalar).set("defaultSnippets", std::move(snippets));
    }

    Json list(const FieldSchema& schema) {
        Json list = Json::object();
        if (has_shape(schema, Shape::List)) return list.set("items", field(schema.items.front()));
        if (!has_shape(schema, Shape::Values)) return list;
        const std::vector<std::string> numbers = {"number", "string"};
        Json inner = Json::object().set("type", Json::texts(numbers));
        return list.set("items", Json::object()
                                     .set("type", Json::texts({"number", "string", "array"}))
                                     .set("items", std::move(inner)));
    }

    Json map(const FieldSchema& schema) {
        if (has_shape(schema, Shape::Fields))
            return schema.variants.empty() ? fields(schema, {}) : variants(schema);
        if (has_shape(schema, Shape::Named)) return named(schema);
        if (has_shape(schema, Shape::Data)) return fields(data_schema(), {});
        return Json::object();
    }

    /// A map with the fields of the schema and of its variant.
    Json fields(const FieldSchema& schema, const std::vector<FieldSchema>& further) {
        Json properties = Json::object();
        Json dependencies = Json::object();
        std::vector<std::string> required;
        for (const std::vector<FieldSchema>* part : {&schema.fields, &further}) {
            for (const FieldSchema& key : *part) {
                // What a variant's `type` may be is said beside the branches already.
                const bool is_said = key.key == "type" && !schema.variants.empty();
                properties.set(key.key, is_said ? Json::literal("true") : field(key));
                if (key.required) required.push_back(key.key);
                if (!key.needs.empty()) dependencies.set(key.key, any_present(key.needs));
            }
        }
        Json object = Json::object().set("properties", std::move(properties));
        if (!required.empty()) object.set("required", Json::texts(required));
        if (!schema.exactly_one.empty()) {
            object.set("anyOf", one_at_least(schema));
            dependencies.merge(one_at_most(schema));
        }
        if (!dependencies.empty()) object.set("dependencies", std::move(dependencies));
        return object.set("additionalProperties", Json::literal("false"));
    }

    static Json each_present(const std::vector<std::string>& keys) {
        Json each = Json::list();
        for (const std::string& key : keys) each.add(present(key));
        return each;
    }

    static Json one_at_least(const FieldSchema& schema) {
        const Json words =
            Json::text(format("one of these is needed: {}", join(schema.exactly_one, ", ")));
        Json each = Json::list();
        for (const std::string& key : schema.exactly_one)
            each.add(present(key).set("errorMessage", words));
        return each;
    }

    /// Of keys of which one is wanted each forbids those after it that must not stand beside it:
    /// an editor points at the second one, where "oneOf" would have it point at the whole map.
    static Json one_at_most(const FieldSchema& schema) {
        Json dependencies = Json::object();
        const std::vector<std::string>& keys = schema.exactly_one;
        for (auto key = keys.begin(); key != keys.end(); ++key) {
            Json forbidden = Json::object();
            for (auto other = key + 1; other != keys.end(); ++other)
                if (!join_each_other(schema, *key, *other))
                    forbidden.set(*other, Json::literal("false"));
            if (forbidden.empty()) continue;
            const std::string words = format("`{}` is there already: only one of {}", *key,
                                             join(schema.exactly_one, ", "));
            dependencies.set(*key, Json::object()
                                       .set("properties", std::move(forbidden))
                                       .set("errorMessage", Json::text(words)));
        }
        return dependencies;
    }

    static bool join_each_other(const FieldSchema& schema, const std::string& key,
                                const std::string& other) {
        const auto joins = [&schema](const std::string& one, const std::string& two) {
            return std::any_of(schema.fields.begin(), schema.fields.end(), [&](const auto& field) {
                return field.key == one
                       && std::find(field.may_join.begin(), field.may_join.end(), two)
                              != field.may_join.end();
            });
        };
        return joins(key, other) || joins(other, key);
    }

    static Json any_present(const std::vector<std::string>& keys) {
        if (keys.size() == 1) return Json::texts(keys);
        return Json::object().set("anyOf", each_present(keys));
    }

    /// One branch for each `type`, so that an editor points at the wrong key itself.
    Json variants(const FieldSchema& schema) {
        Json branches = Json::object();
        for (auto variant = schema.variants.rbegin(); variant != schema.variants.rend();
             ++variant) {
            Json is_type = Json::object().set("const", Json::text(variant->type));
            Json test =
                Json::object().set("properties", Json::object().set("type", std::move(is_type)));
            test.set("required", Json::texts({"type"}));
            Json then = fields(schema, variant->fields);
            then.set("description", Json::text(variant->description));
            Json branch = condition(std::move(test), std::move(then));
            if (!branches.empty()) branch.set("else", std::move(branches));
            branches = std::move(branch);
        }
        Json common = Json::object();
        for (const FieldSchema& key : schema.fields) {
            if (key.key == "type") common.set("type", field(key));
        }
        Json object = Json::object().set("properties", std::move(common));
        return object.set("required", Json::texts({"type"})).merge(branches);
    }

    Json named(const FieldSchema& schema) {
        const FieldSchema& item = schema.items.front();
        Json object = Json::object().set(
            "patternProperties", Json::object().set(name_pattern(schema.names), field(item)));
        for (const FieldSchema& key : item.fields) {
            const bool is_pathway = has_shape(item, Shape::Code);
            if (!is_pathway || !key.required) continue;
            object.set("not", present(key.key).set("type", Json::text("object")));
        }
        return object.set("additionalProperties", Json::literal("false"));
    }

    Json definitions_ = Json::object();
};

}  // namespace

std::string json_schema(const FieldSchema& root) {
    SchemaWriter writer;
    Json schema = Json::object();
    schema.set("$schema", Json::text("http://json-schema.org/draft-07/schema#"));
    schema.set("title", Json::text("brian-run model"));
    schema.merge(writer.field(root));
    schema.set("definitions", writer.definitions());
    return schema.print();
}

}  // namespace brian
