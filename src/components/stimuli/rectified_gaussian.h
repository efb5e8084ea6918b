#pragma once

#include <optional>

namespace brian {

/// A normal variable of which what is below zero counts as zero.
struct RectifiedGaussian {
    double mu = 0.0;     ///< mean of the normal variable
    double sigma = 0.0;  ///< its standard deviation
};

/// The one whose rectified values have that mean and standard deviation; nothing when they vary too
/// much (a standard deviation above 4 times the mean).
[[nodiscard]] std::optional<RectifiedGaussian> rectified_gaussian(double mean, double deviation);

}  // namespace brian
