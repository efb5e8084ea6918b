#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/routine.h"
#include "engine/spike_buffer.h"
#include "engine/timetable.h"

namespace brian {

/// Statements that follow each other and have the same extent.
struct OperationPart {
    enum class Extent {
        EachNeuron,
        Once  ///< they read and write only what all neurons share
    };
    Routine routine;
    Extent extent = Extent::EachNeuron;
};

/// Code of a group that is carried out at times of its own, or for the neurons in which an event
/// happens (b2:brian2/groups/group.py, run_regularly and run_on_event).
struct Operation {
    std::string name;
    std::vector<OperationPart> parts;    ///< in order
    std::vector<std::uint32_t> neurons;  ///< whom it is for, ascending
    const Clock* clock = nullptr;
    Timetable timetable;
    const SpikeBuffer* event = nullptr;  ///< nullptr: it goes by the timetable
    std::int64_t lag = 0;  ///< steps: 1 where it comes before the events of its step are known

    /// If it is due; what acts on shared variables runs once, however many neurons take part, and
    /// not at all when none does.
    void run();

  private:
    void run_parts(std::span<const std::uint32_t> members);
    std::vector<std::uint32_t> members_;  // of this step, in which the event has happened
};

}  // namespace brian
