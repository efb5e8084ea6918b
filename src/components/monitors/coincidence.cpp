#include <algorithm>
#include <limits>
#include <utility>

#include "base/format.h"
#include "components/monitors/coincidence_counts.h"
#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"
#include "engine/steps.h"

namespace brian {
namespace {

/// The data that spikes are compared with: trains known beforehand, or those of another source.
struct CoincidenceData {
    std::vector<std::vector<double>> trains;  ///< [steps] ascending
    std::optional<Watched> source;            ///< in place of trains
    [[nodiscard]] std::size_t size() const { return source ? source->ids.size() : trains.size(); }
};

struct CoincidenceKeys {
    CoincidenceData data;
    double window = 0.0;  ///< [s]
    CoincidenceCounts::Algorithm algorithm = CoincidenceCounts::Algorithm::Exclusive;
    std::int64_t onset = 0;            ///< [steps]
    std::vector<std::int64_t> delays;  ///< [steps] of each neuron
};

/// Coincidences of each neuron's spikes with its data, and what the gamma factor needs.
class CoincidenceMonitor : public Monitor {
  public:
    CoincidenceMonitor(SeriesInfo info, Watched of, CoincidenceKeys keys)
        : info_(std::move(info)),
          of_(std::move(of)),
          keys_(std::move(keys)),
          delta_(static_cast<double>(delay_steps(keys_.window, of_.clock->dt()))),
          counts_(keys_.data.size(), trains_of(), delta_, keys_.algorithm),
          waiting_(of_.ids.size()),
          n_spikes_(of_.ids.size(), 0),
          n_data_(keys_.data.size(), 0) {}

    void open(Recording& recording) override {
        recording_ = &recording;
        series_ = recording.open(info_);
        first_ = std::max(of_.clock->step(), keys_.onset);
        counts_ = CoincidenceCounts(keys_.data.size(), trains_of(), delta_, keys_.algorithm);
        for (std::size_t k = 0; k < keys_.data.trains.size(); ++k)
            for (const double step : keys_.data.trains[k]) counts_.add_data(k, step);
        std::fill(n_spikes_.begin(), n_spikes_.end(), 0);
        std::fill(n_data_.begin(), n_data_.end(), 0);
    }

    void record(std::int64_t step) override {
        if (keys_.data.source) take_data(step);
        fired_.clear();
        of_.spikes.collect(step, fired_);
        for (const std::uint32_t neuron : fired_) {
            if (step >= first_) ++n_spikes_[neuron];
            waiting_[neuron].push_back(static_cast<double>(step));
        }
        count_known(keys_.data.source ? static_cast<double>(step) : all_known);
        if (keys_.data.source && step % steps_between_cleanings == 0) clean(step);
    }

    void flush() override {}

    void finish(std::int64_t n_steps) override {
        count_known(all_known);
        std::vector<double> gamma;
        std::vector<double> n_data;
        for (std::size_t i = 0; i < n_spikes_.size(); ++i) {
            n_data.push_back(static_cast<double>(data_length(train_of(i), n_steps)));
            gamma.push_back(gamma_factor(i, n_data.back(), n_steps));
        }
        const auto& hits = counts_.coincidences();
        recording_->append_column(series_, 0, std::vector<double>(hits.begin(), hits.end()));
        recording_->append_column(series_, 1,
                                  std::vector<double>(n_spikes_.begin(), n_spikes_.end()));
        recording_->append_column(series_, 2, n_data);
        recording_->append_column(series_, 3, gamma);
        recording_->set_number(series_, "delta_ms", keys_.window * 1e3);
    }

    void list_state(const std::string& path, StateList& items) override {
        counts_.list_state(path, items);
        items.push_back({path + ".n_spikes", &n_spikes_});
        items.push_back({path + ".n_data", &n_data_});
        for (std::size_t i = 0; i < waiting_.size(); ++i)
            items.push_back({format("{}.waiting.{}", path, i), &waiting_[i]});
    }

  private:
    static constexpr double all_known = std::numeric_limits<double>::infinity();
    static constexpr std::int64_t steps_between_cleanings = 1000;

    [[nodiscard]] std::uint32_t train_of(std::size_t neuron) const {
        return keys_.data.size() == 1 ? 0 : static_cast<std::uint32_t>(neuron);
    }

    [[nodiscard]] std::vector<std::uint32_t> trains_of() const {
        std::vector<std::uint32_t> trains;
        for (std::size_t i = 0; i < of_.ids.size(); ++i) trains.push_back(train_of(i));
        return trains;
    }

