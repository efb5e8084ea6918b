#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "components/stimuli/stimulus_types.h"
#include "engine/stimulus.h"

namespace brian {

/// A spike that the user wrote down.
struct TimedSpike {
    std::uint32_t neuron = 0;
    double time = 0.0;             ///< [s]
    const Value* given = nullptr;  ///< where it was written
};

struct BinnedSpike {
    std::int64_t step = 0;
    std::uint32_t neuron = 0;
    auto operator<=>(const BinnedSpike&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// Spikes known beforehand, over and over again with a period.
class SpikeTable : public Stimulus {
  public:
    /// The spikes in steps of one length.
    struct Table {
        double dt = 0.0;                  ///< [s]
        std::vector<BinnedSpike> spikes;  ///< sorted
        std::int64_t period = 0;          ///< in steps, 0 for none
    };
    /// One table for each length that the steps may have, the first one for the start.
    explicit SpikeTable(std::vector<Table> tables) : tables_(std::move(tables)) {}

    void fire(std::int64_t step, std::vector<std::uint32_t>& spikes) override;
    void change_dt(double dt, std::int64_t step) override;
    void list_state(const std::string& path, StateList& items) override;

  private:
    std::vector<Table> tables_;
    std::size_t present_ = 0;
    std::int64_t next_ = 0;   // first spike that has not fired (in this period)
    std::int64_t round_ = 0;  // number of the period
};

/// Puts the spikes into steps as the keys `bin`, `duplicates` and `period` say. `times` is what the
/// remarks point at.
[[nodiscard]] StimulusParts make_spike_table(const StimulusInput& input, std::uint32_t size,
                                             const std::vector<TimedSpike>& spikes,
                                             const Value& times);

/// Those keys.
[[nodiscard]] std::vector<FieldSchema> spike_table_keys();

}  // namespace brian
