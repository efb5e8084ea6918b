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

std::string units() {
    std::string text;
    for (const std::string& name : unit_names()) {
        const Quantity unit = *find_unit(name);
        text += format("{:<16} {:<10.6g} {}\n", name, unit.value, name_of(unit.dimension));
    }
    text += "\nconstants\n";
    for (const std::string& name : constant_names()) {
        const Quantity constant = *find_constant(name);
        text += format("{:<24} {:<22.17g} {}\n", name, constant.value, name_of(constant.dimension));
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
