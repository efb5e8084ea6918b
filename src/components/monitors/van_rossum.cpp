#include <algorithm>
#include <utility>

#include "base/format.h"
#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"
#include "math/functions.h"

namespace brian {
namespace {

constexpr std::size_t most_neurons = 5000;  // the matrix then takes 200 MB

/// Distances between the spike trains of all pairs of neurons (van Rossum 2001, Neural Comput.
/// 13:751), as in b1:brian/monitor.py: each train drives a trace V, V += 1 at a spike,
/// dV/dt = -V/tau, and d_ij = dt/tau sum over steps of (V_i - V_j)^2.
///
/// Of step k, spikes included, V_i = sum over spikes s of r^(k - s), r = exp(-dt/tau). So
///     sum over K steps of V_i V_j = (C_ij - V_i V_j r^2) / (1 - r^2),
/// C_ij = sum over the pairs of spikes of r^|s - s'|, V that of the last step: only spikes cost
/// time, and nothing of the past is kept.
class VanRossum : public Monitor {
  public:
    VanRossum(SeriesInfo info, Watched of, double tau)
        : info_(std::move(info)),
          of_(std::move(of)),
          tau_(tau),
          traces_(of_.ids.size(), 0.0),
          pairs_(traces_.size() * traces_.size(), 0.0) {}

    void open(Recording& recording) override {
        recording_ = &recording;
        series_ = recording.open(info_);
        std::fill(traces_.begin(), traces_.end(), 0.0);
        std::fill(pairs_.begin(), pairs_.end(), 0.0);
    }

    void record(std::int64_t step) override {
        const double decay = math::exp(-of_.clock->dt() / tau_);
        for (double& trace : traces_) trace *= decay;
        fired_.clear();
        of_.spikes.collect(step, fired_);
        for (const std::uint32_t neuron : fired_) add_spike(neuron);
    }

    void flush() override {}

    void finish(std::int64_t /*n_steps*/) override {
        const std::size_t n = traces_.size();
        std::vector<double> row(n);
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) row[j] = distance(i, j);
            recording_->append_column(series_, 0, row);
        }
        recording_->set_number(series_, "tau_ms", tau_ * 1e3);
    }

    void list_state(const std::string& path, StateList& items) override {
        items.push_back({path + ".traces", &traces_});
        items.push_back({path + ".pairs", &pairs_});
    }

  private:
    /// Every spike so far makes a pair with this one; spikes of this step are in the traces when
    /// they come before it in the list, so that each pair is counted once in either order.
    void add_spike(std::size_t i) {
        const std::size_t n = traces_.size();
        for (std::size_t j = 0; j < n; ++j) {
            if (j == i) continue;
            pairs_[i * n + j] += traces_[j];
            pairs_[j * n + i] += traces_[j];
        }
        // As two neurons with the same spikes would add it, so that their distance is exactly 0.
        pairs_[i * n + i] += traces_[i];
        traces_[i] += 1.0;
        pairs_[i * n + i] += traces_[i];
    }

    /// Sum over all steps of V_i V_j.
    [[nodiscard]] double overlap(std::size_t i, std::size_t j) const {
        const double r2 = math::exp(-2.0 * of_.clock->dt() / tau_);
        return (pairs_[i * traces_.size() + j] - traces_[i] * traces_[j] * r2)
               / -math::expm1(-2.0 * of_.clock->dt() / tau_);
    }

    [[nodiscard]] double distance(std::size_t i, std::size_t j) const {
        const double squares = overlap(i, i) + overlap(j, j) - 2.0 * overlap(i, j);
        return std::max(0.0, of_.clock->dt() / tau_ * squares);
    }

    SeriesInfo info_;
    Watched of_;
    double tau_;  // [s]
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint32_t> fired_;
    std::vector<double> traces_;  // V of each neuron
    std::vector<double> pairs_;   // C, row by row
};

}  // namespace

MonitorParts make_van_rossum_monitor(const MonitorInput& input) {
    const Fields fields = fields_of(input);
    const double tau = fields.optional_quantity("tau", dimensions::second()).value_or(2e-3);
    if (!(tau > 0.0)) refuse(fields.need("tau"), "the time constant must be positive");
    const std::size_t n = input.of.ids.size();
    if (n > most_neurons)
        refuse(*input.spec->fields.find("of"),
               format("distances of {} neurons: {} are the most", n, most_neurons),
               "watch a subgroup");
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Measure);
    info.description = format("van Rossum distances between the spike trains of {}", input.of.name);
    info.ids = input.of.ids;
    info.columns = {{.name = "distance",
                     .description = "van Rossum distance of each pair of neurons",
                     .width = n}};
    return {std::make_unique<VanRossum>(std::move(info), input.of, tau),
            {Slot::Thresholds, Phase::At},
            1};
}

FieldVariant van_rossum_monitor_schema() {
    return with_timing({.type = "van_rossum",
                        .description = "distance of van Rossum between the spike trains of every "
                                       "two neurons",
                        .fields = {{.key = "tau",
                                    .shapes = {Shape::Quantity},
                                    .description = "time constant of the kernel",
                                    .example = "10 ms",
                                    .default_value = "2 ms"}}},
                       "thresholds", "1");
}

}  // namespace brian
