#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/format.h"
#include "units/dimension.h"

namespace brian {

namespace {

struct NamedDimension {
    std::string_view name;
    Dimension dimension;
};

/// One factor of a name: volt, metre^2, second^(-1/2).
struct Factor {
    std::string_view name;
    Rational exponent;
};
using Factors = std::vector<Factor>;

/// Units of which names are put together, the most familiar first.
const std::vector<NamedDimension>& familiar_units() {
    using D = Dimension;
    static const std::vector<NamedDimension> units{
        {"volt", dimensions::volt()},       {"ampere", dimensions::ampere()},
        {"siemens", dimensions::siemens()}, {"ohm", dimensions::ohm()},
        {"farad", dimensions::farad()},     {"second", dimensions::second()},
        {"metre", dimensions::metre()},     {"coulomb", dimensions::coulomb()},
        {"joule", dimensions::joule()},     {"watt", dimensions::watt()},
        {"newton", dimensions::newton()},   {"pascal", dimensions::pascal()},
        {"kilogram", D::base(D::Kilogram)}, {"kelvin", D::base(D::Kelvin)},
        {"mole", D::base(D::Mole)},         {"candela", D::base(D::Candela)}};
    return units;
}

/// The e for which unit^e is `dimension`, if there is one.
std::optional<Rational> exponent_of(const Dimension& unit, const Dimension& dimension) {
    for (std::uint8_t i = 0; i < Dimension::base_count; ++i) {
        const Rational& whole = dimension.exponent(static_cast<Dimension::Base>(i));
        const Rational& one = unit.exponent(static_cast<Dimension::Base>(i));
        if (one == Rational()) continue;
        const Rational exponent = whole * Rational(one.denominator(), one.numerator());
        if (unit.power(exponent) == dimension) return exponent;
        return {};
    }
    return {};
}

/// How far a name is from the way people write: roots are rarer than powers, powers than units,
/// quotients than products, and mechanical units than electrical ones in a model of a neuron.
double awkwardness(const Factors& factors) {
    constexpr std::array<std::string_view, 5> rare{"coulomb", "joule", "watt", "newton", "pascal"};
    double sum = 0.0;
    for (const Factor& factor : factors) {
        sum += std::max(factor.exponent.value(), -factor.exponent.value());
        if (factor.exponent.numerator() < 0) sum += 0.5;
        if (factor.exponent.denominator() != 1) sum += 2.0;
        if (std::find(rare.begin(), rare.end(), factor.name) != rare.end()) sum += 1.5;
    }
    return sum;
}

/// Replaces `best` by `factors` where they are less awkward.
void keep_better(std::optional<Factors>& best, Factors factors) {
    if (!best || awkwardness(factors) < awkwardness(*best)) best = std::move(factors);
}

/// The dimension as a power of one unit: second^-2.
std::optional<Factors> as_power(const Dimension& dimension) {
    std::optional<Factors> best;
    for (const NamedDimension& unit : familiar_units()) {
        const std::optional<Rational> exponent = exponent_of(unit.dimension, dimension);
        if (exponent) keep_better(best, {{unit.name, *exponent}});
    }
    return best;
}

/// The dimension as a unit (or its inverse or square) times `rest` of it, the least awkward such
/// name.
template <class NameRest>
std::optional<Factors> as_product(const Dimension& dimension, const NameRest& name_rest) {
    std::optional<Factors> best;
    for (const NamedDimension& unit : familiar_units()) {
        for (const int exponent : {1, -1, 2}) {
            const std::optional<Factors> rest =
                name_rest(dimension / unit.dimension.power(exponent));
            if (!rest) continue;
            Factors factors{{unit.name, exponent}};
            factors.insert(factors.end(), rest->begin(), rest->end());
            keep_better(best, std::move(factors));
        }
    }
    return best;
}

/// The dimension as a product of powers of the SI base units, always possible.
Factors as_base_units(const Dimension& dimension) {
    constexpr std::array<std::string_view, Dimension::base_count> names{
        "metre", "kilogram", "second", "ampere", "kelvin", "mole", "candela"};
    Factors factors;
    for (std::uint8_t i = 0; i < Dimension::base_count; ++i) {
        const Rational& exponent = dimension.exponent(static_cast<Dimension::Base>(i));
        if (exponent != Rational()) factors.push_back({names.at(i), exponent});
    }
    return factors;
}

/// "metre^2", "second^(-1/2)", "volt".
std::string print(std::string_view name, const Rational& exponent) {
    if (exponent == Rational(1)) return std::string(name);
    if (exponent.denominator() == 1) return format("{}^{}", name, exponent.numerator());
    return format("{}^({}/{})", name, exponent.numerator(), exponent.denominator());
}

/// "volt*second", "siemens/metre^2", "joule/(mole*kelvin)", "second^(-1/2)".
std::string print(const Factors& factors) {
    std::vector<std::string> over;
    std::vector<std::string> under;
    for (const Factor& factor : factors) {
        if (factor.exponent.numerator() > 0) {
            over.push_back(print(factor.name, factor.exponent));
        } else {
            under.push_back(print(factor.name, Rational(0) - factor.exponent));
        }
    }
    if (under.empty()) return format("{}", join(over, "*"));
    if (over.empty()) {
        std::vector<std::string> powers;
        for (const Factor& factor : factors) powers.push_back(print(factor.name, factor.exponent));
        return format("{}", join(powers, "*"));
    }
    const std::string below = format("{}", join(under, "*"));
    return format("{}/{}", join(over, "*"), under.size() == 1 ? below : format("({})", below));
}

}  // namespace

std::string name_of(const Dimension& dimension) {
    if (dimension.none()) return "1";
    if (dimension == dimensions::hertz()) return "hertz";
    if (const auto power = as_power(dimension)) return print(*power);
    if (const auto product = as_product(dimension, as_power)) return print(*product);
    const auto with_second_unit = [](const Dimension& rest) { return as_product(rest, as_power); };
    const Factors base_units = as_base_units(dimension);
    const auto triple = as_product(dimension, with_second_unit);
    return print(triple && triple->size() <= base_units.size() ? *triple : base_units);
}

std::string with_article(const Dimension& dimension) {
    if (dimension.none()) return "a pure number";
    const std::string name = name_of(dimension);
    const bool vowel = std::string_view("aeiou").find(name.front()) != std::string_view::npos;
    return format("{} {}", vowel ? "an" : "a", name);
}

}  // namespace brian
