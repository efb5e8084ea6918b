#include "cli/listing.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <vector>

#include "base/format.h"
#include "components/component_schemas.h"
#include "components/connections/rule.h"
#include "components/integrators/integrator.h"
#include "language/functions.h"
#include "units/unit_table.h"
#include "yaml/library.h"

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

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

/// Pieces in lines of at most 100 characters, the first after `margin`, the others below it.
std::string wrapped(const std::vector<std::string>& pieces, const std::string& margin) {
    constexpr std::size_t width = 100;
    std::string text;
    std::string line = margin;
    for (const std::string& piece : pieces) {
        if (line.size() + piece.size() >= width) {
            text += line + "\n";
            line = std::string(margin.size(), ' ');
        }
        line += (line.ends_with(' ') ? "" : " ") + piece;
    }
    return text + line + "\n";
}

std::string variants(const std::vector<FieldVariant>& list) {
    std::vector<Line> lines;
    lines.reserve(list.size());
    for (const FieldVariant& variant : list) lines.push_back({variant.type, variant.description});
    return table(lines);
}

/// "tau: 10 ms," and so on; "(...)" for a value that whoever uses the template must give.
std::vector<std::string> parameters_of(const Value& parameters) {
    std::vector<std::string> pieces;
    for (const Entry& parameter : parameters.entries) {
        const bool given = parameter.value.kind == Value::Kind::Scalar;
        const bool last = &parameter == &parameters.entries.back();
        pieces.push_back(format("{}: {}{}", parameter.key, given ? parameter.value.text() : "(...)",
                                last ? "" : ","));
    }
    return pieces;
}

/// Each with its literature and usual values.
std::string templates() {
    Diagnostics none;  // the tests read all of them
    std::string text =
        "built in, for equations: [{use: NAME, with: {PARAMETER: VALUE}, rename: {VARIABLE: "
        "NEW}}]\n";
    for (const Entry& entry : built_in_templates(none).entries) {
        text += format("\n{}\n", entry.key);
        if (const Value* description = entry.value.find("description"))
            text += wrapped(words_of(std::string(description->text())), "    ");
        if (const Value* parameters = entry.value.find("parameters"))
            text += wrapped(parameters_of(*parameters), "    with ");
    }
    return text;
}

}  // namespace

std::string listing(const std::string& kind) {
    const ComponentSchemas schemas = component_schemas();
    if (kind == "units") return units();
    if (kind == "functions") return function_list();
    if (kind == "stimuli") return variants(schemas.stimuli);
    if (kind == "templates") return templates();
    if (kind == "monitors") return variants(schemas.monitors);
    std::vector<Line> lines;
    if (kind == "methods")
        for (const Integrator& method : integrators())
            lines.push_back({std::string(method.name), std::string(method.description)});
    if (kind == "rules")
        for (const ComponentLine& rule : rule_lines())
            lines.push_back({rule.name, rule.description});
    return table(lines);
}

}  // namespace brian
