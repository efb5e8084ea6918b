#include "tools/sweep_values.h"

#include <cmath>
#include <filesystem>

#include "base/error.h"
#include "base/format.h"
#include "math/functions.h"
#include "tools/sweep_quantity.h"
#include "tools/sweep_text.h"
#include "yaml/source_file.h"
#include "yaml/write_yaml.h"

namespace brian {

namespace {

/// More values of one path than anyone means.
constexpr double most_values = 1e7;

[[noreturn]] void refuse(const SourceSpan& where, std::string message, std::string hint = {}) {
    throw ModelError(
        {.message = std::move(message), .where = where, .path = {}, .hint = std::move(hint)});
}

/// A quantity of the same dimension as `first`.
double read_like(const SourceSpan& text, const SourceSpan& first, const Quantity& value) {
    const Quantity other = read_quantity(text);
    if (other.dimension == value.dimension) return other.value;
    refuse(text,
           format("'{}' is {}, '{}' is {}", text.text(), with_article(other.dimension),
                  first.text(), with_article(value.dimension)),
           "all numbers of a range have the same unit");
}

/// 5ms:50ms:5ms. The last value may miss the end by rounding, not by more.
std::vector<SweptValue> range(const SourceSpan& where, const std::vector<SourceSpan>& parts) {
    const Quantity first = read_quantity(parts[0]);
    const double last = read_like(parts[1], parts[0], first);
    const double step = read_like(parts[2], parts[0], first);
    const double steps = (last - first.value) / step;
    if (!(steps >= 0.0))
        refuse(where, format("'{}' holds no values", where.text()),
               "a range is FROM:TO:STEP, as in 5ms:50ms:5ms");
    if (steps > most_values) refuse(where, format("'{}' holds too many values", where.text()));
    constexpr double rounding = 1e-9;
    const auto n = static_cast<std::size_t>(steps + rounding) + 1;
    const SweepUnit unit = unit_of(parts[0], first);
    std::vector<SweptValue> values;
    for (std::size_t i = 0; i < n; ++i)
        values.push_back({text_in(first.value + static_cast<double>(i) * step, unit), where});
    return values;
}

/// lin(a, b, n) and log(a, b, n).
std::vector<SweptValue> spaced(const SourceSpan& where, const SweepCall& call) {
    if (call.arguments.size() != 3)
        refuse(where, format("'{}' takes three arguments: from, to and how many", call.name),
               format("as in {}(1 mV, 10 mV, 4)", call.name));
    const Quantity first = read_quantity(call.arguments[0]);
    const double last = read_like(call.arguments[1], call.arguments[0], first);
    const std::size_t n = whole_number(call.arguments[2], "the number of values", 1);
    if (static_cast<double>(n) > most_values) refuse(where, "these are too many values");
    const bool ratios = call.name == "log";
    if (ratios && !have_one_sign(first.value, last))
        refuse(where, "the ends of log(a, b, n) must have the same sign and not be zero");
    const SweepUnit unit = unit_of(call.arguments[0], first);
    std::vector<SweptValue> values;
    for (std::size_t i = 0; i < n; ++i) {
        const double part = n == 1 ? 0.0 : static_cast<double>(i) / static_cast<double>(n - 1);
        const double value = ratios ? first.value * math::pow(last / first.value, part)
                                    : first.value + part * (last - first.value);
        values.push_back({text_in(i + 1 == n && n > 1 ? last : value, unit), where});
    }
    return values;
}

std::vector<SweptValue> from_file(const SourceSpan& name, const std::string& folder) {
    const auto text = text_of(read_source_file(file_in(folder, name.str()), name));
    check_characters(text);
    const SourceSpan whole(text, 0, text->text.size());
    std::vector<SweptValue> values;
    for (std::size_t begin = 0; begin < text->text.size();) {
        const std::size_t end = std::min(text->text.find('\n', begin), text->text.size());
        const std::size_t comment = std::min(text->text.find('#', begin), end);
        const SourceSpan line = trimmed(whole.part(begin, comment));
        if (!line.text().empty()) values.push_back({line.str(), line});
        begin = end + 1;
    }
    if (values.empty()) refuse(name, format("'{}' holds no values", name.text()));
    return values;
}

std::vector<SweptValue> from_text(const SourceSpan& text, const std::string& folder) {
    const SourceSpan whole = trimmed(text);
    if (whole.text().empty()) refuse(text, "no values are given", "write them as in 1,2,3");
    if (whole.text().starts_with('@')) return from_file(whole.part(1, whole.text().size()), folder);
    if (const auto call = call_of(whole, {"lin", "log"})) return spaced(whole, *call);
    std::vector<SweptValue> values;
    for (const SourceSpan& part : split_outside(whole, ',')) {
        const std::vector<SourceSpan> ends = split_outside(part, ':');
        if (ends.size() != 3) {
            values.push_back({part.str(), part});
            continue;
        }
        for (SweptValue& value : range(part, ends)) values.push_back(std::move(value));
    }
    return values;
}

}  // namespace

std::string file_in(const std::string& folder, const std::string& name) {
    const std::filesystem::path path(name);
    return path.is_absolute() ? name : (std::filesystem::path(folder) / path).string();
}

std::string yaml_of(const Value& value) {
    std::string text = to_yaml(value);
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

std::vector<SweptValue> expand_values(const Value& values, const std::string& folder) {
    if (values.kind != Value::Kind::List) return from_text(values.where, folder);
    if (values.items.empty()) refuse(values.where, "no values are given", "write [1, 2, 3]");
    std::vector<SweptValue> items;
    for (const Value& item : values.items) items.push_back({yaml_of(item), item.where});
    return items;
}

}  // namespace brian
