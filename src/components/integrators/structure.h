#pragma once

#include <cstddef>
#include <vector>

namespace brian {

/// Which entries of a square matrix can differ from zero, whatever the values.
class Structure {
  public:
    explicit Structure(std::size_t n) : n_(n), entries_(n * n, false) {}
    [[nodiscard]] std::size_t n() const { return n_; }
    [[nodiscard]] bool at(std::size_t row, std::size_t column) const {
        return entries_[row * n_ + column];
    }
    void set(std::size_t row, std::size_t column) { entries_[row * n_ + column] = true; }

    /// The structure of exp(A dt) and of its integral: an entry is zero unless a chain of entries
    /// leads from its column to its row.
    [[nodiscard]] Structure closure() const;

    /// Rows that have nothing to do with each other: indices of each part, ascending.
    [[nodiscard]] std::vector<std::vector<std::size_t>> independent_parts() const;

  private:
    std::size_t n_;
    std::vector<bool> entries_;
};

}  // namespace brian
