#include "cli/listing.h"

#include <algorithm>
#include <vector>

#include "base/format.h"
#include "components/component_schemas.h"
#include "components/connections/rule.h"
#include "components/integrators/integrator.h"
#include "language/functions.h"
#include "units/unit_table.h"

namespace brian {

namespace {

struct Line {
    std::string name;
    std::string description;
};

std::string table(const std::vector<Line>& lines) {
    std::size_t width = 0;
    for (const Line& line : lines) width = std::max(width, line.name.size());
    std::string text;
    for (const Line& line : lines)
        text += format("{:<{}}  {}\n", line.name, width, line.description);
    return text;
}

std::string without_power(const std::string& unit) {
    const bool power = unit.ends_with('2') || unit.ends_with('3');
    return unit.substr(0, unit.size() - (power ? 1 : 0));
}

/// "volt", but neither "mvolt" nor "mV".
bool takes_prefixes(const std::string& unit) {
    return find_unit("da" + unit).has_value() && without_power(unit) == unit;
}

/// "volt", "mvolt", "umetre2": a unit with or without prefix and power.
bool in_a_family(const std::string& name) {
    const std::string unit = without_power(name);
    for (const std::size_t prefix : {0U, 1U, 2U})  // length
        if (prefix < unit.size() && takes_prefixes(unit.substr(prefix))) return true;
    return false;
}

std::string unit_line(const std::string& name, const Quantity& unit) {
    return format("  {:<12} {:<8.6g} {}\n", name, unit.value, name_of(unit.dimension));
}

std::string units() {
    std::string families;
    std::string others;
    for (const std::string& name : unit_names()) {
        const std::string line = unit_line(name, *find_unit(name));
        if (takes_prefixes(name)) families += line;
        if (!in_a_family(name)) others += line;
    }
    std::string symbols;
    for (char letter = 'A'; letter <= 'z'; ++letter)
        if (const auto unit = find_unit_symbol(std::string(1, letter)))
            symbols += unit_line(std::string(1, letter), *unit);
    std::string text =
        "units, each also with a prefix (y z a f p n u m c d da h k M G T P E Z Y) and "
        "with a\n2 or 3 for square or cube: mvolt, umetre2\n"
        + families + "\nshort names\n" + others
        + "\nsymbols, directly after a number only: 20 V, 5 S/m\n" + symbols;
    text += "\nconstants\n";
    for (const std::string& name : constant_names()) {
        const Quantity constant = *find_constant(name);
        text +=
            format("  {:<24} {:<15.10g} {}\n", name, constant.value, name_of(constant.dimension));
    }
    return text;
}

std::string function_list() {
    std::vector<Line> lines;
    for (const Function& function : functions()) {
        if (function.rule == DimensionRule::MultiplyAdd) continue;
        lines.push_back({std::string(function.name), std::string(function.description)});
    }
    return table(lines);
}

std::string variants(const std::vector<FieldVariant>& list) {
    std::vector<Line> lines;
    lines.reserve(list.size());
    for (const FieldVariant& variant : list) lines.push_back({variant.type, variant.description});
    return table(lines);
}

}  // namespace

std::string listing(const std::string& kind) {
    const ComponentSchemas schemas = component_schemas();
    if (kind == "units") return units();
    if (kind == "functions") return function_list();
    if (kind == "stimuli") return variants(schemas.stimuli);
    if (kind == "monitors") return variants(schemas.monitors);
    std::vector<Line> lines;
    if (kind == "methods")
        for (const Integrator& method : integrators())
            lines.push_back({std::string(method.name), std::string(method.description)});
    if (kind == "rules")
        for (const ComponentLine& rule : rule_lines())
            lines.push_back({rule.name, rule.description});
    if (kind == "templates")
        return "templates are YAML files that a model names under `include`; none is built in "
               "yet\n";
    return table(lines);
}

}  // namespace brian