    void take_data(std::int64_t step) {
        fired_.clear();
        keys_.data.source->spikes.collect(step, fired_);
        for (const std::uint32_t train : fired_) {
            counts_.add_data(train, static_cast<double>(step));
            if (step >= first_) ++n_data_[train];
        }
    }

    /// Counts the spikes whose surroundings are known: those up to delta before `known`.
    void count_known(double known) {
        for (std::size_t i = 0; i < waiting_.size(); ++i) {
            std::vector<double>& waiting = waiting_[i];
            const auto delay = static_cast<double>(keys_.delays[i]);
            auto next = waiting.begin();
            for (; next != waiting.end() && *next + delay + delta_ <= known; ++next)
                counts_.add_spike(i, *next + delay,
                                  *next < static_cast<double>(first_)
                                      ? CoincidenceCounts::Counted::No
                                      : CoincidenceCounts::Counted::Yes);
            waiting.erase(waiting.begin(), next);
        }
    }

    /// Drops data that no later spike can be near.
    void clean(std::int64_t step) {
        for (std::size_t i = 0; i < waiting_.size(); ++i)
            if (waiting_[i].empty()) counts_.pass(i, static_cast<double>(step + keys_.delays[i]));
        counts_.forget_passed();
    }

    [[nodiscard]] std::int64_t data_length(std::size_t train, std::int64_t n_steps) const {
        if (keys_.data.source) return static_cast<std::int64_t>(n_data_[train]);
        const std::vector<double>& steps = keys_.data.trains[train];
        return std::count_if(steps.begin(), steps.end(), [&](double step) {
            return step >= static_cast<double>(first_) && step < static_cast<double>(n_steps);
        });
    }

    /// (n_c - 2 delta n_t r_t) / (0.5 (1 - 2 delta r_t) (n_m + n_t)), r_t the rate of the data
    /// (b1:brian/tools/statistics.py).
    [[nodiscard]] double gamma_factor(std::size_t neuron, double n_data,
                                      std::int64_t n_steps) const {
        const double duration = static_cast<double>(n_steps - first_) * of_.clock->dt();
        const double rate = n_data / duration;
        const double chance = 2.0 * keys_.window * n_data * rate;
        const double norm = 0.5 * (1.0 - 2.0 * keys_.window * rate);
        return (static_cast<double>(counts_.coincidences()[neuron]) - chance)
               / (norm * (static_cast<double>(n_spikes_[neuron]) + n_data));
    }

