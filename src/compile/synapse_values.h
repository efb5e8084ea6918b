#pragma once

#include "compile/building.h"

namespace brian {

/// An expression of the connection, and the purpose that names its random numbers.
struct SynapticExpr {
    Expr expr;
    std::string purpose;
};

/// One value of the expression per synapse of a block into `values`.
void evaluate(Building& b, SynapseBlock& block, const SynapticExpr& what,
              AlignedVector<double>& values);

/// Values that the user lists one by one, in the order of pairs, matrix entries or lines of the
/// file.
void take_listed(const SynapseBlock& block, const std::vector<double>& listed, const Value& value,
                 AlignedVector<double>& out);

/// A column of the rule's data, nullptr when it has none of that name.
[[nodiscard]] const RuleColumn* data_column(const Building& b, const std::string& text);

/// SI values of a column of the rule's data; plain numbers count as SI.
[[nodiscard]] std::vector<double> in_si(const RuleColumn& column);

/// Whether the synapses store a value of what the equation defines.
[[nodiscard]] bool has_column(const Equation& equation);

/// Makes the columns of all synaptic variables, with what the rule's data say of them.
void add_synaptic_columns(Building& b);

/// Sets variables as `weight` and `initial` say.
void set_synaptic_values(Building& b);

}  // namespace brian
