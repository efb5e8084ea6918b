#pragma once

#include <functional>

#include "compile/model.h"

namespace brian {

/// A condition that is looked at after every step of the run or of one phase.
struct StopCondition {
    std::function<void()> begin;  ///< counts start at 0
    Network::Condition holds;
};

/// Compiles `t > 100*ms`, `P.v[3] > 0*mV`, `count(P.spikes) >= 1000`: the time, parameters, shared
/// variables, variables of single neurons, and numbers of spikes or other events since the
/// beginning. Schedules the counting.
[[nodiscard]] StopCondition build_stop_condition(Model& model, const SourceSpan& text,
                                                 const std::string& path);

}  // namespace brian
