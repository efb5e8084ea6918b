#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tools/process_pool.h"
#include "tools/sweep_store.h"

namespace brian {

/// One run of a sweep: its names, and how it came out.
struct SweepRun {
    std::string stem;    ///< "00007-9f3ac1d2"
    std::string sha256;  ///< of its resolved model
    RunRecord record;
};

/// How a sweep stands.
struct SweepCounts {
    std::size_t total = 0;     ///< runs that it was to do
    std::size_t finished = 0;  ///< of them, whatever came of it
    std::size_t failed = 0;
    std::size_t running = 0;
};

struct SweepSettings {
    unsigned processes = 1;
    enum class AfterFailure { KeepGoing, Stop };
    AfterFailure after_failure = AfterFailure::KeepGoing;
    /// The command line of a run, from the name of the program on.
    std::function<std::vector<std::string>(std::size_t run)> arguments;
    std::function<void(const SweepCounts&)> show;           ///< called often
    std::function<void(const std::string& text)> complain;  ///< of a run that failed
};

/// What came of the runs that were to be done.
struct SweepOutcome {
    SweepCounts counts;
    std::optional<int> signal;  ///< that has stopped it
    /// A run found the disk full, or its model changed: the other runs were not begun.
    std::optional<int> gave_up;  ///< exit code
};

/// Does the runs `to_do` of a sweep, several at a time, and keeps index.csv up to date.
[[nodiscard]] SweepOutcome do_runs(const SweepStore& store, const SweepSettings& settings,
                                   const std::vector<std::size_t>& to_do,
                                   std::vector<SweepRun>& runs,
                                   const std::function<void()>& write_index);

}  // namespace brian
