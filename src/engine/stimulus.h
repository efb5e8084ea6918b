#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/clock.h"
#include "engine/spike_buffer.h"
#include "engine/state.h"

namespace brian {

/// What decides which neurons of a spike source fire in a step.
class Stimulus {
  public:
    Stimulus() = default;
    Stimulus(const Stimulus&) = delete;
    Stimulus& operator=(const Stimulus&) = delete;
    virtual ~Stimulus() = default;

    /// Appends the neurons that fire in `step`, ascending. Called once for each step, in order.
    virtual void fire(std::int64_t step, std::vector<std::uint32_t>& spikes) = 0;
    /// The steps are of dt seconds from now on, and `step` is the next one.
    virtual void change_dt(double dt, std::int64_t step) = 0;
    /// Position in a list, carried gaps ...: what must be restored with the rest of the state.
    virtual void list_state(const std::string& path, StateList& items) = 0;
};

/// A named source of spikes without equations.
struct SpikeSource {
    std::string name;
    std::uint32_t size = 0;
    SpikeBuffer spikes;
    std::int64_t n_spikes = 0;  ///< since the start, for the closing summary
    Clock* clock = nullptr;
    std::unique_ptr<Stimulus> stimulus;

    void run_threshold();
    /// The clock's steps had another length before [s]: spikes on their way keep their times.
    void follow_clock(double before);
    void list_state(StateList& items);
};

}  // namespace brian
