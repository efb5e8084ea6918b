#pragma once

#include <chrono>
#include <csignal>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace brian {

/// Processes of this program that run side by side and are waited for. They end when this one does,
/// however that comes about, and are not reached by the Ctrl-C that reaches it.
/// SIGINT, SIGTERM and SIGCHLD are held back in this process while a pool lives, and are told by
/// wait().
class ProcessPool {
  public:
    ProcessPool();
    ProcessPool(const ProcessPool&) = delete;
    ProcessPool& operator=(const ProcessPool&) = delete;
    /// Kills what still runs.
    ~ProcessPool();

    /// Starts this program with these arguments (the first is its name), stdout and stderr going to
    /// a new file, or to ours when `log` is empty. `id` is what wait() calls it. Throws
    /// OutputError.
    void start(std::size_t id, const std::vector<std::string>& arguments, const std::string& log);

    struct Ended {
        std::size_t id = 0;
        int exit_code = 0;  ///< 128 + signal when a signal has ended it
    };
    struct Events {
        std::vector<Ended> ended;
        std::optional<int> signal;  ///< SIGINT or SIGTERM that came to this process
    };
    /// What has happened, as soon as something has, or after that time.
    [[nodiscard]] Events wait(std::chrono::milliseconds at_most);

    [[nodiscard]] std::size_t running() const { return running_.size(); }
    void send(int signal_number) const;

  private:
    void collect(Events& events);

    sigset_t watched_{};
    sigset_t before_{};
    std::map<pid_t, std::size_t> running_;
};

/// The file of the program that runs now.
[[nodiscard]] std::string own_program();
/// How many processors it may use.
[[nodiscard]] unsigned processors();

}  // namespace brian
