#include "components/monitors/recorded_variables.h"

#include <algorithm>

#include "base/format.h"
#include "units/unit_table.h"

namespace brian {
namespace {

std::vector<SourceSpan> variable_names(const Value& value) {
    if (value.kind == Value::Kind::Scalar) return {value.where};
    std::vector<SourceSpan> names;
    for (const Value& item : value.items) {
        const auto same = [&](const SourceSpan& name) { return name.text() == item.text(); };
        if (std::any_of(names.begin(), names.end(), same))
            refuse(item, format("the variable '{}' is listed twice", item.text()));
        names.push_back(item.where);
    }
    if (names.empty()) refuse(value, "no variable is listed");
    return names;
}

}  // namespace

std::vector<WatchedVariable> recorded_variables(const Fields& fields, const Watched& of,
                                                const std::vector<std::string>& taken) {
    const Value& value = fields.need("variables");
    std::vector<WatchedVariable> variables;
    for (const SourceSpan& name : variable_names(value)) {
        if (std::find(taken.begin(), taken.end(), name.text()) != taken.end())
            refuse(value,
                   format("a variable called '{}' cannot be recorded here: the results have a "
                          "dataset of that name",
                          name.text()),
                   "record it with a monitor of type state");
        variables.push_back(of.variable(name));
    }
    return variables;
}

SeriesColumn column_of(const WatchedVariable& variable) {
    const DisplayUnit unit = display_unit(variable.dimension);
    return {.name = variable.name, .units = unit.name, .unit_size = unit.size};
}

}  // namespace brian
