#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "hdf5/results_reader.h"

namespace brian {

/// Where two datasets of the same name part, as far as both go.
struct Parting {
    std::uint64_t row = 0;     ///< the first that differs
    std::uint64_t column = 0;  ///< the first in it
    double a = 0.0, b = 0.0;   ///< the values there
    std::uint64_t n_different = 0;
    std::uint64_t n_compared = 0;
    double largest = 0.0;  ///< difference of two numbers anywhere
};

/// Compares the rows that both have, bit for bit; nothing when they are the same. Rows must be of
/// equal width.
[[nodiscard]] std::optional<Parting> find_parting(const ResultsReader& a, const ResultsReader& b,
                                                  const std::string& dataset);

/// Two values that are the same bits, or both no number.
[[nodiscard]] bool same_value(double a, double b);

}  // namespace brian
