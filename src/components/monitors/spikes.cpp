#include <utility>

#include "base/format.h"
#include "components/monitors/monitor_types.h"

namespace brian {
namespace {

/// Time and neuron of every spike.
class SpikesMonitor : public Monitor {
  public:
    SpikesMonitor(SeriesInfo info, Watched of) : info_(std::move(info)), of_(std::move(of)) {}

    void open(Recording& recording) override {
        recording_ = &recording;
        series_ = recording.open(info_);
    }

    void record(std::int64_t step) override {
        fired_.clear();
        of_.spikes.collect(step, fired_);
        if (fired_.empty()) return;
        const double t = static_cast<double>(step) * of_.clock->dt();
        times_.insert(times_.end(), fired_.size(), t);
        for (const std::uint32_t neuron : fired_) ids_.push_back(of_.ids[neuron]);
        if (times_.size() >= values_held_back) flush();
    }

    void flush() override {
        if (!times_.empty()) recording_->append_spikes(series_, times_, ids_);
        times_.clear();
        ids_.clear();
    }

    void finish(std::int64_t /*n_steps*/) override { flush(); }
    void list_state(const std::string& /*path*/, StateList& /*items*/) override {}

  private:
    SeriesInfo info_;
    Watched of_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint32_t> fired_;
    std::vector<double> times_;
    std::vector<std::uint64_t> ids_;
};

}  // namespace

MonitorParts make_spikes_monitor(const MonitorInput& input) {
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Spikes);
    info.units = "ms";
    info.unit_size = 1e-3;
    info.description = format("spikes of {}", input.of.name);
    // After the thresholds, before synapses and resets act.
    return {std::make_unique<SpikesMonitor>(std::move(info), input.of),
            {Slot::Thresholds, Phase::At},
            1};
}

FieldVariant spikes_monitor_schema() {
    return {.type = "spikes", .description = "time and neuron of every spike", .fields = {}};
}

}  // namespace brian
