#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "hdf5/write_results.h"
#include "spec/network_spec.h"

namespace brian {

/// What a run was made from and by.
struct Origin {
    const Options* options = nullptr;
    const NetworkSpec* spec = nullptr;
    std::uint64_t seed = 0;
    std::vector<std::string> data_files;  ///< that the model read
    std::string start_utc;                ///< of the first run of the program that was part of it
    std::int64_t n_resumptions = 0;       ///< how often it went on from a checkpoint
    std::string command_lines;            ///< of all these runs, a line each
};

/// The attributes of /provenance that are known when the run starts.
[[nodiscard]] Provenance provenance_at_start(const Origin& origin);
/// SHA-256 of a file's contents.
[[nodiscard]] std::string file_sha256(const std::string& file_name);
/// Those that are known at its end; the hash is that of tools/state_hash.
[[nodiscard]] Provenance provenance_at_end(double wall_seconds, const std::string& state_hash);

/// "2026-11-23T16:00:00Z"
[[nodiscard]] std::string utc_now();

}  // namespace brian
