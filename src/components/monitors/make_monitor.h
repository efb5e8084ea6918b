#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "components/model_values.h"
#include "engine/monitor.h"
#include "engine/schedule.h"
#include "engine/spike_buffer.h"
#include "spec/field_schema.h"
#include "spec/network_spec.h"

namespace brian {

/// A variable to be recorded: where its values lie (one per neuron of the whole group, or one for
/// all).
struct WatchedVariable {
    std::string name;
    const double* values = nullptr;
    Dimension dimension;
    bool shared = false;
    std::function<void()> refresh;  ///< computes a subexpression before it is read; may be empty
};

/// The group, subgroup or stimulus that `of` names.
struct Watched {
    std::string name;                ///< "P.exc"
    std::string population;          ///< "P": node ids count within it
    std::vector<std::uint64_t> ids;  ///< of the members, within the population
    std::uint64_t population_size = 0;
    SpikeView spikes;  ///< collects numbers within `of`; ids[number] is the node id
    const Clock* clock = nullptr;
    /// Throws ModelError with the nearest name when there is no such variable.
    std::function<WatchedVariable(const SourceSpan& name)> variable;
};

struct MonitorInput {
    const MonitorSpec* spec = nullptr;
    Watched of;
    ModelValues values;
    std::int64_t n_steps = 0;
    Precision precision = Precision::Float32;  ///< of traces, unless the monitor says otherwise
};

struct MonitorParts {
    std::unique_ptr<Monitor> monitor;
    Moment when;  ///< its slot unless the user says otherwise (already taken into account)
    int order = 0;
};

/// Makes a monitor: spikes, count, population_count, rate, state. Throws ModelError.
[[nodiscard]] MonitorParts make_monitor(const MonitorInput& input);

[[nodiscard]] std::vector<FieldVariant> monitor_schemas();

}  // namespace brian
