#pragma once

#include <string>
#include <vector>

#include "tools/sweep_plan.h"
#include "tools/sweep_runner.h"

namespace brian {

/// A command for a POSIX shell: what needs quotes gets them.
[[nodiscard]] std::string shell_command(const std::vector<std::string>& arguments);

/// The axes and their values, the first and the last run, for -n.
[[nodiscard]] std::string plan_text(const SweepPlan& plan, const std::vector<SweepRun>& runs);

/// How many of the runs are complete, failed ... as one JSON object.
[[nodiscard]] std::string sweep_json(const std::string& folder, const std::vector<SweepRun>& runs,
                                     double wall_seconds);

}  // namespace brian
