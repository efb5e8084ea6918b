#include "compile/explanation.h"

#include <array>
#include <set>

#include "base/format.h"
#include "compile/changing_parameters.h"
#include "math/functions.h"

namespace brian {

namespace {

struct Prefix {
    const char* name;
    double size;
};
constexpr std::array<Prefix, 8> prefixes{{{"G", 1e9},
                                          {"M", 1e6},
                                          {"k", 1e3},
                                          {"", 1.0},
                                          {"m", 1e-3},
                                          {"u", 1e-6},
                                          {"n", 1e-9},
                                          {"p", 1e-12}}};
constexpr std::size_t longest_value = 40;  // characters of a setting that are worth repeating

/// Symbol of a dimension whose values are commonly given with prefixes; empty for others.
std::string symbol_of(const Dimension& dimension) {
    const std::string name = name_of(dimension);
    for (const auto& [unit, symbol] : {std::pair{"volt", "V"},
                                       {"ampere", "A"},
                                       {"siemens", "S"},
                                       {"farad", "F"},
                                       {"second", "s"},
                                       {"ohm", "ohm"},
                                       {"hertz", "Hz"}})
        if (name == unit) return symbol;
    return {};
}

/// The value of a setting, or its kind where it is long.
std::string short_text(const Value& value) {
    if (value.kind == Value::Kind::Scalar || value.kind == Value::Kind::List) {
        std::string text(value.text());
        const bool one_line = text.find('\n') == std::string::npos;
        if (one_line && text.size() <= longest_value) return text;
    }
    if (value.kind == Value::Kind::List) return format("{} values", value.items.size());
    return value.kind == Value::Kind::Map ? "{...}" : "...";
}

std::string in_ms(std::int64_t steps, double dt) {
    return format("{:.9g} ms", static_cast<double>(steps) * dt * 1e3);
}

}  // namespace

std::string readable(const Quantity& quantity) {
    if (quantity.dimension.none()) return format("{:.9g}", quantity.value);
    const std::string symbol = symbol_of(quantity.dimension);
    const double size = math::abs(quantity.value);
    // Nine digits are printed, so what rounds up to the prefix belongs to it.
    for (const Prefix& prefix : prefixes)
        if (!symbol.empty() && size >= prefix.size * (1.0 - 1e-10))
            return format("{:.9g} {}{}", quantity.value / prefix.size, prefix.name, symbol);
    return format("{:.9g} {}", quantity.value, name_of(quantity.dimension));
}

void explain_parameters(Model& model) {
    for (const NamedValue& parameter : model.spec->parameters) {
        std::string value;
        const Symbol* symbol = model.globals.find(parameter.name);
        if (const auto array = model.arrays.find(parameter.name); array != model.arrays.end())
            value = format("{} values of {}", array->second.array.values.size(),
                           name_of(array->second.dimension));
        else if (symbol != nullptr && symbol->value)
            value = readable({*symbol->value, symbol->type.dimension});
        else if (const auto cell = model.cells.find(cell_name(parameter.name));
                 cell != model.cells.end())
            value = readable({cell->second->values[0], cell->second->dimension})
                    + " until a phase changes it";
        else
            continue;
        model.explain("parameters", format("{} = {}", parameter.name, value));
    }
}

std::string settings_text(const Value& fields) {
    std::string text;
    for (const Entry& entry : fields.entries)
        if (entry.key != "type" && entry.key != "of")
            text += format(", {} {}", entry.key, short_text(entry.value));
    return text;
}

std::string rule_text(const Value& connect) {
    std::string text;
    for (const Value& rule : connect.items)
        text += format("{}{}", text.empty() ? "" : "; then ", rule_text(rule));
    if (!connect.items.empty()) return text;
    if (connect.kind != Value::Kind::Map) return short_text(connect);
    for (const Entry& entry : connect.entries)
        text += format("{}{} {}", text.empty() ? "" : ", ", entry.key, short_text(entry.value));
    return text;
}

std::string delay_text(const Synapses& synapses, const Pathway& pathway, double dt) {
    std::set<std::uint32_t> delays;
    for (const SynapseBlock& block : synapses.blocks)
        if (pathway.fans.empty())
            delays.insert(block.by_source.delays.begin(), block.by_source.delays.end());
    for (const Fan& fan : pathway.fans) delays.insert(fan.delays.begin(), fan.delays.end());
    if (delays.empty() && pathway.delay == 0)
        return "no delay: spikes arrive in the step in which they are fired";
    if (delays.empty())
        return format("delay {} ({} steps)", in_ms(pathway.delay, dt), pathway.delay);
    return format("delays from {} to {} ({} different)", in_ms(*delays.begin(), dt),
                  in_ms(*delays.rbegin(), dt), delays.size());
}

}  // namespace brian