    SeriesInfo info_;
    Watched of_;
    CoincidenceKeys keys_;
    double delta_;            // [steps]
    std::int64_t first_ = 0;  // step at which counting begins
    CoincidenceCounts counts_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint32_t> fired_;
    std::vector<std::vector<double>> waiting_;  // [steps] spikes not counted yet, by neuron
    std::vector<std::uint64_t> n_spikes_;       // from there on
    std::vector<std::uint64_t> n_data_;         // of each train of the source, from there on
};

std::vector<double> train_from(const Fields& fields, const Value& value, double dt) {
    const ModelArray times =
        fields.values().array(value, dimensions::second(), "the times of the data");
    std::vector<double> steps;
    for (const double t : times.values) {
        if (!(t >= 0.0)) refuse(value, "spikes of the data are at 0 ms or later");
        steps.push_back(static_cast<double>(delay_steps(t, dt)));
    }
    std::sort(steps.begin(), steps.end());
    return steps;
}

CoincidenceData data_of(const MonitorInput& input, const Fields& fields) {
    const Value* given = fields.find("data");
    const Value* target = fields.find("target");
    if ((given == nullptr) == (target == nullptr))
        refuse(input.spec->fields,
               "give either `data`, the times of spikes, or `target`, a source of spikes",
               "write data: [10 ms, 25 ms], or target: S");
    if (target != nullptr) return {{}, input.source(*target)};
    const double dt = input.of.clock->dt();
    const bool nested = given->kind == Value::Kind::List && !given->items.empty()
                        && given->items.front().kind == Value::Kind::List;
    if (!nested) return {{train_from(fields, *given, dt)}, std::nullopt};
    CoincidenceData data;
    for (const Value& train : given->items) data.trains.push_back(train_from(fields, train, dt));
    return data;
}

std::vector<std::int64_t> delays_of(const MonitorInput& input, const Fields& fields) {
    const std::size_t n = input.of.ids.size();
    const double dt = input.of.clock->dt();
    const Value* value = fields.find("delays");
    if (value == nullptr) return std::vector<std::int64_t>(n, 0);
    const bool one = value->kind == Value::Kind::Scalar && fields.values().is_constant(*value);
    if (one)
        return std::vector<std::int64_t>(
            n, delay_steps(fields.quantity("delays", dimensions::second()), dt));
    const std::vector<double> times = fields.array("delays", dimensions::second()).values;
    if (times.size() != n)
        refuse(*value, format("{} delays for the {} neurons of {}", times.size(), n, input.of.name),
               "give one delay, or one for each neuron");
    std::vector<std::int64_t> delays(n);
    std::transform(times.begin(), times.end(), delays.begin(),
                   [dt](double t) { return delay_steps(t, dt); });
    return delays;
}

CoincidenceKeys keys_of(const MonitorInput& input) {
    const Fields fields = fields_of(input);
    CoincidenceKeys keys;
    keys.data = data_of(input, fields);
    const std::size_t n = input.of.ids.size();
    if (keys.data.size() != 1 && keys.data.size() != n)
        refuse(fields.find("data") != nullptr ? fields.need("data") : fields.need("target"),
               format("{} trains for the {} neurons of {}", keys.data.size(), n, input.of.name),
               "give one train for all, or one for each neuron");
    keys.window = fields.optional_quantity("delta", dimensions::second()).value_or(4e-3);
    if (!(keys.window >= 0.0)) refuse(fields.need("delta"), "the window must be 0 ms or more");
    if (fields.choice("algorithm", {"exclusive", "inclusive"}, "exclusive") == 1)
        keys.algorithm = CoincidenceCounts::Algorithm::Inclusive;
    const auto onset = fields.optional_quantity("onset", dimensions::second());
    keys.onset = bin_above(onset.value_or(0.0), input.of.clock->dt());
    keys.delays = delays_of(input, fields);
    return keys;
}

std::vector<SeriesColumn> columns() {
    constexpr auto whole = SeriesColumn::Number::Whole;
    return {{.name = "coincidences",
             .description = "spikes of each neuron within delta of a spike of its data",
             .number = whole},
            {.name = "model_length", .description = "spikes of each neuron", .number = whole},
            {.name = "target_length", .description = "spikes of its data", .number = whole},
            {.name = "gamma",
             .description = "gamma factor: 1 for equal trains, 0 for coincidences by chance"}};
}

}  // namespace

MonitorParts make_coincidence_monitor(const MonitorInput& input) {
    if (input.dts.size() > 1)
        refuse(input.spec->fields,
               "coincidences are counted in steps, and phases of the run change their length",
               "give the group a dt of its own");
    CoincidenceKeys keys = keys_of(input);
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Measure);
    info.description = format("coincidences of the spikes of {} with data", input.of.name);
    info.ids = input.of.ids;
    info.columns = columns();
    return {std::make_unique<CoincidenceMonitor>(std::move(info), input.of, std::move(keys)),
            {Slot::Thresholds, Phase::At},
            1};
}

FieldVariant coincidence_monitor_schema() {
    return with_timing(
        {.type = "coincidence",
         .description = "coincidences of each neuron's spikes with spikes given as data, and their "
                        "gamma factor",
         .fields = {{.key = "data",
                     .shapes = {Shape::Values, Shape::Name, Shape::Data},
                     .description = "times of the spikes to compare with: one list for all "
                                    "neurons, or one for each",
                     .example = "[10 ms, 25 ms]"},
                    {.key = "target",
                     .shapes = {Shape::Reference},
                     .description = "source of spikes to compare with, in place of data: of one "
                                    "neuron, or as many as are watched",
                     .example = "recorded"},
                    {.key = "delta",
                     .shapes = {Shape::Quantity},
                     .description = "largest distance of two spikes that coincide",
                     .example = "2 ms",
                     .default_value = "4 ms"},
                    {.key = "algorithm",
                     .shapes = {Shape::Choice},
                     .description = "exclusive: a spike of the data is used once; inclusive: as "
                                    "often as there are spikes near it",
                     .example = "inclusive",
                     .default_value = "exclusive",
                     .choices = {"exclusive", "inclusive"}},
                    {.key = "onset",
                     .shapes = {Shape::Quantity},
                     .description = "time at which counting begins",
                     .example = "100 ms",
                     .default_value = "0 ms"},
                    {.key = "delays",
                     .shapes = {Shape::Quantity, Shape::Values, Shape::Name},
                     .description = "added to the spikes before they are compared: one time, or "
                                    "one for each neuron",
                     .example = "2 ms",
                     .default_value = "0 ms"}}},
        "thresholds", "1");
}

}  // namespace brian
