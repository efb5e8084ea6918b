#pragma once

#include <cstdint>
#include <vector>

#include "components/monitors/monitor_types.h"

namespace brian {

/// Time and neuron of every spike (or custom event), with the values of variables at that moment.
class SpikeLog : public Monitor {
  public:
    SpikeLog(SeriesInfo info, Watched of, std::vector<WatchedVariable> variables);
    void open(Recording& recording) override;
    void record(std::int64_t step) override;
    void flush() override;
    void finish(std::int64_t /*n_steps*/) override { flush(); }
    void list_state(const std::string& /*path*/, StateList& /*items*/) override {}

  private:
    void sample_variables();

    SeriesInfo info_;
    Watched of_;
    std::vector<WatchedVariable> variables_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint32_t> fired_;
    std::vector<std::uint32_t> places_;  // of those that fired, in the columns of the variables
    std::vector<double> times_;
    std::vector<std::uint64_t> ids_;
    std::vector<std::vector<double>> values_;  // of each variable
};

/// The monitor for the spikes in `input.of`, with the variables that the key `variables` lists.
[[nodiscard]] std::unique_ptr<Monitor> make_spike_log(const MonitorInput& input,
                                                      SeriesInfo::Kind kind);

/// The key `variables` of spikes and events.
[[nodiscard]] FieldSchema variables_at_spikes_key();

}  // namespace brian
