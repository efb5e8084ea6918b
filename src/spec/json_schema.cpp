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
        if (!schema.same_as.empty()) return words.merge(reference_to(schema.same_as));
        if (schema.key.empty() || !recurs(schema, schema.key))
            return words.merge(constraints(schema));
        definitions_.set(schema.key, constraints(schema));
        return words.merge(reference_to(schema.key));
    }

    [[nodiscard]] const Json& definitions() const { return definitions_; }

  private:
    static Json annotations(const FieldSchema& schema) {
        Json words = Json::object().set("description", Json::text(schema.description));
        if (!schema.default_value.empty())
            words.set("default", json_of_example(schema.default_value));
        if (!schema.example.empty())
            words.set("examples", Json::list({json_of_example(schema.example)}));
        return words;
    }

    /// Beside "$ref" draft-07 ignores all other keywords, within "allOf" it does not.
    static Json reference_to(const std::string& key) {
        Json target = Json::object().set("$ref", Json::text(format("#/definitions/{}", key)));
        return Json::object().set("allOf", Json::list({std::move(target)}));
    }

    Json constraints(const FieldSchema& schema) {
        const Json scalar = scalar_constraints(schema);
        const std::vector<std::string> types = json_types(schema);
        Json structure = Json::object().merge(list(schema)).merge(map(schema));
        // An enumeration would bind lists and maps as well: it goes into the branch of scalars.
        if (!scalar.has("enum") || types.size() == scalar_types(schema).size())
            return Json::object().set("type", one_or_more(types)).merge(scalar).merge(structure);
        return condition(Json::object().set("type", one_or_more(structure_types(schema))),
                         std::move(structure))
            .set("else", scalar);
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
                properties.set(key.key, field(key));
                if (key.required) required.push_back(key.key);
                if (!key.needs.empty()) dependencies.set(key.key, any_present(key.needs));
            }
        }
        Json object = Json::object().set("properties", std::move(properties));
        if (!required.empty()) object.set("required", Json::texts(required));
        if (!dependencies.empty()) object.set("dependencies", std::move(dependencies));
        if (!schema.exactly_one.empty()) object.set("oneOf", each_alone(schema));
        return object.set("additionalProperties", Json::literal("false"));
    }

    static Json each_present(const std::vector<std::string>& keys) {
        Json each = Json::list();
        for (const std::string& key : keys) each.add(present(key));
        return each;
    }

    /// Of keys of which one is wanted; a key that may join others does not count beside them.
    static Json each_alone(const FieldSchema& schema) {
        Json each = Json::list();
        for (const std::string& key : schema.exactly_one) {
            Json alone = present(key);
            for (const FieldSchema& field : schema.fields)
                if (field.key == key && !field.may_join.empty())
                    alone.set("not", Json::object().set("anyOf", each_present(field.may_join)));
            each.add(std::move(alone));
        }
        return each;
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
