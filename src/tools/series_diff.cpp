#include "tools/series_diff.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/format.h"
#include "tools/parting.h"

namespace brian {

namespace {

/// "/report/cells_v" of "/report/cells_v/mapping/time"
std::string series_of(const std::string& dataset) {
    const std::size_t name = dataset.find('/', 1);
    if (name == std::string::npos) return dataset;
    return dataset.substr(0, dataset.find('/', name + 1));
}

bool is_spikes(const std::string& series) {
    return series.starts_with("/spikes/") || series.starts_with("/events/");
}

/// Two values, as short as they can be told apart.
std::pair<std::string, std::string> numbers(double a, double b) {
    for (const int digits : {6, 9, 12}) {
        std::string of_a = format("{:.{}g}", a, digits);
        std::string of_b = format("{:.{}g}", b, digits);
        if (of_a != of_b) return {std::move(of_a), std::move(of_b)};
    }
    return {format("{}", a), format("{}", b)};
}

/// A time [ms]: steps are never so short that more digits are needed.
std::string moment(double ms) {
    return format("{:.10g} ms", ms);
}

class SeriesDiff {
  public:
    SeriesDiff(const ResultsReader& a, const ResultsReader& b) : a_(a), b_(b) {}

    std::vector<Difference> find() {
        const std::vector<std::string> in_a = a_.datasets();
        const std::vector<std::string> in_b = b_.datasets();
        std::map<std::string, std::vector<std::string>> common;
        std::set<std::string> only_a;
        std::set<std::string> only_b;
        for (const std::string& dataset : in_a)
            if (b_.has(dataset))
                common[series_of(dataset)].push_back(dataset);
            else
                only_a.insert(b_.has(series_of(dataset)) ? dataset : series_of(dataset));
        for (const std::string& dataset : in_b)
            if (!a_.has(dataset))
                only_b.insert(a_.has(series_of(dataset)) ? dataset : series_of(dataset));
        for (const auto& [series, datasets] : common) compare_series(series, datasets);
        for (const std::string& name : only_a) add({}, format("{} is in A only", name));
        for (const std::string& name : only_b) add({}, format("{} is in B only", name));
        return std::move(found_);
    }

  private:
    void add(std::optional<double> time, std::string text) {
        Difference difference;
        if (time) difference.time = *time;
        difference.text = std::move(text);
        found_.push_back(std::move(difference));
    }

    void compare_series(const std::string& series, const std::vector<std::string>& datasets) {
        std::set<std::string> left(datasets.begin(), datasets.end());
        if (is_spikes(series)) {
            compare_spikes(series);
            left.erase(series + "/timestamps");
            left.erase(series + "/node_ids");
        }
        // The axes of a series follow from its data, which are told of first.
        const std::size_t before = found_.size();
        for (const std::string& dataset : left)
            if (!is_axis(series, dataset)) compare_dataset(series, dataset);
        if (found_.size() > before) return;
        for (const std::string& dataset : left)
            if (is_axis(series, dataset)) compare_dataset(series, dataset);
    }

    static bool is_axis(const std::string& series, const std::string& dataset) {
        return dataset == series + "/time" || dataset.starts_with(series + "/mapping/");
    }

    void compare_spikes(const std::string& series) {
        const std::optional<Parting> times = find_parting(a_, b_, series + "/timestamps");
        const std::optional<Parting> ids = find_parting(a_, b_, series + "/node_ids");
        const std::uint64_t n_a = a_.shape(series + "/timestamps").rows();
        const std::uint64_t n_b = b_.shape(series + "/timestamps").rows();
        if (!times && !ids && n_a == n_b) return;
        std::uint64_t first = std::min(n_a, n_b);
        if (times) first = std::min(first, times->row);
        if (ids) first = std::min(first, ids->row);
        const Spike of_a = spike(a_, series, first, n_a);
        const Spike of_b = spike(b_, series, first, n_b);
        const char* thing = series.starts_with("/events/") ? "event" : "spike";
        add(std::min(of_a.time, of_b.time),
            format("{}: {} {} is {} in A, {} in B ({} and {} {}s in all)", series, thing, first,
                   of_a.text, of_b.text, n_a, n_b, thing));
    }

    struct Spike {
        double time = std::numeric_limits<double>::infinity();
        std::string text = "none";
    };

    static Spike spike(const ResultsReader& results, const std::string& series,
                       std::uint64_t position, std::uint64_t n) {
        if (position >= n) return {};
        const double time = results.rows(series + "/timestamps", position, 1).front();
        const double id = results.rows(series + "/node_ids", position, 1).front();
        return {time, format("of neuron {} at {}", id, moment(time))};
    }

