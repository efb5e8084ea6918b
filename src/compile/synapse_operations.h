#pragma once

#include "compile/model.h"
#include "engine/schedule.h"
#include "engine/timetable.h"

namespace brian {

/// When an operation on synapses runs, and what --explain says of it.
struct SynapticTiming {
    Timetable timetable;
    Moment when;
    int order = 0;
    std::string text;              ///< "every 10 ms"
    const Clock* clock = nullptr;  ///< that the timetable goes by
};

/// Checks and compiles code for all synapses of a connection, and schedules it
/// (b2:brian2/groups/group.py: run_regularly of Synapses). Event-driven variables are brought up to
/// date where it reads them.
void build_synaptic_operation(Model& model, const OperationSpec& spec, SynapticTiming timing);

}  // namespace brian
