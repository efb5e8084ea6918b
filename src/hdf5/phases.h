#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/recording.h"
#include "hdf5/column.h"

namespace brian {

/// The phases of a run as they were carried out: /phases/{start, stop, dt, n_steps, place}, a row
/// each. The place of a phase in the model file is the line of that number of the attribute
/// `places`. All functions throw Hdf5Error.
class PhaseList {
  public:
    /// places: those known from earlier segments of the file.
    PhaseList(hid_t file, std::vector<std::string> places);
    void begin(const PhaseInfo& phase);
    /// stop: [s].
    void end(double stop, std::int64_t n_steps);
    void flush();
    [[nodiscard]] const std::vector<std::string>& places() const { return paths_; }

  private:
    [[nodiscard]] std::uint32_t place_of(const std::string& path);

    Handle group_;
    DatasetColumn<double> start_, stop_, dt_;
    DatasetColumn<std::uint64_t> n_steps_;
    DatasetColumn<std::uint32_t> place_;
    std::vector<std::string> paths_;
};

}  // namespace brian
