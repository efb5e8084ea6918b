#include "cli/interruptions.h"

#include <csignal>

#include "base/format.h"
#include "cli/exit_codes.h"
#include "cli/signals.h"

namespace brian {

Interruptions::Interruptions(const Options& options, SteadyClock::time_point program_start)
    : limit_(options.time_limit),
      every_(options.checkpoint_every),
      checkpoints_(limit_ || every_ || options.resume),
      start_(program_start),
      last_(SteadyClock::now()) {}

bool Interruptions::time_is_up() const {
    return limit_ && since(start_) >= *limit_;
}

Interruptions::Wish Interruptions::wish() const {
    if (const std::optional<int> signal = stop_signal())
        return checkpoints_ || signal == SIGUSR1 ? Wish::CheckpointAndStop : Wish::Stop;
    if (time_is_up()) return Wish::CheckpointAndStop;
    return every_ && since(last_) >= *every_ ? Wish::Checkpoint : Wish::GoOn;
}

std::string Interruptions::reason() const {
    const std::optional<int> signal = stop_signal();
    if (signal == SIGINT) return "interrupted";
    if (signal == SIGTERM) return "stopped by SIGTERM";
    if (signal == SIGUSR1) return "stopped by SIGUSR1";
    return time_is_up() ? "stopped by the time limit" : "stopped";
}

int Interruptions::exit_code() const {
    return stop_signal() == SIGINT ? brian::exit_code::interrupted : brian::exit_code::suspended;
}

}  // namespace brian
