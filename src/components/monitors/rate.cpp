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

/// How a rate is averaged over neighbouring bins.
struct Smoothing {
    enum class Window { None, Gaussian, Flat };
    Window window = Window::None;
    double width = 0.0;  ///< [s]

    /// bin: [s].
    [[nodiscard]] Smoother smoother(double bin) const {
        if (window == Window::None) return Smoother({1.0});
        return Smoother(window == Window::Gaussian ? gaussian_window(width / bin)
                                                   : flat_window(width / bin));
    }
};

/// Spikes per neuron and time, in bins.
class RateMonitor : public Monitor {
  public:
    RateMonitor(SeriesInfo info, Watched of, Interval bin, Smoothing smoothing)
        : info_(std::move(info)), of_(std::move(of)), bin_(bin), smoothing_(smoothing) {}

    void open(Recording& recording) override {
        recording_ = &recording;
        bin_steps_ = bin_.steps(of_.clock->dt());
        info_.start = of_.clock->t();
        info_.interval = static_cast<double>(bin_steps_) * of_.clock->dt();
        series_ = recording.open(info_);
        n_spikes_ = 0;
        n_steps_ = 0;
        smoother_ = smoothing_.smoother(info_.interval);
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
    Interval bin_;
    Smoothing smoothing_;
    std::int64_t bin_steps_ = 1;
    Smoother smoother_{{1.0}};
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint32_t> fired_;
    std::int64_t n_spikes_ = 0;  // in the bin so far
    std::int64_t n_steps_ = 0;   // of the bin so far
    std::vector<double> rates_;  // [Hz]
};

Interval bin_key(const Fields& fields, const std::vector<double>& dts) {
    const Interval bin{fields.optional_quantity("bin", dimensions::second())};
    if (!bin.seconds) return bin;
    const Value& value = fields.need("bin");
    for (const double dt : dts) {
        if (!(*bin.seconds > 0.0) || delay_steps(*bin.seconds, dt) < 1)
            refuse(value, format("a bin of {} is shorter than dt = {}", time_text(*bin.seconds),
                                 time_text(dt)));
        if (!is_multiple(*bin.seconds, dt))
            fields.warn(value,
                        format("the bin of {} is no multiple of dt = {}: bins of {} are used",
                               time_text(*bin.seconds), time_text(dt),
                               time_text(static_cast<double>(bin.steps(dt)) * dt)));
    }
    return bin;
}

Smoothing smoothing_of(const Fields& fields) {
    const Value* smoothing = fields.find("smoothing");
    if (smoothing == nullptr) return {};
    const Fields keys(*smoothing, smoothing->where, smoothing->path, fields.values());
    const double width = keys.quantity("width", dimensions::second());
    if (!(width > 0.0)) refuse(keys.need("width"), "the width must be positive");
    const bool gaussian = keys.choice("window", {"gaussian", "flat"}, "gaussian") == 0;
    return {gaussian ? Smoothing::Window::Gaussian : Smoothing::Window::Flat, width};
}

}  // namespace

MonitorParts make_rate_monitor(const MonitorInput& input) {
    const Fields fields = fields_of(input);
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Rate);
    info.units = "Hz";
    info.description =
        format("{}firing rate of {}", fields.find("smoothing") == nullptr ? "" : "smoothed ",
               input.of.name);
    return {std::make_unique<RateMonitor>(std::move(info), input.of, bin_key(fields, input.dts),
                                          smoothing_of(fields)),
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
