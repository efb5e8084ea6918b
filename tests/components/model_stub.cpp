#include "components/model_stub.h"

#include "base/format.h"
#include "base/number.h"
#include "components/fields.h"
#include "units/unit_table.h"

namespace brian {
namespace {

double quantity(const Value& value, const Dimension& dimension, const std::string& what) {
    const std::string text(value.text());
    const std::size_t blank = text.find(' ');
    const auto number = parse_number(text.substr(0, blank));
    if (!number) refuse(value, format("{} is no number: {}", what, text));
    if (blank == std::string::npos) return *number;
    const auto unit = find_unit(text.substr(blank + 1));
    if (!unit || !(unit->dimension == dimension)) refuse(value, format("{}: wrong unit", what));
    return *number * unit->value;
}

/// Numbers of a list, which may be one of rows.
ModelArray array_of(const Value& value, const Dimension& dimension, const std::string& what) {
    ModelArray array;
    array.shape = {value.items.size()};
    for (const Value& item : value.items) {
        const bool row = item.kind == Value::Kind::List;
        if (row) array.shape = {value.items.size(), item.items.size()};
        for (const Value& number : row ? item.items : std::vector<Value>{item})
            array.values.push_back(quantity(number, dimension, what));
    }
    return array;
}

}  // namespace

Value scalar(const std::string& text) {
    Value value;
    value.kind = Value::Kind::Scalar;
    value.where = whole_text(text);
    return value;
}

Value list(std::vector<Value> items) {
    Value value;
    value.kind = Value::Kind::List;
    value.items = std::move(items);
    return value;
}

Value list_of(const std::vector<std::string>& texts) {
    std::vector<Value> items;
    for (const std::string& text : texts) items.push_back(scalar(text));
    return list(std::move(items));
}

Value map_of(std::vector<std::pair<std::string, Value>> entries) {
    Value value;
    value.kind = Value::Kind::Map;
    for (auto& [key, entry] : entries) value.entries.push_back({key, {}, std::move(entry)});
    return value;
}

ModelValues stub_values(std::vector<std::string>& warnings) {
    ModelValues values;
    values.quantity = quantity;
    values.integer = [](const Value& value, const std::string& what) {
        return static_cast<std::int64_t>(quantity(value, {}, what));
    };
    values.boolean = [](const Value& value) { return value.text() == "true"; };
    values.array = array_of;
    values.is_constant = [](const Value& value) { return value.kind == Value::Kind::Scalar; };
    values.warn = [&warnings](const ErrorFacts& facts) { warnings.push_back(facts.message); };
    return values;
}

}  // namespace brian
