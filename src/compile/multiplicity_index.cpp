#include "compile/multiplicity_index.h"

#include <map>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "language/reserved.h"

namespace brian {

namespace {

[[noreturn]] void refuse(const ConnectionSpec& spec, const SourceSpan& where, std::string message,
                         std::string hint = {}) {
    throw ModelError({.message = std::move(message),
                      .where = where,
                      .path = spec.path + ".multiplicity_index",
                      .hint = std::move(hint),
                      .notes = {}});
}

}  // namespace

void define_multiplicity_index(const ConnectionSpec& spec, Equations& equations) {
    if (!spec.multiplicity_index) return;
    const SourceSpan& where = *spec.multiplicity_index;
    const std::string wanted = where.str();
    const std::string why = why_reserved_in_equations(wanted);
    if (!why.empty())
        refuse(spec, where, format("the index cannot be called '{}': {}", wanted, why));
    for (const Equation& equation : equations)
        if (equation.variable == wanted)
            refuse(spec, where, format("the synapses have a variable '{}' already", wanted),
                   "call the index otherwise");
    for (const NamedValue& initial : spec.initial)
        if (initial.name == wanted)
            refuse(spec, initial.name_where,
                   format("'{}' is the multiplicity_index: its values are given", wanted));
    Equation& index = equations.emplace_back();
    index.kind = EquationKind::Parameter;
    index.variable = wanted;
    index.variable_where = index.where = where;
    index.value_kind = ValueKind::Integer;
    index.flags.push_back({"constant", where});
}

void number_copies(Building& b) {
    if (!b.spec.multiplicity_index) return;
    for (SynapseBlock& block : b.synapses.blocks) {
        if (block.size() == 0) continue;
        AlignedVector<double>& index = block.state.find(b.spec.multiplicity_index->str())->values;
        for (const Row& row : block.rows()) {
            std::map<std::uint16_t, double> copies;
            for (std::uint32_t e = row.begin; e < row.end; ++e) index[e] = copies[block.post[e]]++;
        }
    }
}

}  // namespace brian
