#include <utility>

#include "base/format.h"
#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"

namespace brian {
namespace {

/// Number of spikes of all neurons together.
class PopulationCountMonitor : public Monitor {
  public:
    PopulationCountMonitor(SeriesInfo info, SpikeView spikes)
        : info_(std::move(info)), spikes_(std::move(spikes)) {}

    void open(Recording& recording) override {
        recording_ = &recording;
        series_ = recording.open(info_);
        total_ = 0;
    }

    void record(std::int64_t step) override {
        fired_.clear();
        spikes_.collect(step, fired_);
        total_ += std::ssize(fired_);
    }

    void flush() override {}

    void finish(std::int64_t /*n_steps*/) override {
        recording_->set_number(series_, "total", static_cast<double>(total_));
    }

    void list_state(const std::string& path, StateList& items) override {
        items.push_back({path + ".total", &total_});
    }

  private:
    SeriesInfo info_;
    SpikeView spikes_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint32_t> fired_;
    std::int64_t total_ = 0;
};

}  // namespace

MonitorParts make_population_count_monitor(const MonitorInput& input) {
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Counts);
    info.description = format("number of spikes of {}", input.of.name);
    return {std::make_unique<PopulationCountMonitor>(std::move(info), input.of.spikes),
            {Slot::Thresholds, Phase::At},
            1};
}

FieldVariant population_count_monitor_schema() {
    return with_timing({.type = "population_count",
                        .description = "number of spikes of all neurons together",
                        .fields = {}},
                       "thresholds", "1");
}

}  // namespace brian
