#pragma once

#include <optional>

#include "cli/loaded_model.h"
#include "cli/options.h"

namespace brian {

/// What ends a run early, or asks it for a checkpoint: signals and the clock on the wall.
class Interruptions {
  public:
    Interruptions(const Options& options, SteadyClock::time_point program_start);

    enum class Wish { GoOn, Checkpoint, CheckpointAndStop, Stop };
    [[nodiscard]] Wish wish() const;
    /// A checkpoint has been written.
    void note_checkpoint() { last_ = SteadyClock::now(); }
    /// With a checkpoint: why the run has ended; and the exit code for that.
    [[nodiscard]] std::string reason() const;
    [[nodiscard]] int exit_code() const;

  private:
    [[nodiscard]] bool time_is_up() const;

    std::optional<double> limit_;  // [s] of the whole program
    std::optional<double> every_;  // [s]
    bool checkpoints_;             // are wanted
    SteadyClock::time_point start_;
    SteadyClock::time_point last_;
};

}  // namespace brian
