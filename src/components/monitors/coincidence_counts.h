#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/state.h"

namespace brian {

/// Counts the spikes of neurons that fall within delta of a spike of their data train, in one pass
/// (CoincidenceCounter, b1:brian/monitor.py). Times are steps; as doubles, which are exact and part
/// of the state.
class CoincidenceCounts {
  public:
    /// Exclusive: a spike of the data is used once; Inclusive: by every spike near it.
    enum class Algorithm { Exclusive, Inclusive };
    /// train_of: the data train of each neuron. delta: [steps].
    CoincidenceCounts(std::size_t n_trains, std::vector<std::uint32_t> train_of, double delta,
                      Algorithm algorithm);

    /// The next spike of a data train; in order of time.
    void add_data(std::size_t train, double step) { trains_[train].push_back(step); }
    enum class Counted { Yes, No };
    /// The next spike of a neuron; the data must be known up to delta later.
    void add_spike(std::size_t neuron, double step, Counted counted);
    /// Goes past the data before `step`, which no later spike of the neuron precedes.
    void pass(std::size_t neuron, double step);
    /// Drops data that every neuron has passed.
    void forget_passed();

    [[nodiscard]] const std::vector<std::uint64_t>& coincidences() const { return counts_; }
    void list_state(const std::string& path, StateList& items);

  private:
    void use(std::size_t neuron, bool near_last, bool near_next);
    std::vector<std::vector<double>> trains_;
    std::vector<std::uint32_t> train_of_;
    double delta_;
    Algorithm algorithm_;
    std::vector<std::uint64_t> next_;  // of each neuron: data spike not passed yet, in its train
    std::vector<double> last_;         // [steps] data spike passed last
    std::vector<std::uint32_t> last_free_;  // 1: not used yet
    std::vector<std::uint32_t> next_free_;
    std::vector<std::uint64_t> counts_;
};

}  // namespace brian
