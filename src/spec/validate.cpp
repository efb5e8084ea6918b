#include "spec/validate.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/format.h"
#include "base/number.h"
#include "base/suggest.h"
#include "spec/shape_text.h"
#include "spec/validate_fields.h"

namespace brian {

namespace {

/// Whether a map is {file: ..., dataset: ...} or {file: ..., column: ...}.
bool is_data(const Value& value) {
    return value.find("file") != nullptr;
}

/// Whether a key looks like an equation that was meant to stand in a block.
bool holds_equation(const Value& map) {
    return std::any_of(map.entries.begin(), map.entries.end(),
                       [](const Entry& entry) { return entry.key.find('=') != std::string::npos; });
}

/// The key of a pathway that stands where its name should ({code: ..., delay: ...}); else empty.
std::string key_instead_of_name(const Value& map, const FieldSchema& item) {
    if (!has_shape(item, Shape::Code)) return {};
    for (const FieldSchema& field : item.fields) {
        if (field.required && map.find(field.key) != nullptr) return field.key;
    }
    return {};
}

/// One walk over a tree of values and its schema.
class Validation {
  public:
    explicit Validation(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    /// `name` is the key that holds the value: the place of what is missing in it.
    void check(const Value& value, const FieldSchema& schema, const SourceSpan& name) {
        const FieldSchema& effective = resolve(schema);
        enclosing_.push_back(&effective);
        switch (value.kind) {
            case Value::Kind::Null:
                check_nothing(value, effective, name);
                break;
            case Value::Kind::Scalar:
                check_scalar(value, effective);
                break;
            case Value::Kind::List:
                check_list(value, effective);
                break;
            case Value::Kind::Map:
                check_map(value, effective, name);
                break;
        }
        enclosing_.pop_back();
    }

  private:
    /// The enclosing schema that a field is the same as, or the field itself.
    [[nodiscard]] const FieldSchema& resolve(const FieldSchema& schema) const {
        if (schema.same_as.empty()) return schema;
        const auto same =
            std::find_if(enclosing_.rbegin(), enclosing_.rend(),
                         [&](const FieldSchema* outer) { return outer->key == schema.same_as; });
        return same == enclosing_.rend() ? schema : **same;
    }

    void wrong_shape(const Value& value, const FieldSchema& schema, std::string hint = {}) {
        if (hint.empty() && !schema.example.empty()
            && schema.example.find('\n') == std::string::npos)
            hint = format("for example `{}`", schema.example);
        diagnostics_.error(ModelError(
            {.message = format("expected {}, found {}", expectation(schema), describe(value)),
             .where = value.where,
             .path = value.path,
             .hint = std::move(hint)}));
    }

    void check_nothing(const Value& value, const FieldSchema& schema, const SourceSpan& name) {
        const bool may_be_empty =
            has_shape(schema, Shape::Nothing) || has_shape(schema, Shape::Named);
        if (may_be_empty) return;
        diagnostics_.error(
            ModelError({.message = format("expected {}, found nothing", expectation(schema)),
                        .where = name.somewhere() ? name : value.where,
                        .path = value.path}));
    }

    void check_scalar(const Value& value, const FieldSchema& schema) {
        const bool fits_some =
            std::any_of(schema.shapes.begin(), schema.shapes.end(),
                        [&](Shape shape) { return fits(value.text(), shape, schema); });
        if (fits_some) return;
        if (has_shape(schema, Shape::Boolean)) return wrong_boolean(value, schema);
        if (has_shape(schema, Shape::Choice)) return wrong_choice(value, schema);
        wrong_shape(value, schema);
    }

    void wrong_boolean(const Value& value, const FieldSchema& schema) {
        const std::optional<bool> meant = yaml_boolean(value.text());
        wrong_shape(value, schema, meant ? format("write {}", *meant) : std::string{});
    }

    void wrong_choice(const Value& value, const FieldSchema& schema) {
        if (schema.choices.size() == 1) return wrong_shape(value, schema);
        std::string hint =
            parse_number(value.text()) ? "" : did_you_mean(value.text(), schema.choices);
        if (hint.empty()) hint = format("known are: {}", join(schema.choices, ", "));
        diagnostics_.error(
            ModelError({.message = format("unknown {} '{}'", schema.key, value.text()),
                        .where = value.where,
                        .path = value.path,
                        .hint = std::move(hint)}));
    }

    void check_list(const Value& value, const FieldSchema& schema) {
        if (has_shape(schema, Shape::List)) {
            for (const Value& item : value.items) check(item, schema.items.front(), item.where);
            return;
        }
        if (!has_shape(schema, Shape::Values)) return wrong_shape(value, schema);
        for (const Value& item : value.items) check_numbers(item);
    }

    /// An item of a list of scalars, or of lists of scalars.
    void check_numbers(const Value& item) {
        const FieldSchema number{.key = {}, .shapes = {Shape::Expression}};
        if (item.kind != Value::Kind::List) return check(item, number, item.where);
        for (const Value& inner : item.items) check(inner, number, inner.where);
    }

    void check_map(const Value& value, const FieldSchema& schema, const SourceSpan& name) {
        if (has_shape(schema, Shape::Data) && is_data(value)) return check_data(value, name);
        if (has_shape(schema, Shape::EquationBlock) && holds_equation(value))
            return wrong_shape(value, schema, "write the equations under `|` or in quotes");
        if (has_shape(schema, Shape::Fields)) return check_fields(value, schema, name);
        if (has_shape(schema, Shape::Named)) return check_named(value, schema);
        if (has_shape(schema, Shape::Data)) return check_data(value, name);
        wrong_shape(value, schema);
    }

    void check_data(const Value& value, const SourceSpan& name) {
        const FieldSchema schema = data_schema();
        check_fields(value, schema, name);
    }

    void check_fields(const Value& value, const FieldSchema& schema, const SourceSpan& name) {
        const std::vector<const FieldSchema*> fields = fields_of(value, schema);
        for (const Entry& entry : value.entries) {
            const auto field = std::find_if(
                fields.begin(), fields.end(),
                [&](const FieldSchema* candidate) { return candidate->key == entry.key; });
            if (field != fields.end()) check(entry.value, **field, entry.key_where);
        }
        check_keys({value, schema, fields, name}, diagnostics_);
    }

    void check_named(const Value& value, const FieldSchema& schema) {
        if (const std::string key = key_instead_of_name(value, schema.items.front()); !key.empty())
            return wrong_shape(value, schema,
                               format("a name is missing, as in {{{}: {{{}: ...}}}}",
                                      schema.items.front().key, key));
        for (const Entry& entry : value.entries) {
            check_name(entry, schema.names, diagnostics_);
            check(entry.value, schema.items.front(), entry.key_where);
        }
    }

    Diagnostics& diagnostics_;
    std::vector<const FieldSchema*> enclosing_;
};

}  // namespace

void validate(const Value& value, const FieldSchema& schema, Diagnostics& diagnostics) {
    Validation(diagnostics).check(value, schema, value.where);
}

}  // namespace brian
