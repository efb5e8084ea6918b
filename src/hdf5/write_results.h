#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/checkpoint.h"
#include "engine/recording.h"
#include "engine/saved_network.h"
#include "hdf5/saved_state.h"

namespace brian {

/// Raised whenever a definition in math/ changes: results are equal bit for bit within one.
inline constexpr std::uint32_t numerics_version = 2;

/// What a results file says about how it was made; written as attributes of /provenance.
using Provenance = std::vector<std::pair<std::string, std::string>>;

struct ResultsOptions {
    std::string file_name;  ///< final name; written as file_name + ".part" until complete
    enum class Existing { Refuse, Replace };
    Existing existing = Existing::Refuse;
    int trace_compression = 0;  ///< gzip level of traces; 0 none
    double dt = 0.0;            ///< [s]
    std::int64_t n_steps = 0;   ///< planned
    enum class Phases { One, Several };
    Phases phases = Phases::One;  ///< several: spikes tell theirs, and all are listed
    std::uint64_t seed = 0;
    std::string model_sha256{};
    std::string title{};        ///< of the model; left out when empty
    std::string description{};  ///< of the model; left out when empty
};

/// A group or stimulus and what it has done in a run; the group /populations/NAME.
struct PopulationFacts {
    std::string name;
    std::uint64_t n_neurons = 0;
    std::uint64_t spikes = 0;
};

/// The results file of one run (design: results-file). Created by open_results as NAME.part with
/// status "running"; the destructor closes it as it is. All errors are OutputError.
/// The attributes n_steps and duration_ms tell what was planned until close() knows what was done;
/// n_steps_planned stays.
class ResultsFile : public Recording {
  public:
    /// "complete": also fsync and rename to the final name; "stopped": likewise; "failed": stays
    /// .part.
    virtual void close(const std::string& status, std::int64_t steps_done,
                       const Provenance& provenance) = 0;
    /// To be called before close(): how many spikes there were, recorded or not.
    virtual void set_populations(const std::vector<PopulationFacts>& populations) = 0;
    /// Writes a checkpoint, safely: the results until now become a closed segment of the file, and
    /// what follows goes to the next, if the run goes on. close() joins the segments and removes
    /// all checkpoints.
    virtual void save(const CheckpointTexts& texts, const StateList& state,
                      AfterCheckpoint after) = 0;
    /// Writes the network: each of the pieces is asked to hand itself over.
    virtual void write_network(const std::vector<std::function<void(NetworkSink&)>>& pieces) = 0;
    /// Name under which the file now stands.
    [[nodiscard]] virtual std::string current_name() const = 0;
};

/// Checks that the file can be created before anything runs. Throws OutputError (CannotCreate).
/// saved: the checkpoint after which it goes on; then what was being recorded is to be opened again
/// first, up to go_on().
[[nodiscard]] std::unique_ptr<ResultsFile> open_results(const ResultsOptions& options,
                                                        const Provenance& provenance,
                                                        const SavedState* saved = nullptr);

/// Version of the HDF5 library in use.
[[nodiscard]] std::string hdf5_version();

}  // namespace brian
