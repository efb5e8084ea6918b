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

/// Where a plan stands.
struct PlannedTime {
    double t = 0.0;   ///< [s]
    double dt = 0.0;  ///< [s] time step
    /// A phase that a condition ends may be shorter.
    enum class Known { Exactly, AtMost };
    Known known = Known::Exactly;
};

/// Goes through the phases without running them. Throws ModelError at a phase that restores what
/// nobody stored, that begins at no multiple of its time step, or that is one too many.
[[nodiscard]] RunPlan plan_run(const std::vector<RunPhase>& phases, const PlannedTime& start);

}  // namespace brian
