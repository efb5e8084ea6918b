#include "kernels/tidy_values.h"

#include <optional>

namespace brian {
namespace {

std::vector<std::size_t> count_uses(const std::vector<BlockValue>& values) {
    std::vector<std::size_t> uses(values.size());
    for (const BlockValue& value : values)
        for (const ValueId input : value.inputs) ++uses[input];
    return uses;
}

bool computes(const BlockValue& value, Elementwise operation) {
    return value.action == Action::Compute && value.operation == operation
           && value.rank == Rank::PerElement;
}

/// The operation that adds `other` to a product, or subtracts one from the other; `side` is where
/// the product is.
std::optional<Elementwise> fused_operation(const BlockValue& sum, std::size_t side) {
    if (computes(sum, Elementwise::Add)) return Elementwise::MultiplyAdd;
    if (!computes(sum, Elementwise::Subtract)) return {};
    return side == 0 ? Elementwise::MultiplySubtract : Elementwise::SubtractProduct;
}

}  // namespace

std::vector<BlockValue> drop_unused(const std::vector<BlockValue>& values) {
    std::vector<char> needed(values.size());
    for (std::size_t id = values.size(); id-- > 0;) {
        if (values[id].is_effect()) needed[id] = 1;
        if (needed[id] == 0) continue;
        for (const ValueId input : values[id].inputs) needed[input] = 1;
    }
    std::vector<BlockValue> kept;
    std::vector<ValueId> new_id(values.size());
    for (std::size_t id = 0; id < values.size(); ++id) {
        if (needed[id] == 0) continue;
        new_id[id] = static_cast<ValueId>(kept.size());
        kept.push_back(values[id]);
        for (ValueId& input : kept.back().inputs) input = new_id[input];
    }
    return kept;
}

std::vector<BlockValue> fuse_products(std::vector<BlockValue> values) {
    const std::vector<std::size_t> uses = count_uses(values);
    for (BlockValue& sum : values) {
        for (const std::size_t side : {1U, 0U}) {
            const auto operation = fused_operation(sum, side);
            if (!operation) break;
            const ValueId product = sum.inputs[side];
            if (!computes(values[product], Elementwise::Multiply) || uses[product] > 1) continue;
            const ValueId other = sum.inputs[1 - side];
            sum.operation = *operation;
            sum.inputs = values[product].inputs;
            sum.inputs.push_back(other);
        }
    }
    return drop_unused(values);
}

}  // namespace brian
