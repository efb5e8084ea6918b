#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compile/compile.h"
#include "engine/memory_recording.h"
#include "yaml/files.h"

namespace brian::test {

/// "configs/stdp.yaml", and what --set would say: "run.duration=1 s".
struct ModelFile {
    std::string path;
    std::vector<std::string> changes;
};

/// A model that was read, compiled and run to its end, with what its monitors recorded. The text is
/// that of a model file without its first key, `brian-run: 1`; mistakes in it are thrown with all
/// their text.
class Ran {
  public:
    /// The seed stands for that of the command line.
    Ran(const std::string& text, Backend backend, std::uint64_t seed = 1);
    Ran(const std::string& text, const CompileOptions& options);
    /// A model of the repository, with changes of it as on the command line.
    Ran(const ModelFile& model, const CompileOptions& options);
    /// The same, with the model in a folder that holds files which it reads.
    Ran(const std::string& text, Backend backend, const Folder& folder, std::uint64_t seed = 1);

    /// Values [SI] of one recorded neuron in the order of time.
    [[nodiscard]] std::vector<double> trace(const std::string& monitor, const std::string& variable,
                                            std::size_t place = 0) const;
    /// Values [SI] of all recorded neurons in one frame.
    [[nodiscard]] std::vector<double> frame(const std::string& monitor, const std::string& variable,
                                            std::size_t number) const;
    /// Values [SI] of all recorded neurons in the last frame.
    [[nodiscard]] std::vector<double> last(const std::string& monitor,
                                           const std::string& variable) const;
    /// Steps in which a neuron fired.
    [[nodiscard]] std::vector<std::int64_t> spike_steps(const std::string& monitor,
                                                        std::uint64_t neuron = 0) const;
    [[nodiscard]] const MemoryRecording& recording() const { return recording_; }
    /// The messages of all warnings.
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

  private:
    void run(CompiledModel& model, const Diagnostics& diagnostics);
    MemoryRecording recording_;
    std::vector<std::string> warnings_;
    double dt_ = 0.0;  // s
};

/// What --explain says of one object of a model ("connections.S"), a text for each heading.
[[nodiscard]] std::vector<std::string> explained(const std::string& text, const std::string& path);

/// All that is wrong with a model, as the user sees it; empty when nothing is.
[[nodiscard]] std::string mistakes_in(const std::string& text);

}  // namespace brian::test
