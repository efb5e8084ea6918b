#pragma once

#include <cstdint>
#include <memory>

#include "engine/stimulus.h"
#include "math/random.h"

namespace brian {

/// Lets a Poisson number of different neurons of a population fire, at most all of them
/// (b1:brian/threshold.py, HomogeneousPoissonThreshold). `mean` is read anew in each step.
[[nodiscard]] std::unique_ptr<Stimulus> make_population_poisson(std::uint32_t size,
                                                                const double* mean,
                                                                math::StreamKey key);

}  // namespace brian
