#pragma once

#include <vector>

#include "compile/model.h"

namespace brian {

/// The clock of an object: that of the run, or one with the time step that `dt` gives; objects with
/// equal time steps share it. Throws ModelError when that is no positive time.
[[nodiscard]] Clock* clock_of(Model& model, const LocatedText& dt, const std::string& path);

/// The time steps [s] that a clock takes on, the first one at the start.
[[nodiscard]] std::vector<double> time_steps(const Model& model, const Clock& clock);

/// Whether a time [s] is a multiple of all of them.
[[nodiscard]] bool is_multiple_of_steps(const Model& model, const Clock& clock, double time);

}  // namespace brian
