#include "hdf5/spikes_text.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <sys/file.h>

#include "base/error.h"
#include "base/format.h"
#include "hdf5/disk.h"
#include "hdf5/output_name.h"

namespace brian {

namespace {

std::string beside(const std::string& results, const std::string& file) {
    return (std::filesystem::path(results).parent_path() / file).string();
}

std::string reason() {
    return std::generic_category().message(errno);
}

}  // namespace

SpikesText::SpikesText(const SeriesInfo& info, const SeriesPast& past,
                       const ResultsOptions& options)
    : name_(beside(options.file_name, info.file)), existing_(options.existing) {
    if (past.n_bytes > 0)
        go_on(past);
    else
        create(info);
    // Held while it is written, so that no other run takes it for the rest of a failed one.
    (void)::flock(::fileno(file_.get()), LOCK_EX | LOCK_NB);
}

void SpikesText::create(const SeriesInfo& info) {
    try {
        prepare_output(name_, existing_);
    } catch (const OutputError& problem) {
        throw OutputError(problem.kind(), problem.what(),
                          format("choose another file for monitors.{}, or replace it with "
                                 "-f/--force",
                                 info.monitor));
    }
    file_.reset(std::fopen(part_name(name_).c_str(), "we"));
    if (file_ == nullptr)
        throw OutputError(OutputError::Kind::CannotCreate,
                          format("cannot create '{}': {}", name_, reason()));
}

/// What was written after the checkpoint is cut off, and will be written again.
void SpikesText::go_on(const SeriesPast& past) {
    const std::string part = part_name(name_);
    std::error_code error;
    const std::uintmax_t length = std::filesystem::file_size(part, error);
    if (error || length < past.n_bytes)
        throw OutputError(OutputError::Kind::CannotRead,
                          format("the checkpoint goes on from '{}', {}", part,
                                 error ? "which is not there" : "which has been cut short"),
                          "start from the beginning with -f/--force and without --resume");
    std::filesystem::resize_file(part, past.n_bytes, error);
    file_.reset(std::fopen(part.c_str(), "ae"));
    if (error || file_ == nullptr)
        throw OutputError(OutputError::Kind::CannotCreate,
                          format("cannot write '{}': {}", part, reason()));
}

void SpikesText::note_in(SeriesPast& past) {
    flush();
    sync_file(part_name(name_));
    past.n_bytes = std::filesystem::file_size(part_name(name_));
}

void SpikesText::append_spikes(std::span<const double> times, std::span<const std::uint64_t> ids) {
    std::string lines;
    for (std::size_t k = 0; k < times.size(); ++k) lines += format("{}, {}\n", ids[k], times[k]);
    if (std::fwrite(lines.data(), 1, lines.size(), file_.get()) != lines.size()) fail();
}

void SpikesText::flush() {
    if (std::fflush(file_.get()) != 0) fail();
}

void SpikesText::publish() {
    flush();
    publish_output(name_, existing_);
}

bool SpikesText::clashes_with(const SeriesInfo& info, const ResultsOptions& options) const {
    return std::filesystem::path(beside(options.file_name, info.file)).lexically_normal()
           == std::filesystem::path(name_).lexically_normal();
}

void SpikesText::fail() const {
    throw OutputError(OutputError::Kind::WriteFailed, format("writing '{}': {}", name_, reason()));
}

}  // namespace brian
