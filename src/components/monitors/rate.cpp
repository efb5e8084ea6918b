#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"
#include "components/monitors/smoother.h"
#include "engine/steps.h"

namespace brian {
namespace {

/// Spikes per neuron and time, in bins.
class RateMonitor : public Monitor {
  public:
    RateMonitor(SeriesInfo info, Watched of, std::int64_t bin_steps, Smoother smoother)
        : info_(std::move(info)),
          of_(std::move(of)),
          bin_steps_(bin_steps),
          smoother_(std::move(smoother)) {}

    void open(Recording& recording) override {
        recording_ = &recording;
        info_.start = of_.clock->t();
        series_ = recording.open(info_);
        n_spikes_ = 0;
        n_steps_ = 0;
        smoother_.restart();
    }

    void record(std::int64_t step) override {
        fired_.clear();
        of_.spikes.collect(step, fired_);
        n_spikes_ += std::ssize(fired_);
        if (++n_steps_ < bin_steps_) return;
        const double n_neurons = static_cast<double>(of_.ids.size());
        smoother_.push(static_cast<double>(n_spikes_) / (info_.interval * n_neurons), rates_);
        n_spikes_ = 0;
        n_steps_ = 0;
        if (rates_.size() >= values_held_back) flush();
    }

    void flush() override {
        if (!rates_.empty()) recording_->append(series_, rates_);
        rates_.clear();
    }

    /// A bin that is not full is left out: its rate would not be comparable.
    void finish(std::int64_t /*n_steps*/) override {
        smoother_.finish(rates_);
        flush();
    }

    void list_state(const std::string& path, StateList& items) override {
        items.push_back({path + ".n_spikes", &n_spikes_});
        items.push_back({path + ".n_steps", &n_steps_});
        smoother_.list_state(path, items);
    }

  private:
    SeriesInfo info_;
    Watched of_;
    std::int64_t bin_steps_;
    Smoother smoother_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint32_t> fired_;
    std::int64_t n_spikes_ = 0;  // in the bin so far
    std::int64_t n_steps_ = 0;   // of the bin so far
    std::vector<double> rates_;  // [Hz]
};

std::int64_t bin_steps_of(const Fields& fields, double dt) {
    const auto bin = fields.optional_quantity("bin", dimensions::second());
    if (!bin) return 1;
    const Value& value = fields.need("bin");
    const std::int64_t steps = delay_steps(*bin, dt);
    if (!(*bin > 0.0) || steps < 1)
        refuse(value,
               format("a bin of {} is shorter than dt = {}", time_text(*bin), time_text(dt)));
    if (!is_multiple(*bin, dt))
        fields.warn(value, format("the bin of {} is no multiple of dt = {}: bins of {} are used",
                                  time_text(*bin), time_text(dt),
                                  time_text(static_cast<double>(steps) * dt)));
    return steps;
}

/// bin: [s].
Smoother smoother_of(const Fields& fields, double bin) {
    const Value* smoothing = fields.find("smoothing");
    if (smoothing == nullptr) return Smoother({1.0});
    const Fields keys(*smoothing, smoothing->where, smoothing->path, fields.values());
    const double width = keys.quantity("width", dimensions::second());
    if (!(width > 0.0)) refuse(keys.need("width"), "the width must be positive");
    const bool gaussian = keys.choice("window", {"gaussian", "flat"}, "gaussian") == 0;
    return Smoother(gaussian ? gaussian_window(width / bin) : flat_window(width / bin));
}

}  // namespace

MonitorParts make_rate_monitor(const MonitorInput& input) {
    const Fields fields = fields_of(input);
    const double dt = input.of.clock->dt();
    const std::int64_t bin_steps = bin_steps_of(fields, dt);
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Rate);
    info.units = "Hz";
    info.interval = static_cast<double>(bin_steps) * dt;
    info.description =
        format("{}firing rate of {}", fields.find("smoothing") == nullptr ? "" : "smoothed ",
               input.of.name);
    Smoother smoother = smoother_of(fields, info.interval);
    return {
        std::make_unique<RateMonitor>(std::move(info), input.of, bin_steps, std::move(smoother)),
        {Slot::End, Phase::At},
        0};
}

FieldVariant rate_monitor_schema() {
    return with_timing(
        {.type = "rate",
         .description = "spikes per neuron and second, in bins; a last bin that is not full is "
                        "left out",
         .fields = {{.key = "bin",
                     .shapes = {Shape::Quantity},
                     .description = "width of a bin, a multiple of dt; dt when left out",
                     .example = "5 ms"},
                    {.key = "smoothing",
                     .shapes = {Shape::Fields},
                     .description = "averages the rate over neighbouring bins",
                     .example = "{window: gaussian, width: 5 ms}",
                     .fields = {{.key = "window",
                                 .shapes = {Shape::Choice},
                                 .description = "shape of the average",
                                 .example = "flat",
                                 .default_value = "gaussian",
                                 .choices = {"gaussian", "flat"}},
                                {.key = "width",
                                 .shapes = {Shape::Quantity},
                                 .description = "standard deviation of the gaussian window "
                                                "(cut at twice that), whole width of the flat "
                                                "one",
                                 .example = "5 ms",
                                 .required = true}}}}},
        "end", "0");
}

}  // namespace brian
