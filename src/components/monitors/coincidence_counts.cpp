#include "components/monitors/coincidence_counts.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/format.h"

namespace brian {

CoincidenceCounts::CoincidenceCounts(std::size_t n_trains, std::vector<std::uint32_t> train_of,
                                     double delta, Algorithm algorithm)
    : trains_(n_trains),
      train_of_(std::move(train_of)),
      delta_(delta),
      algorithm_(algorithm),
      next_(train_of_.size(), 0),
      last_(train_of_.size(), -std::numeric_limits<double>::infinity()),
      last_free_(train_of_.size(), 1),
      next_free_(train_of_.size(), 1),
      counts_(train_of_.size(), 0) {}

void CoincidenceCounts::pass(std::size_t neuron, double step) {
    const std::vector<double>& train = trains_[train_of_[neuron]];
    for (; next_[neuron] < train.size() && step > train[next_[neuron]]; ++next_[neuron]) {
        last_[neuron] = train[next_[neuron]];
        last_free_[neuron] = next_free_[neuron];
        next_free_[neuron] = 1;
    }
}

void CoincidenceCounts::add_spike(std::size_t neuron, double step, Counted counted) {
    pass(neuron, step);
    const std::vector<double>& train = trains_[train_of_[neuron]];
    const bool near_last = last_[neuron] + delta_ >= step;
    const bool near_next = next_[neuron] < train.size() && train[next_[neuron]] - delta_ <= step;
    const bool hit =
        (near_last && last_free_[neuron] != 0) || (near_next && next_free_[neuron] != 0);
    if (hit && counted == Counted::Yes) ++counts_[neuron];
    if (algorithm_ == Algorithm::Exclusive) use(neuron, near_last, near_next);
}

/// A spike near both uses the earlier one, when that is free.
void CoincidenceCounts::use(std::size_t neuron, bool near_last, bool near_next) {
    const bool took_last = near_last && last_free_[neuron] != 0;
    if (near_last) last_free_[neuron] = 0;
    if (near_next && !took_last) next_free_[neuron] = 0;
}

void CoincidenceCounts::forget_passed() {
    std::vector<std::uint64_t> passed(trains_.size(), std::numeric_limits<std::uint64_t>::max());
    for (std::size_t i = 0; i < next_.size(); ++i)
        passed[train_of_[i]] = std::min(passed[train_of_[i]], next_[i]);
    for (std::size_t i = 0; i < next_.size(); ++i) next_[i] -= passed[train_of_[i]];
    for (std::size_t k = 0; k < trains_.size(); ++k) {
        const auto n = std::min<std::uint64_t>(passed[k], trains_[k].size());
        trains_[k].erase(trains_[k].begin(), trains_[k].begin() + static_cast<std::int64_t>(n));
    }
}

void CoincidenceCounts::list_state(const std::string& path, StateList& items) {
    for (std::size_t k = 0; k < trains_.size(); ++k)
        items.push_back({format("{}.train.{}", path, k), &trains_[k]});
    items.push_back({path + ".next", &next_});
    items.push_back({path + ".last", &last_});
    items.push_back({path + ".last_free", &last_free_});
    items.push_back({path + ".next_free", &next_free_});
    items.push_back({path + ".coincidences", &counts_});
}

}  // namespace brian
