#include <algorithm>
#include <utility>

#include "base/format.h"
#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"
#include "components/monitors/recorded_neurons.h"
#include "components/monitors/recorded_variables.h"

namespace brian {
namespace {

/// n equal bins [low + k width, low + (k + 1) width).
struct EqualBins {
    double low = 0.0;
    double high = 1.0;
    std::size_t n = 1;

    [[nodiscard]] double edge(std::size_t k) const {
        const double fraction = static_cast<double>(k) / static_cast<double>(n);
        return low + (high - low) * fraction;
    }
    /// 0 for values below, k + 1 for the bin k, n + 1 for values above.
    [[nodiscard]] std::size_t place(double value) const {
        if (!(value >= low)) return 0;
        if (value >= high) return n + 1;
        const double position = (value - low) / (high - low) * static_cast<double>(n);
        auto k = std::min(static_cast<std::size_t>(position), n - 1);
        // The edges decide, not the rounding of the quotient.
        if (value < edge(k)) --k;
        if (k + 1 < n && value >= edge(k + 1)) ++k;
        return k + 1;
    }
};

/// How often a variable of each neuron lay in each of some bins.
class StateHistogram : public Monitor {
  public:
    StateHistogram(SeriesInfo info, WatchedVariable variable, const EqualBins& bins,
                   const Clock* clock, Interval interval)
        : info_(std::move(info)),
          variable_(std::move(variable)),
          bins_(bins),
          clock_(clock),
          interval_(interval) {
        for (const std::uint64_t id : info_.ids) places_.push_back(variable_.place_of(id));
        counts_.assign(places_.size() * (bins_.n + 2), 0);
    }

    void open(Recording& recording) override {
        recording_ = &recording;
        series_ = recording.open(info_);
        for (std::size_t k = 0; k <= bins_.n; ++k) append(0, bins_.edge(k));
        std::fill(counts_.begin(), counts_.end(), 0);
        n_samples_ = 0;
        every_ = interval_.steps(clock_->dt());
    }

    void record(std::int64_t step) override {
        if (step % every_ != 0) return;
        if (variable_.refresh) variable_.refresh(places_);
        for (std::size_t i = 0; i < places_.size(); ++i)
            ++counts_[i * (bins_.n + 2) + bins_.place(variable_.values[places_[i]])];
        ++n_samples_;
    }

    void flush() override {}

    void finish(std::int64_t /*n_steps*/) override {
        for (std::size_t i = 0; i < places_.size(); ++i) {
            const auto row = std::span(counts_).subspan(i * (bins_.n + 2), bins_.n + 2);
            const std::vector<double> within(row.begin() + 1, row.end() - 1);
            recording_->append_column(series_, 1, within);
            append(2, static_cast<double>(row.front()));
            append(3, static_cast<double>(row.back()));
        }
        recording_->set_number(series_, "n_samples", static_cast<double>(n_samples_));
    }

    void list_state(const std::string& path, StateList& items) override {
        items.push_back({path + ".counts", &counts_});
        items.push_back({path + ".n_samples", &n_samples_});
    }

  private:
    void append(std::size_t column, double value) {
        recording_->append_column(series_, column, std::span(&value, 1));
    }

    SeriesInfo info_;
    WatchedVariable variable_;
    EqualBins bins_;
    const Clock* clock_;
    Interval interval_;
    std::int64_t every_ = 1;  // steps
    std::vector<std::uint32_t> places_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint64_t> counts_;  // n + 2 of each neuron: below, the bins, above
    std::int64_t n_samples_ = 0;
};

EqualBins bins_of(const Fields& fields, const Dimension& dimension) {
    const Value& range = fields.need("range");
    const std::vector<double> ends = fields.array("range", dimension).values;
    if (ends.size() != 2 || !(ends[0] < ends[1]))
        refuse(range, "the range needs two values, the lower one first",
               "write range: [-80 mV, -40 mV]");
    return {ends[0], ends[1], fields.size("bins")};
}

std::vector<SeriesColumn> columns_of(const WatchedVariable& variable, const EqualBins& bins,
                                     const char* member) {
    SeriesColumn edges = column_of(variable);
    edges.name = "bin_edge";
    edges.description = "edges of the bins; a value equal to an edge lies above it";
    SeriesColumn counts{
        .name = "count",
        .description = format("samples of {} in each bin, a row a {}", variable.name, member),
        .width = bins.n,
        .number = SeriesColumn::Number::Whole};
    SeriesColumn below{.name = "below",
                       .description = "samples below the first bin (or no numbers)",
                       .number = SeriesColumn::Number::Whole};
    SeriesColumn above{.name = "above",
                       .description = "samples above the last bin",
                       .number = SeriesColumn::Number::Whole};
    return {edges, counts, below, above};
}

}  // namespace

MonitorParts make_state_histogram_monitor(const MonitorInput& input) {
    const Fields fields = fields_of(input);
    const WatchedVariable variable = input.of.variable(fields.need("variable").where);
    const EqualBins bins = bins_of(fields, variable.dimension);
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Histogram);
    info.description = format("histogram of {} of {}", variable.name, input.of.name);
    info.columns = columns_of(variable, bins, input.of.member());
    for (const std::uint32_t member : recorded_neurons(fields, input.of)) {
        add_member(info, input.of, member);
        if (variable.shared) break;
    }
    return {std::make_unique<StateHistogram>(std::move(info), variable, bins, input.of.clock,
                                             interval_of(fields, "dt", input.dts)),
            {Slot::Start, Phase::At},
            0};
}

FieldVariant state_histogram_monitor_schema() {
    return with_timing(
        {.type = "state_histogram",
         .description = "how often a variable lies in each of some bins, neuron by neuron",
         .fields = {{.key = "variable",
                     .shapes = {Shape::Name},
                     .description = "what is counted",
                     .example = "v",
                     .required = true},
                    {.key = "range",
                     .shapes = {Shape::Values, Shape::Name},
                     .description = "lowest and highest value of the bins",
                     .example = "[-80 mV, -40 mV]",
                     .required = true},
                    {.key = "bins",
                     .shapes = {Shape::Integer},
                     .description = "number of bins, all of one width",
                     .example = "20",
                     .required = true},
                    record_key(),
                    {.key = "dt",
                     .shapes = {Shape::Quantity},
                     .description = "time between two samples, a multiple of the step; the step "
                                    "when left out",
                     .example = "1 ms"}}},
        "start", "0");
}

}  // namespace brian
