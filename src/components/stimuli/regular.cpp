#include <algorithm>
#include <numeric>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "components/stimuli/stimulus_types.h"
#include "engine/steps.h"

namespace brian {
namespace {

constexpr double shortest_interval = 1.0 - 1e-9;  // of dt: 10 kHz at 0.1 ms are not refused

/// Neurons that fire at equal intervals: neuron i at start + (n + phase_i) interval, n = 0, 1 ...
class Regular : public Stimulus {
  public:
    struct Timing {
        double start = 0.0;     ///< [s]
        double interval = 0.0;  ///< [s]
        double dt = 0.0;        ///< [s]
    };

    /// phases: of each neuron, in [0, 1).
    Regular(Timing timing, std::vector<double> phases)
        : timing_(timing), phases_(std::move(phases)), order_(phases_.size()) {
        std::iota(order_.begin(), order_.end(), 0U);
        std::stable_sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) {
            return phases_[a] < phases_[b];
        });
    }

    void fire(std::int64_t step, std::vector<std::uint32_t>& spikes) override {
        const auto n_before = std::ssize(spikes);
        for (std::int64_t due = next_step(); due <= step; due = next_step()) {
            if (due == step) spikes.push_back(next_neuron());
            ++next_;
        }
        std::sort(spikes.begin() + n_before, spikes.end());
    }

    void change_dt(double dt, std::int64_t /*step*/) override { timing_.dt = dt; }

    void list_state(const std::string& path, StateList& items) override {
        items.push_back({path + ".next", &next_});
    }

  private:
    [[nodiscard]] std::uint32_t next_neuron() const {
        return order_[static_cast<std::size_t>(next_ % std::ssize(order_))];
    }
    [[nodiscard]] std::int64_t next_step() const {
        const std::int64_t cycle = next_ / std::ssize(order_);
        const double n_intervals = static_cast<double>(cycle) + phases_[next_neuron()];
        const double t = timing_.start + n_intervals * timing_.interval;
        return bin_of(t, timing_.dt);
    }

    Timing timing_;
    std::vector<double> phases_;
    std::vector<std::uint32_t> order_;  // neurons by phase
    std::int64_t next_ = 0;             // number of the next spike of the whole source
};

double interval_of(const Fields& fields, double dt) {
    const auto rate = fields.optional_quantity("rate", dimensions::hertz());
    const auto interval = fields.optional_quantity("interval", dimensions::second());
    if (rate.has_value() == interval.has_value())
        throw ModelError({.message = "a regular source needs either 'rate' or 'interval'",
                          .where = fields.where(),
                          .path = fields.path()});
    const Value& given = fields.need(rate ? "rate" : "interval");
    if (!(rate.value_or(1.0) > 0.0)) refuse(given, "the rate must be positive");
    const double length = rate ? 1.0 / *rate : *interval;
    if (!(length >= shortest_interval * dt))
        refuse(given, format("the interval of {} is shorter than dt = {}", time_text(length),
                             time_text(dt)));
    return length;
}

std::vector<double> phases_of(const Fields& fields, std::uint32_t size) {
    const Value* given = fields.find("phase");
    if (given == nullptr) return std::vector<double>(size, 0.0);
    std::vector<double> phases = fields.values().is_constant(*given)
                                     ? std::vector<double>(size, fields.quantity("phase", {}))
                                     : fields.array("phase", {}).values;
    if (phases.size() != size)
        refuse(*given, format("{} phases for {} neurons", phases.size(), size));
    for (const double phase : phases)
        if (!(phase >= 0.0 && phase < 1.0))
            refuse(*given, format("a phase must be at least 0 and less than 1, not {:g}", phase),
                   "a phase is a fraction of the interval");
    return phases;
}

}  // namespace

StimulusParts make_regular_stimulus(const StimulusInput& input) {
    const Fields fields = fields_of(input);
    const std::uint32_t size = fields.size("size");
    Regular::Timing timing;
    for (const double dt : input.dts) timing.interval = interval_of(fields, dt);
    timing.start = fields.optional_quantity("start", dimensions::second()).value_or(0.0);
    timing.dt = input.dt();
    if (!(timing.start >= 0.0)) refuse(fields.need("start"), "the start must not be negative");
    return {size, std::make_unique<Regular>(timing, phases_of(fields, size))};
}

FieldVariant regular_stimulus_schema() {
    return {.type = "regular",
            .description = "spikes at equal intervals; give either rate or interval",
            .fields = {source_size_key(),
                       {.key = "rate",
                        .shapes = {Shape::Quantity},
                        .description = "spikes a second of each neuron",
                        .example = "20 Hz"},
                       {.key = "interval",
                        .shapes = {Shape::Quantity},
                        .description = "time between two spikes of a neuron",
                        .example = "50 ms"},
                       {.key = "start",
                        .shapes = {Shape::Quantity},
                        .description = "time of the first spike of phase 0",
                        .example = "10 ms",
                        .default_value = "0 ms"},
                       {.key = "phase",
                        .shapes = {Shape::Expression, Shape::Values, Shape::Data},
                        .description = "how much later a neuron fires, in intervals from 0 to 1: "
                                       "one value, or one per neuron",
                        .example = "[0, 0.25, 0.5, 0.75]",
                        .default_value = "0"}}};
}

}  // namespace brian
