#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/state.h"

namespace brian {

/// Whether no value is NaN or infinite.
[[nodiscard]] bool all_finite(std::span<const double> values);

/// Looks for values that have stopped being finite. Infinities that were there from the beginning
/// (a parameter that is `inf`) are nobody's mistake.
class FiniteWatch {
  public:
    /// A column with the words for its elements.
    struct Watched {
        std::string path;         ///< "groups.P.v"
        std::string element;      ///< "neuron", "synapse"
        std::uint64_t first = 0;  ///< number of the column's first element
        const Column* column = nullptr;
    };
    struct Trouble {
        std::string what;  ///< "groups.P.v of neuron 17 is not a number"
    };

    void clear() { items_.clear(); }
    void add(Watched watched) { items_.push_back({std::move(watched), {}}); }
    /// Notes which values are not finite now.
    void start();
    /// The first value that is not finite now and was when last looked at.
    [[nodiscard]] std::optional<Trouble> look();
    /// Which values were not finite when last looked at.
    void list_state(const std::string& path, StateList& items);

  private:
    struct Item {
        Watched watched;
        std::vector<std::uint32_t> known;  // elements that are not finite, ascending
    };
    std::vector<Item> items_;
};

}  // namespace brian
