#include "base/format.h"
#include "components/connections/listed_pairs.h"
#include "components/connections/rules.h"
#include "components/fields.h"

namespace brian {

/// The pairs [i, j] of a list.
Rule connect_pairs(const RuleInput& input, const Value& argument) {
    const ModelArray array = input.values.array(argument, Dimension(), "the pairs");
    const bool empty = array.values.empty();
    if (!empty && (array.shape.size() != 2 || array.columns() != 2))
        refuse(argument, "pairs are lists of two numbers", "write [[i, j], [i, j], ...]");
    PairColumns columns;
    for (std::size_t k = 0; k < array.values.size(); k += 2) {
        columns.sources.push_back(array.values[k]);
        columns.targets.push_back(array.values[k + 1]);
    }
    columns.where = [&argument](std::size_t position) {
        return position < argument.items.size() ? argument.items[position].where : argument.where;
    };
    return rule_of_list(input, checked_pairs(input, columns));
}

}  // namespace brian
