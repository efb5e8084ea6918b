#include "tools/sweep_quantity.h"

#include "base/error.h"
#include "base/format.h"
#include "base/number.h"
#include "language/evaluate.h"
#include "language/parser.h"
#include "language/scope.h"
#include "tools/sweep_text.h"
#include "units/unit_table.h"

namespace brian {

namespace {

/// Length of the number at the beginning of a text; 0 when there is none.
std::size_t leading_number(std::string_view text) {
    std::size_t end = text.find_first_not_of("+-.0123456789eE");
    if (end == std::string_view::npos) end = text.size();
    while (end > 0 && !parse_number(text.substr(0, end))) --end;
    return end;
}

}  // namespace

Quantity read_quantity(const SourceSpan& text) {
    return evaluate_quantity(parse_expression(text), Scope());
}

std::optional<Quantity> try_quantity(const SourceSpan& text) {
    try {
        return read_quantity(text);
    } catch (const ModelError&) {
        return std::nullopt;
    }
}

SweepUnit unit_of(const SourceSpan& text, const Quantity& value) {
    if (value.dimension.none()) return {{}, {1.0, {}}};
    const std::string_view characters = text.text();
    SourceSpan rest = trimmed(text.part(leading_number(characters), characters.size()));
    if (rest.text().starts_with('*') && !rest.text().starts_with("**"))
        rest = trimmed(rest.part(1, rest.text().size()));
    const std::optional<Quantity> one = try_quantity(whole_text("1 " + rest.str()));
    const bool is_unit = rest.text().find_first_of("+-(,") == std::string_view::npos;
    if (is_unit && one && one->dimension == value.dimension) return {rest.str(), *one};
    const DisplayUnit readable = display_unit(value.dimension);
    return {readable.name, {readable.size, value.dimension}};
}

std::string number_in(double si, const SweepUnit& unit) {
    const std::string digits = format("{:.15g}", si / unit.one.value);
    const std::optional<double> number = parse_number(digits);
    return number ? print_number(*number) : digits;
}

std::string text_in(double si, const SweepUnit& unit) {
    const std::string number = number_in(si, unit);
    return unit.name.empty() ? number : number + " " + unit.name;
}

}  // namespace brian
