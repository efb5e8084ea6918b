#include <algorithm>
#include <utility>

#include "base/format.h"
#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"

namespace brian {
namespace {

/// Intervals between spikes of the same neuron, counted in bins, all neurons together.
class IsiHistogram : public Monitor {
  public:
    /// bins: lower edges [s], ascending; the last bin has no end.
    IsiHistogram(SeriesInfo info, Watched of, std::vector<double> bins)
        : info_(std::move(info)),
          of_(std::move(of)),
          bins_(std::move(bins)),
          counts_(bins_.size(), 0),
          last_(of_.ids.size(), never) {}

    void open(Recording& recording) override {
        recording_ = &recording;
        series_ = recording.open(info_);
        recording.append_column(series_, 0, bins_);
        std::fill(counts_.begin(), counts_.end(), 0);
        std::fill(last_.begin(), last_.end(), never);
        n_below_ = 0;
    }

    void record(std::int64_t step) override {
        fired_.clear();
        of_.spikes.collect(step, fired_);
        const double t = of_.clock->t();
        // Intervals are multiples of dt up to rounding: one equal to an edge lies above it.
        const double tolerance = 1e-3 * of_.clock->dt();
        for (const std::uint32_t neuron : fired_) {
            if (last_[neuron] != never) count(t - last_[neuron] + tolerance);
            last_[neuron] = t;
        }
    }

    void flush() override {}

    void finish(std::int64_t /*n_steps*/) override {
        recording_->append_column(series_, 1, std::vector<double>(counts_.begin(), counts_.end()));
        recording_->set_number(series_, "below", static_cast<double>(n_below_));
    }

    void list_state(const std::string& path, StateList& items) override {
        items.push_back({path + ".counts", &counts_});
        items.push_back({path + ".last", &last_});
        items.push_back({path + ".n_below", &n_below_});
    }

  private:
    static constexpr double never = -1.0;

    void count(double interval) {
        const auto above = std::upper_bound(bins_.begin(), bins_.end(), interval);
        if (above == bins_.begin())
            ++n_below_;
        else
            ++counts_[static_cast<std::size_t>(above - bins_.begin()) - 1];
    }

    SeriesInfo info_;
    Watched of_;
    std::vector<double> bins_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint32_t> fired_;
    std::vector<std::uint64_t> counts_;
    std::vector<double> last_;  // [s] spike of each neuron
    std::int64_t n_below_ = 0;  // intervals shorter than the first edge
};

std::vector<double> edges_of(const Fields& fields) {
    const Value& value = fields.need("bins");
    std::vector<double> edges = fields.array("bins", dimensions::second()).values;
    if (edges.empty()) refuse(value, "no bin is given");
    for (std::size_t k = 0; k < edges.size(); ++k)
        if (!(edges[k] >= 0.0) || (k > 0 && !(edges[k] > edges[k - 1])))
            refuse(value, "the lower edges of the bins must ascend from 0 ms or more",
                   "write bins: [0 ms, 5 ms, 10 ms, 20 ms]");
    return edges;
}

}  // namespace

MonitorParts make_isi_histogram_monitor(const MonitorInput& input) {
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Histogram);
    info.description = format("intervals between the spikes of each neuron of {}", input.of.name);
    info.columns = {{.name = "bin_start",
                     .units = "ms",
                     .unit_size = 1e-3,
                     .description = "lower edge of each bin; the last bin has no end"},
                    {.name = "count",
                     .description = "number of intervals in each bin, of all neurons together",
                     .number = SeriesColumn::Number::Whole}};
    return {std::make_unique<IsiHistogram>(std::move(info), input.of, edges_of(fields_of(input))),
            {Slot::Thresholds, Phase::At},
            1};
}

FieldVariant isi_histogram_monitor_schema() {
    return with_timing(
        {.type = "isi_histogram",
         .description = "histogram of the intervals between spikes, all neurons together",
         .fields = {{.key = "bins",
                     .shapes = {Shape::Values, Shape::Name, Shape::Data},
                     .description = "lower edges of the bins; the last bin has no end",
                     .example = "[0 ms, 5 ms, 10 ms, 20 ms]",
                     .required = true}}},
        "thresholds", "1");
}

}  // namespace brian
