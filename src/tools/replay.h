#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/repeatable_run.h"

namespace brian {

/// A folder in which a recorded run can be repeated: the model as it was run, and links to the data
/// that it reads, wherever the model says they are. It goes with this object.
class ReplayFolder {
  public:
    /// Throws OutputError when it cannot be made.
    explicit ReplayFolder(const RepeatableRun& run);
    ReplayFolder(const ReplayFolder&) = delete;
    ReplayFolder& operator=(const ReplayFolder&) = delete;
    ~ReplayFolder();

    [[nodiscard]] std::string model() const { return (home_ / "model.yaml").string(); }
    [[nodiscard]] std::string results() const { return (home_ / "replay.h5").string(); }

  private:
    void link_data(const RepeatableRun& run);

    std::filesystem::path root_;
    std::filesystem::path home_;  // of the model, so deep that `../x` stays inside
};

/// The command that repeats the run in the folder, but for the program itself. options: further
/// ones, as `--engine muparser`. Throws ModelError (Fault::Input) when the run cannot be repeated:
/// it was stopped within a protocol, or never came to its end.
[[nodiscard]] std::vector<std::string> replay_arguments(const RepeatableRun& run,
                                                        const ReplayFolder& folder,
                                                        const std::vector<std::string>& options);

/// Runs a program and waits; returns its exit code, 128 + N when signal N has ended it. Throws
/// OutputError when it cannot be started.
[[nodiscard]] int run_program(const std::string& program,
                              const std::vector<std::string>& arguments);

}  // namespace brian
