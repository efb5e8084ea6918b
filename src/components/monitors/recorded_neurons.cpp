#include "components/monitors/recorded_neurons.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>

#include "base/format.h"

namespace brian {
namespace {

/// The end of a slice that `text` gives; `fallback` when it is left out.
std::optional<std::uint32_t> slice_end(std::string_view text, std::uint32_t fallback) {
    if (text.empty()) return fallback;
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// "0:10": half-open.
std::vector<std::uint32_t> slice(const Value& value, const Watched& of) {
    const auto n = static_cast<std::uint32_t>(of.ids.size());
    const std::string_view text = value.text();
    const std::size_t colon = text.find(':');
    const auto begin = slice_end(text.substr(0, colon), 0);
    const auto end = slice_end(text.substr(colon + 1), n);
    if (!begin || !end || *begin >= *end)
        refuse(value, format("'{}' is no range of {}s", text, of.member()),
               format("write \"0:10\" for the {}s 0 to 9", of.member()));
    if (of.members == Watched::Members::NotDrawn) return {};
    if (*end > n)
        refuse(value, format("the range {} goes beyond the last {}, {}", text, of.member(),
                             std::int64_t{n} - 1));
    std::vector<std::uint32_t> neurons(*end - *begin);
    std::iota(neurons.begin(), neurons.end(), *begin);
    return neurons;
}

std::vector<std::uint32_t> listed(const Value& value, const std::vector<double>& numbers,
                                  const Watched& of) {
    std::vector<std::uint32_t> neurons;
    for (const double number : numbers) {
        if (!(number >= 0.0) || number != std::floor(number))
            refuse(value, format("{:g} is no index of a {}", number, of.member()));
        if (of.members == Watched::Members::NotDrawn) continue;
        if (number >= static_cast<double>(of.ids.size()))
            refuse(value, format("{} {:.0f} is out of range: {} has the {}s 0 to {}", of.member(),
                                 number, of.name, of.member(), std::ssize(of.ids) - 1));
        neurons.push_back(static_cast<std::uint32_t>(number));
    }
    std::sort(neurons.begin(), neurons.end());
    const auto twin = std::adjacent_find(neurons.begin(), neurons.end());
    if (twin != neurons.end()) refuse(value, format("{} {} is listed twice", of.member(), *twin));
    if (numbers.empty()) refuse(value, format("no {} is listed", of.member()));
    return neurons;
}

/// Whether the text is a name, as of a parameter that holds a list.
bool is_name(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char character) {
        return std::isalnum(character) != 0 || character == '_';
    });
}

}  // namespace

std::vector<std::uint32_t> recorded_neurons(const Fields& fields, const Watched& of) {
    const Value* value = fields.find("record");
    const auto n = static_cast<std::uint32_t>(of.ids.size());
    if (value == nullptr || (value->kind == Value::Kind::Scalar && value->text() == "all")) {
        std::vector<std::uint32_t> all(n);
        std::iota(all.begin(), all.end(), 0U);
        return all;
    }
    const bool scalar = value->kind == Value::Kind::Scalar;
    if (scalar && value->text().find(':') != std::string_view::npos) return slice(*value, of);
    if (scalar && fields.values().is_constant(*value))
        return listed(*value, {fields.quantity("record", {})}, of);
    if (scalar && !is_name(value->text())) return of.fulfilling(*value);
    return listed(*value, fields.array("record", {}).values, of);
}

FieldSchema record_key() {
    return {.key = "record",
            .shapes = {Shape::Text, Shape::Integer, Shape::Values, Shape::Data},
            .description =
                "neurons (of a connection: synapses) recorded: all, a list of indices, "
                "a half-open range, or a condition of i (of synapses: of i and j)",
            .example = "\"0:10\"",
            .default_value = "all"};
}

}  // namespace brian
