#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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
    /// Computes the values at these places, ascending, before they are read; may be empty.
    std::function<void(std::span<const std::uint32_t> places)> refresh;

    /// Where the value of that neuron (or synapse) lies.
    [[nodiscard]] std::uint32_t place_of(std::uint64_t id) const {
        return shared ? 0 : static_cast<std::uint32_t>(id);
    }
};

/// The group, subgroup, stimulus or connection that `of` names. Members of a connection are its
/// synapses.
struct Watched {
    std::string name;                ///< "P.exc"
    std::string population;          ///< "P": node ids count within it
    std::vector<std::uint64_t> ids;  ///< of the members, within the population
    std::uint64_t population_size = 0;
    std::optional<SynapseEnds> synapses;  ///< of a connection, one for each member
    /// Synapses are not drawn when a model is only checked; then there are no ids.
    enum class Members { Known, NotDrawn };
    Members members = Members::Known;
    SpikeView spikes;  ///< collects numbers within `of`; ids[number] is the node id
    Clock* clock = nullptr;
    /// Throws ModelError with the nearest name when there is no such variable.
    std::function<WatchedVariable(const SourceSpan& name)> variable;
    /// The same of custom events; of the name "spike", the spikes.
    std::function<SpikeView(const SourceSpan& name)> event;
    /// Members for which a condition of i (and j, of synapses) is true, ascending.
    std::function<std::vector<std::uint32_t>(const Value& condition)> fulfilling;

    /// "neuron" or "synapse".
    [[nodiscard]] const char* member() const { return synapses ? "synapse" : "neuron"; }
};

struct MonitorInput {
    const MonitorSpec* spec = nullptr;
    Watched of;
    ModelValues values;
    std::vector<double> dts;  ///< [s] of the clock of `of`: at the start, and what it becomes later
    SlotOrder slots;
    double latest = 0.0;                       ///< [s] end of the run; 0 when it is not known
    Precision precision = Precision::Float32;  ///< of traces, unless the monitor says otherwise
    /// Another source of spikes, by reference.
    std::function<Watched(const Value& reference)> source{};

    [[nodiscard]] double dt() const { return dts.front(); }
};

struct MonitorParts {
    std::unique_ptr<Monitor> monitor;
    Moment when;  ///< its slot unless the user says otherwise (already taken into account)
    int order = 0;
};

/// Makes a monitor of the type that its spec names. Throws ModelError.
[[nodiscard]] MonitorParts make_monitor(const MonitorInput& input);

/// What monitors of a type look at: spikes (or custom events), or values of variables.
enum class Watches { Spikes, Values };
/// Nothing for an unknown type.
[[nodiscard]] std::optional<Watches> watched_by(std::string_view type);

[[nodiscard]] std::vector<FieldVariant> monitor_schemas();

}  // namespace brian
