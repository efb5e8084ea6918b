#include "components/fields.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"

namespace brian {
namespace {

std::string with_the(std::string_view key) {
    return format("the {}", key);
}

ErrorFacts facts(const Value& value, std::string message, std::string hint) {
    return {.message = std::move(message),
            .where = value.where,
            .path = value.path,
            .hint = std::move(hint)};
}

}  // namespace

void refuse(const Value& value, std::string message, std::string hint) {
    throw ModelError(facts(value, std::move(message), std::move(hint)));
}

const Value* Fields::find(std::string_view key) const {
    const Value* value = map_->find(key);
    return value == nullptr || value->kind == Value::Kind::Null ? nullptr : value;
}

const Value& Fields::need(std::string_view key) const {
    if (const Value* value = find(key)) return *value;
    throw ModelError(
        {.message = format("the key '{}' is missing", key), .where = where_, .path = path_});
}

double Fields::quantity(std::string_view key, const Dimension& dimension) const {
    return values_->quantity(need(key), dimension, with_the(key));
}

std::optional<double> Fields::optional_quantity(std::string_view key,
                                                const Dimension& dimension) const {
    if (find(key) == nullptr) return std::nullopt;
    return quantity(key, dimension);
}

ModelArray Fields::array(std::string_view key, const Dimension& dimension) const {
    return values_->array(need(key), dimension, with_the(key));
}

std::uint32_t Fields::size(std::string_view key) const {
    const Value& value = need(key);
    const std::int64_t n = values_->integer(value, with_the(key));
    constexpr std::int64_t largest = std::numeric_limits<std::uint32_t>::max() - 1;
    if (n < 1 || n > largest)
        refuse(value, format("the {} must be from 1 to {}, not {}", key, largest, n));
    return static_cast<std::uint32_t>(n);
}

bool Fields::truth(std::string_view key) const {
    const Value* value = find(key);
    return value != nullptr && values_->boolean(*value);
}

std::size_t Fields::choice(std::string_view key, const std::vector<std::string>& choices,
                           std::string_view fallback) const {
    const Value* value = find(key);
    const std::string_view word = value == nullptr ? fallback : value->text();
    const auto found = std::find(choices.begin(), choices.end(), word);
    if (found == choices.end())
        refuse(*value, format("'{}' is none of {}", word, join(choices, ", ")),
               did_you_mean(word, choices));
    return static_cast<std::size_t>(found - choices.begin());
}

void Fields::warn(const Value& value, std::string message, std::string hint) const {
    values_->warn(facts(value, std::move(message), std::move(hint)));
}

std::string time_text(double seconds) {
    return seconds >= 1.0 ? format("{:.10g} s", seconds) : format("{:.10g} ms", seconds * 1e3);
}

}  // namespace brian
