#include "tools/sweep_random.h"

#include <algorithm>

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"
#include "math/functions.h"
#include "math/random.h"
#include "tools/sweep_quantity.h"
#include "tools/sweep_text.h"

namespace brian {

namespace {

const std::vector<std::string> distributions{"uniform", "loguniform", "normal", "choice"};

[[noreturn]] void refuse(const SourceSpan& where, std::string message, std::string hint = {}) {
    throw ModelError(
        {.message = std::move(message), .where = where, .path = {}, .hint = std::move(hint)});
}

SweepCall read_distribution(const SourceSpan& text) {
    if (auto call = call_of(text, distributions)) return *std::move(call);
    const std::string name(text.text().substr(0, text.text().find('(')));
    std::string hint = did_you_mean(name, distributions);
    if (hint.empty())
        hint = "known are: uniform(a, b), loguniform(a, b), normal(m, s), choice(...)";
    refuse(text, format("'{}' is no distribution", text.text()), hint);
}

std::vector<SweptValue> choose(const SweepCall& call, math::StreamKey key, std::size_t n) {
    std::vector<SweptValue> values;
    const auto choices = static_cast<double>(call.arguments.size());
    for (std::size_t i = 0; i < n; ++i) {
        const double deviate = math::uniform(key, 0, static_cast<std::uint32_t>(i));
        const auto chosen = static_cast<std::size_t>(deviate * choices);
        values.push_back({call.arguments[chosen].str(), call.arguments[chosen]});
    }
    return values;
}

struct TwoNumbers {
    double a = 0.0, b = 0.0;
};

double deviate(const std::string& name, const TwoNumbers& of, math::StreamKey key,
               std::uint32_t i) {
    if (name == "normal") return of.a + of.b * math::normal(key, 0, i);
    const double uniform = math::uniform(key, 0, i);
    if (name == "uniform") return of.a + uniform * (of.b - of.a);
    return of.a * math::pow(of.b / of.a, uniform);
}

}  // namespace

std::vector<SweptValue> draw_values(const SourceSpan& distribution, const SweepDraws& draws) {
    const SourceSpan where = trimmed(distribution);
    const SweepCall call = read_distribution(where);
    const math::StreamKey key = math::stream_key(draws.seed, "sweep.random:" + draws.path);
    if (call.name == "choice") return choose(call, key, draws.n);
    if (call.arguments.size() != 2)
        refuse(where, format("'{}' takes two arguments", call.name),
               format("as in {}(1 mV, 2 mV)", call.name));
    const Quantity first = read_quantity(call.arguments[0]);
    const Quantity second = read_quantity(call.arguments[1]);
    if (first.dimension != second.dimension)
        refuse(call.arguments[1], format("'{}' is {}, '{}' is {}", call.arguments[1].text(),
                                         with_article(second.dimension), call.arguments[0].text(),
                                         with_article(first.dimension)));
    if (call.name == "loguniform" && !have_one_sign(first.value, second.value))
        refuse(where, "the ends of loguniform must have the same sign and not be zero");
    const SweepUnit unit = unit_of(call.arguments[0], first);
    std::vector<SweptValue> values;
    for (std::size_t i = 0; i < draws.n; ++i) {
        const double value =
            deviate(call.name, {first.value, second.value}, key, static_cast<std::uint32_t>(i));
        values.push_back({text_in(value, unit), where});
    }
    return values;
}

}  // namespace brian
