#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "components/monitors/trace_buffer.h"

namespace brian {

/// Mean, variance (unbiased, as in Brian 1) and standard deviation of each neuron's samples,
/// updated one sample at a time (Welford 1962, Technometrics 4:419).
class RunningStatistics {
  public:
    RunningStatistics(SeriesInfo info, RecordedValues from);
    void open(Recording& recording);
    void sample();
    /// Hands over the frames mean, var and std; var and std of fewer than two samples are NaN.
    void finish();
    void list_state(const std::string& path, StateList& items);

  private:
    SeriesInfo info_;
    RecordedValues from_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::int64_t n_ = 0;  // samples
    std::vector<double> mean_;
    std::vector<double> squares_;  // sums of squared deviations from the mean
    std::vector<double> now_;      // scratch
};

}  // namespace brian
