#include "hdf5/spikes_text.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <sys/file.h>

#include "base/error.h"
#include "base/format.h"
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

SpikesText::SpikesText(const SeriesInfo& info, const ResultsOptions& options)
    : name_(beside(options.file_name, info.file)), existing_(options.existing) {
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
    // Held while it is written, so that no other run takes it for the rest of a failed one.
    (void)::flock(::fileno(file_.get()), LOCK_EX | LOCK_NB);
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
