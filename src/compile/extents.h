#pragma once

#include <set>
#include <string>
#include <vector>

#include "compile/model.h"
#include "engine/operation.h"
#include "language/code_block.h"

namespace brian {

/// Statements that follow each other and have the same extent.
struct Part {
    OperationPart::Extent extent = OperationPart::Extent::EachNeuron;
    CodeBlock block;
};

/// Which statements of a group's resolved code act on each neuron and which once on what all share.
/// A local is shared when it is computed from shared values alone; random numbers are drawn once
/// for a shared variable, and for each neuron otherwise, unless nothing in the block differs from
/// neuron to neuron.
class Extents {
  public:
    /// Throws ModelError where a shared variable would get what differs from neuron to neuron.
    Extents(const Population& population, CodeBlock block);
    [[nodiscard]] std::vector<Part> parts() const;
    [[nodiscard]] const std::set<std::string>& shared_locals() const { return shared_locals_; }

  private:
    [[nodiscard]] bool is_local(const std::string& text) const;
    [[nodiscard]] bool is_shared(const std::string& text) const;
    [[nodiscard]] bool differs(const Expr& expr) const;
    [[nodiscard]] bool once(const Statement& statement) const;
    void find_shared_locals();
    void check(const Statement& statement) const;

    const Population* population_;
    CodeBlock block_;
    std::set<std::string> shared_locals_;
    bool all_shared_ = false;  // nothing in the block differs from neuron to neuron
};

/// Names that the parts write and that are no variables.
[[nodiscard]] std::vector<std::string> locals_of(const std::vector<Part>& parts,
                                                 const Population& population);

}  // namespace brian
