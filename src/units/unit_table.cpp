#include "units/unit_table.h"

#include <array>
#include <functional>
#include <limits>
#include <map>

#include "base/format.h"
#include "base/number.h"

namespace brian {

namespace {

using QuantityTable = std::map<std::string, Quantity, std::less<>>;

/// A unit as ten to a power of the coherent SI unit of its dimension.
struct NamedUnit {
    std::string_view name;
    Dimension dimension;
    int power_of_ten = 0;
};

struct Prefix {
    std::string_view name;
    int power_of_ten = 0;
};

constexpr std::array<Prefix, 21> prefixes{
    {{"", 0},   {"y", -24}, {"z", -21}, {"a", -18}, {"f", -15}, {"p", -12}, {"n", -9},
     {"u", -6}, {"m", -3},  {"c", -2},  {"d", -1},  {"da", 1},  {"h", 2},   {"k", 3},
     {"M", 6},  {"G", 9},   {"T", 12},  {"P", 15},  {"E", 18},  {"Z", 21},  {"Y", 24}}};

/// The double nearest to 10^exponent, the same as the literal (std::pow need not be).
double power_of_ten(int exponent) {
    return parse_number(format("1e{}", exponent)).value();
}

Dimension base(Dimension::Base unit) {
    return Dimension::base(unit);
}
Dimension volume() {
    return dimensions::metre().power(3);
}
Dimension concentration() {
    return base(Dimension::Mole) / volume();
}
Dimension weber() {
    return dimensions::volt() * dimensions::second();
}
Dimension illuminance() {
    return base(Dimension::Candela) / dimensions::metre().power(2);
}
Dimension gray() {
    return dimensions::joule() / base(Dimension::Kilogram);
}

/// The units that take prefixes and the suffixes 2 and 3 (b2:brian2/units/allunits.py).
std::vector<NamedUnit> units_with_prefixes() {
    using D = Dimension;
    return {{"metre", dimensions::metre()},
            {"meter", dimensions::metre()},
            {"gram", base(D::Kilogram), -3},
            {"gramme", base(D::Kilogram), -3},
            {"second", dimensions::second()},
            {"amp", dimensions::ampere()},
            {"ampere", dimensions::ampere()},
            {"kelvin", base(D::Kelvin)},
            {"mole", base(D::Mole)},
            {"mol", base(D::Mole)},
            {"candle", base(D::Candela)},
            {"candela", base(D::Candela)},
            {"litre", volume(), -3},
            {"liter", volume(), -3},
            {"molar", concentration(), 3},
            {"radian", {}},
            {"steradian", {}},
            {"hertz", dimensions::hertz()},
            {"becquerel", dimensions::hertz()},
            {"newton", dimensions::newton()},
            {"pascal", dimensions::pascal()},
            {"joule", dimensions::joule()},
            {"watt", dimensions::watt()},
            {"coulomb", dimensions::coulomb()},
            {"volt", dimensions::volt()},
            {"farad", dimensions::farad()},
            {"ohm", dimensions::ohm()},
            {"siemens", dimensions::siemens()},
            {"weber", weber()},
            {"tesla", weber() / dimensions::metre().power(2)},
            {"henry", weber() / dimensions::ampere()},
            {"lumen", base(D::Candela)},
            {"lux", illuminance()},
            {"gray", gray()},
            {"sievert", gray()},
            {"katal", base(D::Mole) / dimensions::second()}};
}

struct ShortName {
    std::string_view name;
    std::string_view unit;
};

/// Brian 2's short names (b2:brian2/units/stdunits.py), and of ours ns, uV, pS, fA, fF, pM, kg.
constexpr std::array short_names{
    ShortName{"mV", "mvolt"},    ShortName{"uV", "uvolt"},    ShortName{"mA", "mamp"},
    ShortName{"uA", "uamp"},     ShortName{"nA", "namp"},     ShortName{"pA", "pamp"},
    ShortName{"fA", "famp"},     ShortName{"uF", "ufarad"},   ShortName{"nF", "nfarad"},
    ShortName{"pF", "pfarad"},   ShortName{"fF", "ffarad"},   ShortName{"mS", "msiemens"},
    ShortName{"uS", "usiemens"}, ShortName{"nS", "nsiemens"}, ShortName{"pS", "psiemens"},
    ShortName{"ms", "msecond"},  ShortName{"us", "usecond"},  ShortName{"ns", "nsecond"},
    ShortName{"Hz", "hertz"},    ShortName{"kHz", "khertz"},  ShortName{"MHz", "Mhertz"},
    ShortName{"cm", "cmetre"},   ShortName{"cm2", "cmetre2"}, ShortName{"cm3", "cmetre3"},
    ShortName{"mm", "mmetre"},   ShortName{"mm2", "mmetre2"}, ShortName{"mm3", "mmetre3"},
    ShortName{"um", "umetre"},   ShortName{"um2", "umetre2"}, ShortName{"um3", "umetre3"},
    ShortName{"mM", "mmolar"},   ShortName{"uM", "umolar"},   ShortName{"nM", "nmolar"},
    ShortName{"pM", "pmolar"},   ShortName{"kg", "kgram"}};

constexpr std::array symbols{
    ShortName{"m", "metre"},  ShortName{"g", "gram"},    ShortName{"s", "second"},
    ShortName{"A", "ampere"}, ShortName{"K", "kelvin"},  ShortName{"V", "volt"},
    ShortName{"F", "farad"},  ShortName{"S", "siemens"}, ShortName{"C", "coulomb"},
    ShortName{"J", "joule"},  ShortName{"W", "watt"},    ShortName{"N", "newton"},
    ShortName{"T", "tesla"},  ShortName{"H", "henry"},   ShortName{"L", "litre"},
    ShortName{"M", "molar"}};

/// A unit with all prefixes, and the squares and cubes of these.
void add_family(QuantityTable& table, const NamedUnit& unit) {
    for (const Prefix& prefix : prefixes) {
        for (const int power : {1, 2, 3}) {
            const std::string suffix = power == 1 ? "" : format("{}", power);
            const int exponent = power * (prefix.power_of_ten + unit.power_of_ten);
            table.emplace(format("{}{}{}", prefix.name, unit.name, suffix),
                          Quantity{power_of_ten(exponent), unit.dimension.power(power)});
        }
    }
}

QuantityTable make_unit_table() {
    QuantityTable table;
    for (const NamedUnit& unit : units_with_prefixes()) add_family(table, unit);
    for (const char* power : {"", "2", "3"}) {
        for (const char* kilogram : {"kilogram", "kilogramme"}) {
            table.emplace(format("{}{}", kilogram, power), table.at(format("kgram{}", power)));
        }
    }
    for (const ShortName& name : short_names)
        table.emplace(name.name, table.find(name.unit)->second);
    return table;
}

const QuantityTable& unit_table() {
    static const QuantityTable table = make_unit_table();
    return table;
}

/// Constants in SI (CODATA 2014, as b2:brian2/units/constants.py).
QuantityTable make_constant_table() {
    using D = Dimension;
    const Dimension per_mole = base(D::Mole).power(-1);
    const Dimension per_kelvin = base(D::Kelvin).power(-1);
    const Dimension newton_per_ampere2 = dimensions::newton() / dimensions::ampere().power(2);
    constexpr double pi = 3.141592653589793;
    return {{"pi", {pi, {}}},
            {"e", {2.718281828459045, {}}},
            {"inf", {std::numeric_limits<double>::infinity(), {}}},
            {"avogadro_constant", {6.022140857e23, per_mole}},
            {"boltzmann_constant", {1.38064852e-23, dimensions::joule() * per_kelvin}},
            {"electric_constant", {8.854187817e-12, dimensions::farad() / dimensions::metre()}},
            {"electron_mass", {9.10938356e-31, base(D::Kilogram)}},
            {"elementary_charge", {1.6021766208e-19, dimensions::coulomb()}},
            {"faraday_constant", {96485.33289, dimensions::coulomb() * per_mole}},
            {"gas_constant", {8.3144598, dimensions::joule() * per_mole * per_kelvin}},
            {"magnetic_constant", {4 * pi * 1e-7, newton_per_ampere2}},
            {"molar_mass_constant", {1e-3, base(D::Kilogram) * per_mole}},
            {"zero_celsius", {273.15, base(D::Kelvin)}}};
}

const QuantityTable& constant_table() {
    static const QuantityTable table = make_constant_table();
    return table;
}

std::optional<Quantity> find(const QuantityTable& table, std::string_view name) {
    const auto found = table.find(name);
    if (found == table.end()) return {};
    return found->second;
}

std::vector<std::string> names_of(const QuantityTable& table) {
    std::vector<std::string> names;
    names.reserve(table.size());
    for (const auto& [name, quantity] : table) names.push_back(name);
    return names;
}

}  // namespace

std::optional<Quantity> find_unit(std::string_view name) {
    return find(unit_table(), name);
}

std::optional<Quantity> find_unit_symbol(std::string_view name) {
    for (const ShortName& symbol : symbols) {
        if (symbol.name == name) return find_unit(symbol.unit);
    }
    return {};
}

std::optional<Quantity> find_constant(std::string_view name) {
    return find(constant_table(), name);
}

std::vector<std::string> unit_names() {
    return names_of(unit_table());
}
std::vector<std::string> constant_names() {
    return names_of(constant_table());
}

DisplayUnit display_unit(const Dimension& dimension) {
    if (dimension == dimensions::volt()) return {"mV", 1e-3};
    if (dimension == dimensions::second()) return {"ms", 1e-3};
    if (dimension == dimensions::ampere()) return {"nA", 1e-9};
    if (dimension == dimensions::siemens()) return {"nS", 1e-9};
    if (dimension == dimensions::hertz()) return {"Hz", 1.0};
    return {name_of(dimension), 1.0};
}

}  // namespace brian
