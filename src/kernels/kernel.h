#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/index_range.h"

namespace brian {

/// The synapses [begin, end) of one source neuron within one target block.
struct Row {
    std::uint32_t source = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// Indices of the other end of each synapse, 16 bits within a target block or 32 bits.
using IndexArray = std::variant<std::monostate, const std::uint16_t*, const std::uint32_t*>;

/// Where a name of a code block lives in memory. `e` is the element (neuron or synapse) that runs.
struct Binding {
    enum class Access {
        Element,       ///< data[e]
        Shared,        ///< data[0]; read again at every run
        Gathered,      ///< data[index[e]]: the neuron at the other end
        Row,           ///< data[row.source]: the source neuron of the row
        ElementIndex,  ///< e + offset, read-only
        RowIndex,      ///< row.source + offset, read-only
        GatheredIndex  ///< index[e] + offset, read-only
    };
    std::string name;
    Access access = Access::Element;
    double* data = nullptr;
    IndexArray index;     ///< of Gathered and GatheredIndex
    double offset = 0.0;  ///< of the ...Index accesses
    /// The array that `data` points into when it is not its beginning (a subgroup's part). A block
    /// that writes a binding and names another one of the same array runs element by element.
    const double* storage = nullptr;
    /// Where `index` is the same in all rows, counting up by one, and rows are run whole: its first
    /// number. What is gathered for a row is contiguous, and nobody need look at `index`.
    std::optional<std::uint32_t> counts_from{};
};

/// A timed array (b2:brian2/input/timedarray.py): the function name(t) or name(t, i) of every
/// expression. Value = values[k * n_columns + i], k = floor((t + 1e-6 dt) / dt) clamped to [0,
/// n_rows - 1]; a column outside [0, n_columns) gives NaN. Values in SI.
struct TableBinding {
    std::string name;
    const double* values = nullptr;
    std::size_t n_rows = 0;
    std::size_t n_columns = 1;
    bool two_dimensional = false;  ///< called as name(t, i)
    double dt = 0.0;               ///< [s]
};

/// A code block bound to memory, ready to run. Not for use by two threads at once (it owns scratch
/// space).
class Kernel {
  public:
    Kernel() = default;
    Kernel(const Kernel&) = delete;
    Kernel& operator=(const Kernel&) = delete;
    virtual ~Kernel() = default;

    /// Elements of a dense range (neurons of a block, or anything without rows; a block with Row or
    /// RowIndex bindings can only run_rows()).
    virtual void run(IndexRange elements) = 0;
    /// A subset, ascending (the neurons that have spiked).
    virtual void run(std::span<const std::uint32_t> elements) = 0;
    /// Runs a dense range and appends, ascending, the elements for which the block gives something
    /// other than 0 to the bound array `flags`, which it need not write then. Returns false, and
    /// has done nothing, where run() and a look at the flags are as good.
    [[nodiscard]] virtual bool run_and_find(IndexRange /*elements*/, const double* /*flags*/,
                                            std::vector<std::uint32_t>& /*found*/) {
        return false;
    }
    /// Synapses row by row, in that order; `x_post += w` is added in it.
    virtual void run_rows(std::span<const Row> rows) = 0;
    /// Synapses in any order, with the source neuron of each.
    virtual void run_listed(std::span<const std::uint32_t> elements, const IndexArray& sources) = 0;
    /// Whether each element reads and writes its own values alone, so that parts of a range may run
    /// one by one with something else in between, or at the same time.
    [[nodiscard]] virtual bool elements_are_independent() const { return false; }
    /// Whether parts of a list of elements may run at the same time: each element writes its own
    /// values alone.
    [[nodiscard]] virtual bool lists_are_divisible() const { return false; }
    /// The same block for another thread; only where one of the two above holds.
    [[nodiscard]] virtual std::unique_ptr<Kernel> another() const { return nullptr; }
    /// Roughly what an element costs [ns].
    [[nodiscard]] virtual double cost() const { return 1.0; }
    /// The program as text, one instruction a line, for --explain.
    [[nodiscard]] virtual std::string disassemble() const = 0;
};

}  // namespace brian
