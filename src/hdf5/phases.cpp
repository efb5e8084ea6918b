#include "hdf5/phases.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/format.h"

namespace brian {

namespace {

constexpr ColumnChunks chunks{.rows = 1024, .gzip = 1};

ColumnPlace column(hid_t group, const char* name, const char* units, const char* description) {
    return {.group = group, .name = name, .text = {.units = units, .description = description}};
}

void append_ms(DatasetColumn<double>& to, double seconds) {
    to.append(std::span<const double>(&seconds, 1), [](double x) { return x * 1e3; });
}

template <class T>
void append(DatasetColumn<T>& to, T value) {
    to.append(std::span<const T>(&value, 1), [](T x) { return x; });
}

}  // namespace

PhaseList::PhaseList(hid_t file, std::vector<std::string> places)
    : group_(open_group(file, "phases")),
      start_(column(group_.id(), "start", "ms", "time at which the phase began"), chunks),
      stop_(column(group_.id(), "stop", "ms", "time at which the phase ended"), chunks),
      dt_(column(group_.id(), "dt", "ms", "time step"), chunks),
      n_steps_(column(group_.id(), "n_steps", "1", "number of steps"), chunks),
      place_(column(group_.id(), "place", "1",
                    "which phase of the model file it was: a line of the attribute places"),
             chunks),
      paths_(std::move(places)) {}

void PhaseList::begin(const PhaseInfo& phase) {
    append_ms(start_, phase.start);
    append_ms(dt_, phase.dt);
    append(place_, place_of(phase.path));
}

void PhaseList::end(double stop, std::int64_t n_steps) {
    append_ms(stop_, stop);
    append(n_steps_, static_cast<std::uint64_t>(n_steps));
}

void PhaseList::flush() {
    start_.flush();
    stop_.flush();
    dt_.flush();
    n_steps_.flush();
    place_.flush();
}

std::uint32_t PhaseList::place_of(const std::string& path) {
    const auto found = std::find(paths_.begin(), paths_.end(), path);
    const auto place = static_cast<std::uint32_t>(found - paths_.begin());
    if (found != paths_.end()) return place;
    paths_.push_back(path);
    set_attribute(group_.id(), "places", format("{}", join(paths_, "\n")));
    return place;
}

}  // namespace brian
