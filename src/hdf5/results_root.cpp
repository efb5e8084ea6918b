#include "hdf5/results_root.h"

#include <array>

namespace brian {

namespace {

constexpr std::uint32_t format_version = 1;
/// What marks a SONATA file, and the version of SONATA.
constexpr std::uint32_t sonata_magic = 0x0A7A;
constexpr std::array<std::uint32_t, 2> sonata_version{0, 1};

}  // namespace

std::string hint_for(const std::string& reason) {
    if (reason.find("No space left") != std::string::npos
        || reason.find("quota") != std::string::npos) {
        return "make room on the disk, or choose another place with -o/--output";
    }
    if (reason.find("lock file") != std::string::npos) {
        return "if the file system has no locks, set HDF5_USE_FILE_LOCKING=FALSE";
    }
    return {};
}

void write_provenance(hid_t file, const Provenance& provenance) {
    const Handle group = open_group(file, "provenance");
    for (const auto& [name, text] : provenance) set_attribute(group.id(), name, text);
}

void write_length(hid_t file, double duration, std::int64_t n_steps) {
    set_attribute(file, "n_steps", n_steps);
    set_attribute(file, "duration_ms", duration * 1e3);
}

void write_root(hid_t file, const ResultsOptions& options) {
    set_attribute(file, "magic", sonata_magic);
    set_list_attribute<std::uint32_t>(file, "version", sonata_version);
    set_attribute(file, "format", "brian-run");
    set_attribute(file, "format_version", format_version);
    set_attribute(file, "numerics_version", numerics_version);
    set_attribute(file, "status", "running");
    if (!options.title.empty()) set_attribute(file, "title", options.title);
    if (!options.description.empty()) set_attribute(file, "description", options.description);
    set_attribute(file, "dt_ms", options.dt * 1e3);
    set_attribute(file, "n_steps_planned", options.n_steps);
    write_length(file, static_cast<double>(options.n_steps) * options.dt, options.n_steps);
    set_attribute(file, "seed", options.seed);
    set_attribute(file, "model_sha256", options.model_sha256);
}

}  // namespace brian
