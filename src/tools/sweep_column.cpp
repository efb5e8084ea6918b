#include "tools/sweep_column.h"

#include <optional>

#include "base/error.h"
#include "base/format.h"
#include "base/number.h"

namespace brian {

namespace {

/// Zero needs no unit.
bool agree(const Quantity& a, const Quantity& b) {
    return a.dimension == b.dimension || a.value == 0.0 || b.value == 0.0;
}

/// All values as quantities, or nothing when one of them is none.
std::optional<std::vector<Quantity>> quantities_of(const SweepColumn& column) {
    std::vector<Quantity> quantities;
    for (const SweptValue& value : column.values) {
        const auto quantity = try_quantity(whole_text(value.yaml));
        if (!quantity) return std::nullopt;
        quantities.push_back(*quantity);
    }
    return quantities;
}

[[noreturn]] void refuse_unit(const SweepColumn& column, std::size_t k, const Quantity& value,
                              const std::string& other) {
    throw ModelError({.message = format("'{}' is {}, {}", column.values[k].yaml,
                                        with_article(value.dimension), other),
                      .where = column.values[k].where,
                      .path = column.path,
                      .hint = {}});
}

void read_numbers(SweepColumn& column, const std::vector<Quantity>& quantities,
                  const std::optional<Quantity>& own) {
    std::size_t first = 0;  // the first that has a unit
    while (first + 1 < quantities.size() && quantities[first].dimension.none()) ++first;
    if (quantities[first].dimension.none()) first = 0;
    for (std::size_t k = 0; k < quantities.size(); ++k) {
        if (own && !agree(quantities[k], *own))
            refuse_unit(
                column, k, quantities[k],
                format("'{}' of the model is {}", column.path, with_article(own->dimension)));
        if (!agree(quantities[k], quantities[first]))
            refuse_unit(column, k, quantities[k],
                        format("'{}' is {}", column.values[first].yaml,
                               with_article(quantities[first].dimension)));
        column.numbers.push_back(quantities[k].value);
    }
    column.kind = SweepColumn::Kind::Number;
    column.unit = unit_of(whole_text(column.values[first].yaml), quantities[first]);
}

}  // namespace

std::string canonical(const SourceSpan& value) {
    const auto quantity = try_quantity(value);
    if (!quantity) return value.str();
    return format("{} {}", print_number(quantity->value), name_of(quantity->dimension));
}

void check_column(SweepColumn& column, const ModelVariants& model) {
    model.need_path(column.path, column.where);
    for (const SweptValue& value : column.values)
        model.need_value({Override::Kind::Set, column.path, value.yaml}, value.where);
    std::optional<Quantity> own;
    if (const auto text = model.text_at(column.path)) {
        column.base = canonical(whole_text(*text));
        own = try_quantity(whole_text(*text));
    }
    if (const auto quantities = quantities_of(column)) read_numbers(column, *quantities, own);
}

std::string cell(const SweepColumn& column, std::size_t value) {
    if (column.kind == SweepColumn::Kind::Text) return column.values[value].yaml;
    return number_in(column.numbers[value], column.unit);
}

std::string heading(const SweepColumn& column) {
    if (column.kind == SweepColumn::Kind::Text || column.unit.name.empty()) return column.path;
    return format("{} [{}]", column.path, column.unit.name);
}

}  // namespace brian
