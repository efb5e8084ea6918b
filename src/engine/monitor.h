#pragma once

#include <cstdint>

#include "engine/recording.h"
#include "engine/state.h"

namespace brian {

/// Watches the network and streams what it sees into a recording, with bounded memory.
class Monitor {
  public:
    Monitor() = default;
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;
    virtual ~Monitor() = default;

    /// Declares its series. Called before the first step of each segment that is recorded without a
    /// break: of the run, unless the monitor is switched off and on, time goes back or dt changes.
    /// Counts and sums start anew.
    virtual void open(Recording& recording) = 0;
    /// Called in its slot in every step of its clock.
    virtual void record(std::int64_t step) = 0;
    /// Hands all that it holds back to the recording; called now and then and at the end.
    virtual void flush() = 0;
    /// Called after the last step of a segment, with the step that its clock has come to: final
    /// values (counts, statistics), incomplete bins.
    virtual void finish(std::int64_t step) = 0;
    /// Running sums and the like; without buffers of what is already recorded.
    virtual void list_state(const std::string& path, StateList& items) = 0;
};

}  // namespace brian
