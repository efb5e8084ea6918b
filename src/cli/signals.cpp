#include "cli/signals.h"

#include <csignal>

namespace brian {

namespace {

volatile std::sig_atomic_t received = 0;  // the one thing that a signal handler may write

extern "C" void note_signal(int signal_number) {
    received = signal_number;
    // A request for a checkpoint may come twice, through the shell that started the program.
    std::signal(signal_number, signal_number == SIGUSR1 ? SIG_IGN : SIG_DFL);
}

}  // namespace

void catch_stop_signals() {
    std::signal(SIGINT, note_signal);
    std::signal(SIGTERM, note_signal);
    std::signal(SIGUSR1, note_signal);
}

std::optional<int> stop_signal() {
    const int signal_number = received;
    if (signal_number == 0) return std::nullopt;
    return signal_number;
}

}  // namespace brian
