#pragma once

#include <cstdint>

/// Times become steps only here; each kind rounds in its own way (design: semantics, section 5).
/// All times in seconds.
namespace brian {

/// floor(delay / dt + 0.5) (b2:brian2/synapses/spikequeue.py).
[[nodiscard]] std::int64_t delay_steps(double delay, double dt);
/// floor((t + 1e-3 dt) / dt): spike bins, pulse packets, refractoriness
/// (b2:brian2/input/spikegeneratorgroup.py).
[[nodiscard]] std::int64_t bin_of(double t, double dt);
/// First step with k dt >= t, within 1e-3 dt: Brian 1's binning of spike trains.
[[nodiscard]] std::int64_t bin_above(double t, double dt);
/// Number of steps of a run: rounded when within 1e-4 of a whole number, else the next whole
/// number.
[[nodiscard]] std::int64_t duration_steps(double duration, double dt);
/// The step of length dt that a step of length `before` lies in; the first one of several.
[[nodiscard]] std::int64_t step_of_other_length(std::int64_t step, double before, double dt);
/// Whether `time` is a multiple of dt within 1e-4 dt.
[[nodiscard]] bool is_multiple(double time, double dt);

}  // namespace brian
