#include "hdf5/statistics.h"

#include <array>
#include <cctype>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "base/format.h"
#include "hdf5/series_group.h"

namespace brian {

namespace {

/// What the frames are: name, what it says, and the power of the unit it is in.
struct Statistic {
    const char* name;
    const char* title;
    int power;
};
constexpr std::array<Statistic, 3> statistics{{
    {"mean", "mean", 1},
    {"var", "variance", 2},
    {"std", "standard deviation", 1},
}};

/// "mV" to "mV^2", "nS/cm^2" to "(nS/cm^2)^2".
std::string squared(const std::string& units) {
    if (units.empty() || units == "1") return units;
    for (const char character : units) {
        if (std::isalpha(static_cast<unsigned char>(character)) == 0) {
            return format("({})^2", units);
        }
    }
    return units + "^2";
}

}  // namespace

StatisticsSeries::StatisticsSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info)
    : group_(create_series_group(file, past.path, info)),
      width_(info.ids.size()),
      variable_(info.variable),
      units_(info.units),
      unit_size_(info.unit_size) {
    set_attribute(group_.id(), "variable", info.variable);
    write_ids(group_.id(), info);
}

void StatisticsSeries::append(std::span<const double> values) {
    for (; !values.empty(); values = values.subspan(width_)) {
        if (values.size() < width_ || n_frames_ == statistics.size()) {
            throw std::invalid_argument("three frames, mean, var and std, make the statistics");
        }
        write_frame(values.first(width_));
    }
}

void StatisticsSeries::write_frame(std::span<const double> values) {
    const Statistic& statistic = statistics.at(n_frames_++);
    const double unit_size = statistic.power == 2 ? unit_size_ * unit_size_ : unit_size_;
    std::vector<double> scaled;
    for (const double value : values) scaled.push_back(value / unit_size);
    write_dataset(group_.id(), statistic.name, scaled,
                  {.units = statistic.power == 2 ? squared(units_) : units_,
                   .description = format("{} of {} over time", statistic.title, variable_)});
}

void StatisticsSeries::set_number(const std::string& name, double value) {
    const std::string description =
        name == "n" ? "number of samples of each neuron" : format("{} of {}", name, variable_);
    write_scalar(group_.id(), name, static_cast<std::uint64_t>(value),
                 {.units = "1", .description = description});
}

}  // namespace brian
