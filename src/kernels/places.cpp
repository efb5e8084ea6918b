#include "kernels/places.h"

#include <algorithm>
#include <stdexcept>

#include "base/format.h"
#include "kernels/access.h"
#include "language/analysis.h"

namespace brian {
namespace {

bool same_place(const Binding& a, const Binding& b) {
    return a.access == b.access && a.data == b.data && a.index == b.index && a.offset == b.offset;
}

const double* storage_of(const Binding& binding) {
    return binding.storage != nullptr ? binding.storage : binding.data;
}

}  // namespace

Places::Places(const CodeBlock& block, const KernelBindings& bindings) : tables_(bindings.tables) {
    std::vector<std::string> names = writes_of(block);
    for (const Statement& statement : block)
        for (const std::string& name : names_in(statement.value)) names.push_back(name);
    for (const Binding& binding : bindings.names) {
        if (std::find(names.begin(), names.end(), binding.name) == names.end()) continue;
        if (slot_of(binding.name))
            throw std::logic_error(format("the name '{}' is bound twice", binding.name));
        add_slot(binding);
    }
    writes_.resize(slots_.size());
    for (const Statement& statement : block)
        if (const auto slot = slot_of(statement.target)) ++writes_[*slot];
    order_ = find_order(block);
}

void Places::add_slot(const Binding& binding) {
    const auto known = std::find_if(slots_.begin(), slots_.end(),
                                    [&](const Binding& slot) { return same_place(slot, binding); });
    slot_of_[binding.name] = static_cast<std::size_t>(known - slots_.begin());
    if (known == slots_.end()) {
        slots_.push_back(binding);
        names_of_slot_.push_back(0);
    }
    ++names_of_slot_[slot_of_[binding.name]];
}

std::optional<std::size_t> Places::slot_of(const std::string& name) const {
    const auto found = slot_of_.find(name);
    if (found == slot_of_.end()) return {};
    return found->second;
}

std::optional<std::size_t> Places::table_of(const std::string& name) const {
    for (std::size_t k = 0; k < tables_.size(); ++k)
        if (tables_[k].name == name) return k;
    return {};
}

bool Places::overlap(std::size_t slot, std::size_t other) const {
    return !is_index(slots_[slot].access) && !is_index(slots_[other].access)
           && storage_of(slots_[slot]) == storage_of(slots_[other]);
}

bool Places::written(std::size_t slot) const {
    for (std::size_t other = 0; other < slots_.size(); ++other)
        if (writes_[other] > 0 && overlap(slot, other)) return true;
    return false;
}

Order Places::find_order(const CodeBlock& block) const {
    Sharing sharing;
    for (const auto& [name, slot] : slot_of_)
        if (is_shared_place(slots_[slot].access)) sharing.shared_targets.push_back(name);
    const bool independent = order_independent(block, sharing) && !hidden_sharing();
    return independent ? Order::StatementByStatement : Order::ElementByElement;
}

/// Whether the block writes a place that another of its names sees too, which the names do not
/// tell.
bool Places::hidden_sharing() const {
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        if (writes_[slot] == 0) continue;
        if (names_of_slot_[slot] > 1 && is_shared_place(slots_[slot].access)) return true;
        for (std::size_t other = 0; other < slots_.size(); ++other)
            if (other != slot && overlap(slot, other)) return true;
    }
    return false;
}

}  // namespace brian