    void compare_dataset(const std::string& series, const std::string& dataset) {
        const DatasetExtent of_a = a_.shape(dataset);
        const DatasetExtent of_b = b_.shape(dataset);
        if (of_a.lengths.size() != of_b.lengths.size() || of_a.width() != of_b.width()) {
            add({}, format("{}: of shape [{}] in A, [{}] in B", dataset, join(of_a.lengths, ", "),
                           join(of_b.lengths, ", ")));
            return;
        }
        if (a_.text(dataset, "units") != b_.text(dataset, "units"))
            add({}, format("{}: in {} in A, in {} in B", dataset, a_.text(dataset, "units"),
                           b_.text(dataset, "units")));
        if (const std::optional<Parting> parting = find_parting(a_, b_, dataset)) {
            // A rate is that of a bin, known when the next one begins.
            const std::uint64_t seen = parting->row + (series.starts_with("/rates/") ? 1 : 0);
            add(time_of(series, dataset, seen), parting_text(series, dataset, *parting));
        }
        if (of_a.rows() != of_b.rows())
            add(time_of(series, dataset, std::min(of_a.rows(), of_b.rows())),
                format("{}: {} rows in A, {} in B", dataset, of_a.rows(), of_b.rows()));
    }

    /// The dataset whose rows go with those of another one: of times, or of neurons.
    [[nodiscard]] std::optional<std::string> axis(const std::string& series,
                                                  const std::string& dataset, const char* name,
                                                  std::uint64_t length) const {
        std::string axis = format("{}/{}", series, name);
        if (axis == dataset || !a_.has(axis) || a_.shape(axis).rows() != length)
            return std::nullopt;
        return axis;
    }

    /// [ms] of a row, when the rows of the dataset are moments.
    [[nodiscard]] std::optional<double> time_of(const std::string& series,
                                                const std::string& dataset,
                                                std::uint64_t row) const {
        if (is_spikes(series)) return value_at(a_, series + "/timestamps", row);
        const ResultsReader& longer =
            a_.shape(dataset).rows() >= b_.shape(dataset).rows() ? a_ : b_;
        const std::string times = series + "/time";
        if (times == dataset || !longer.has(times)
            || longer.shape(times).rows() != longer.shape(dataset).rows())
            return std::nullopt;
        return value_at(longer, times, row);
    }

    static std::optional<double> value_at(const ResultsReader& results, const std::string& dataset,
                                          std::uint64_t row) {
        const std::vector<double> value = results.rows(dataset, row, 1);
        if (value.empty()) return std::nullopt;
        return value.front();
    }

    [[nodiscard]] std::string place(const std::string& series, const std::string& dataset,
                                    const Parting& parting) const {
        const DatasetExtent shape = a_.shape(dataset);
        const std::optional<double> time = time_of(series, dataset, parting.row);
        if (is_spikes(series)) return format("at spike {}", parting.row);
        std::string text = time ? format("at {}", moment(*time)) : "";
        const std::uint64_t element = time ? parting.column : parting.row;
        const std::uint64_t n = time ? shape.width() : shape.rows();
        for (const auto& [name, thing] : {std::pair{"node", "neuron"},
                                          {"node_id", "neuron"},
                                          {"synapse", "synapse"},
                                          {"synapse_id", "synapse"}})
            if (const auto ids = axis(series, dataset, name, n))
                return format("{}{}{} {}", text, time ? ", " : "at ", thing,
                              *value_at(a_, *ids, element));
        if (time && shape.width() == 1) return text;
        return shape.width() == 1 ? format("at [{}]", parting.row)
                                  : format("at [{}, {}]", parting.row, parting.column);
    }

    [[nodiscard]] std::string parting_text(const std::string& series, const std::string& dataset,
                                           const Parting& parting) const {
        std::string units = a_.text(dataset, "units");
        units = units.empty() || units == "1" ? "" : " " + units;
        const auto [of_a, of_b] = numbers(parting.a, parting.b);
        return format(
            "{}: first {}: {}{} in A, {}{} in B; {} of {} values differ, by up to {:.3g}{}",
            dataset, place(series, dataset, parting), of_a, units, of_b, units, parting.n_different,
            parting.n_compared, parting.largest, units);
    }

    const ResultsReader& a_;
    const ResultsReader& b_;
    std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> series_differences(const ResultsReader& a, const ResultsReader& b) {
    return SeriesDiff(a, b).find();
}

}  // namespace brian
