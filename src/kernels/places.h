#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kernels/make_kernel.h"

namespace brian {

/// Whether `+=`, `=` and reads of a block may go statement by statement over many elements at once.
enum class Order {
    StatementByStatement,  ///< equal to element by element, and faster
    ElementByElement       ///< an element reads what another writes
};

/// The memory and tables that one block names. Two names of the same place share a slot.
class Places {
  public:
    /// Throws std::logic_error when a name is bound twice.
    Places(const CodeBlock& block, const KernelBindings& bindings);

    [[nodiscard]] const std::vector<Binding>& slots() const { return slots_; }
    [[nodiscard]] const std::vector<TableBinding>& tables() const { return tables_; }
    /// Slot of a name; none when it is a local of the block.
    [[nodiscard]] std::optional<std::size_t> slot_of(const std::string& name) const;
    [[nodiscard]] std::optional<std::size_t> table_of(const std::string& name) const;
    /// Whether writing one of the two slots may change what the other reads.
    [[nodiscard]] bool overlap(std::size_t slot, std::size_t other) const;
    /// Whether the block writes the slot or one that overlaps it.
    [[nodiscard]] bool written(std::size_t slot) const;
    [[nodiscard]] Order order() const { return order_; }

  private:
    void add_slot(const Binding& binding);
    [[nodiscard]] Order find_order(const CodeBlock& block) const;
    [[nodiscard]] bool hidden_sharing() const;

    std::vector<Binding> slots_;
    std::vector<TableBinding> tables_;
    std::map<std::string, std::size_t> slot_of_;
    std::vector<std::size_t> names_of_slot_;  ///< how many names stand for each slot
    std::vector<std::size_t> writes_;         ///< how many statements write each slot
    Order order_ = Order::StatementByStatement;
};

}  // namespace brian
