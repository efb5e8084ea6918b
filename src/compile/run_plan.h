#pragma once

#include <cstdint>

#include "engine/protocol.h"

namespace brian {

/// What phases come to when every one of them runs its full time.
struct RunPlan {
    std::int64_t n_steps = 0;
    std::int64_t n_stretches = 0;  ///< phases that run, as often as they do
    double latest = 0.0;           ///< [s] greatest time reached
};

/// Goes through the phases without running them, from t = 0 in steps of dt seconds. Throws
/// ModelError at a phase that restores what nobody stored, or that is one too many.
[[nodiscard]] RunPlan plan_run(const std::vector<RunPhase>& phases, double dt);

}  // namespace brian
