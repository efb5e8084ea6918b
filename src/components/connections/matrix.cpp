#include "base/format.h"
#include "components/connections/data_request.h"
#include "components/connections/listed_pairs.h"
#include "components/connections/rules.h"
#include "components/fields.h"

namespace brian {

namespace {

/// The values with the unit that a file may name.
DataArray read_matrix(const RuleInput& input, const Value& argument) {
    if (argument.kind == Value::Kind::Map) return input.read(data_request(input, argument));
    ModelArray array = input.values.array(argument, Dimension(), "the matrix");
    return {.values = std::move(array.values), .shape = std::move(array.shape), .units = {}};
}

}  // namespace

/// Entries of a matrix other than 0, row i being the source and column j the target; their values
/// are the column "weight".
Rule connect_matrix(const RuleInput& input, const Value& argument) {
    DataArray matrix = read_matrix(input, argument);
    const std::vector<std::size_t> shape{input.n_sources, input.n_targets};
    if (matrix.shape != shape)
        refuse(argument,
               format("the matrix has shape {}, but there are {} sources "
                      "(rows) and {} targets (columns)",
                      join(matrix.shape, " x "), input.n_sources, input.n_targets),
               "give one row for each source, with one entry for each target");
    std::vector<ListedPair> pairs;
    for (std::uint32_t i = 0; i < input.n_sources; ++i) {
        for (std::uint32_t j = 0; j < input.n_targets; ++j) {
            const std::uint64_t origin = std::uint64_t{i} * input.n_targets + j;
            if (matrix.values[origin] != 0.0) pairs.push_back({i, j, origin});
        }
    }
    Rule rule = rule_of_list(input, std::move(pairs));
    rule.columns.push_back(
        {.name = "weight", .values = std::move(matrix.values), .units = std::move(matrix.units)});
    return rule;
}

}  // namespace brian
