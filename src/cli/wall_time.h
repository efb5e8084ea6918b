#pragma once

#include <optional>
#include <string>

namespace brian {

/// A length of time on the clock on the wall, in seconds: "23h50m", "1d12h", "90s", "1.5h"; or as
/// Slurm writes it: "1-12:00:00" (days-hours:minutes:seconds), "1-12:00", "1-12", "23:50:00".
/// Nothing when it is none of these, or not longer than 0 s.
[[nodiscard]] std::optional<double> wall_time(const std::string& text);

}  // namespace brian
