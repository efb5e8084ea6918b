#include "kernels/row_sum.h"

namespace brian {
namespace {

const Binding* element_slot(const Program& program, const Operand& operand) {
    if (operand.kind != Operand::Kind::Slot) return nullptr;
    const Binding& slot = program.slots[operand.index];
    return slot.access == Binding::Access::Element ? &slot : nullptr;
}

/// The sum of a weight, or of nothing when the instructions before the last one compute something
/// else.
std::optional<RowSum> sum_of_weight(const Program& program, RowSum sum, const Operand& value) {
    sum.weight = element_slot(program, value);
    if (sum.weight == nullptr) return {};
    return sum;
}

std::optional<RowSum> sum_of_product(const Program& program, RowSum sum,
                                     const Instruction& product) {
    if (product.action != Action::Compute || product.operation != Elementwise::Multiply) return {};
    const bool scalar_first = product.inputs[0].kind == Operand::Kind::Scalar;
    const Operand& factor = product.inputs[scalar_first ? 0 : 1];
    if (factor.kind != Operand::Kind::Scalar) return {};
    sum.factor = factor.index;
    return sum_of_weight(program, sum, product.inputs[scalar_first ? 1 : 0]);
}

/// Calls work(e, place) for every synapse of the rows.
template <class Index, class Work>
void for_each_synapse(const Index* index, std::span<const Row> rows, const Work& work) {
    for (const Row& row : rows)
        for (std::uint32_t e = row.begin; e < row.end; ++e) work(e, index[e]);
}

template <class Index>
void add_rows(const RowSum& sum, const Index* index, double factor, std::span<const Row> rows) {
    double* const target = sum.target->data;
    if (sum.weight == nullptr) {
        for_each_synapse(index, rows,
                         [=](std::uint32_t /*e*/, Index place) { target[place] += factor; });
        return;
    }
    const double* const weight = sum.weight->data;
    if (sum.factor)
        for_each_synapse(index, rows, [=](std::uint32_t e, Index place) {
            target[place] += weight[e] * factor;
        });
    else
        for_each_synapse(index, rows,
                         [=](std::uint32_t e, Index place) { target[place] += weight[e]; });
}

}  // namespace

std::optional<RowSum> find_row_sum(const Program& program) {
    const std::vector<Instruction>& code = program.per_tile;
    if (code.empty() || code.size() > 3 || code.back().action != Action::Accumulate) return {};
    RowSum sum;
    sum.target = &program.slots[code.back().place];
    if (sum.target->access != Binding::Access::Gathered || program.elements_per_tile == 1)
        return {};
    const Operand& value = code.back().inputs[0];
    if (code.size() == 1) {
        sum.factor = value.index;
        return sum;
    }
    if (code.size() == 2) return sum_of_weight(program, sum, value);
    return sum_of_product(program, sum, code[1]);
}

void add_rows(const RowSum& sum, double factor, std::span<const Row> rows) {
    if (const auto* narrow = std::get_if<const std::uint16_t*>(&sum.target->index))
        add_rows(sum, *narrow, factor, rows);
    else if (const auto* wide = std::get_if<const std::uint32_t*>(&sum.target->index))
        add_rows(sum, *wide, factor, rows);
}

}  // namespace brian
