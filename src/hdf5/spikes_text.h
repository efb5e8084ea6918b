#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>

#include "engine/recording.h"
#include "hdf5/series_group.h"
#include "hdf5/write_results.h"

namespace brian {

/// Spikes in a text file of their own, a line `neuron, time [s]` each. Like the results file it is
/// written as NAME.part and gets its name when the run is complete. All functions throw
/// OutputError.
class SpikesText {
  public:
    /// The name of the file counts from the folder of the results, unless it is absolute.
    SpikesText(const SeriesInfo& info, const SeriesPast& past, const ResultsOptions& options);
    void append_spikes(std::span<const double> times, std::span<const std::uint64_t> ids);
    void flush();
    /// For a checkpoint: all is on the disk then.
    void note_in(SeriesPast& past);
    /// Gives the finished file its name.
    void publish();
    /// Whether that series would write the same file.
    [[nodiscard]] bool clashes_with(const SeriesInfo& info, const ResultsOptions& options) const;

  private:
    struct Closer {
        void operator()(std::FILE* file) const { (void)std::fclose(file); }
    };
    void create(const SeriesInfo& info);
    void go_on(const SeriesPast& past);
    [[noreturn]] void fail() const;

    std::string name_;
    ResultsOptions::Existing existing_;
    std::unique_ptr<std::FILE, Closer> file_;
};

}  // namespace brian
