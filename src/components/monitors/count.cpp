#include <algorithm>
#include <numeric>
#include <utility>

#include "base/format.h"
#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"

namespace brian {
namespace {

/// Number of spikes of each neuron.
class CountMonitor : public Monitor {
  public:
    CountMonitor(SeriesInfo info, Watched of)
        : info_(std::move(info)), of_(std::move(of)), counts_(of_.ids.size(), 0) {}

    void open(Recording& recording) override {
        recording_ = &recording;
        series_ = recording.open(info_);
        std::fill(counts_.begin(), counts_.end(), 0);
    }

    void record(std::int64_t step) override {
        fired_.clear();
        of_.spikes.collect(step, fired_);
        for (const std::uint32_t neuron : fired_) ++counts_[neuron];
    }

    void flush() override {}

    void finish(std::int64_t /*n_steps*/) override {
        const std::vector<double> values(counts_.begin(), counts_.end());
        recording_->append(series_, values);
        recording_->set_number(series_, "total",
                               std::accumulate(values.begin(), values.end(), 0.0));
    }

    void list_state(const std::string& path, StateList& items) override {
        items.push_back({path + ".counts", &counts_});
    }

  private:
    SeriesInfo info_;
    Watched of_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint32_t> fired_;
    std::vector<std::uint64_t> counts_;
};

}  // namespace

MonitorParts make_count_monitor(const MonitorInput& input) {
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Counts);
    info.ids = input.of.ids;
    info.description = format("number of spikes of each neuron of {}", input.of.name);
    return {std::make_unique<CountMonitor>(std::move(info), input.of),
            {Slot::Thresholds, Phase::At},
            1};
}

FieldVariant count_monitor_schema() {
    return with_timing({.type = "count",
                        .description = "number of spikes of each neuron, and their total",
                        .fields = {}},
                       "thresholds", "1");
}

}  // namespace brian
