#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "cli/loaded_model.h"
#include "hdf5/saved_state.h"

namespace brian {

/// What earlier runs have left of a run.
struct Resumption {
    bool is_complete = false;  ///< its results are there, which has been said
    std::unique_ptr<SavedState>
        saved{};  ///< the checkpoint to go on from; null: from the beginning
    std::optional<std::uint64_t> seed{};  ///< of that checkpoint
};

/// Looks for a checkpoint or finished results under the name of the results file: with --resume, to
/// go on with them; without, lest they be lost. Throws OutputError when they are there and of
/// another model or seed, and when they would be lost without -f.
///
/// given: the seed that options or model say.
[[nodiscard]] Resumption find_resumption(LoadedModel& model, std::optional<std::uint64_t> given);

/// Throws OutputError unless the data that the model has read are those of the checkpoint.
void need_same_data(const LoadedModel& model, const SavedState& saved);

/// The runs of the program that one run of the model has taken so far.
struct RunHistory {
    std::string command_lines;  ///< a line each
    std::string start_utc;      ///< of the first
    double wall_seconds = 0.0;  ///< of those before this one
    std::int64_t n_resumptions = 0;
};
[[nodiscard]] RunHistory run_history(const LoadedModel& model, const SavedState* saved);

/// What a checkpoint says besides the state.
[[nodiscard]] CheckpointTexts checkpoint_texts(const LoadedModel& model, const RunHistory& history);

}  // namespace brian
