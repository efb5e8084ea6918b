#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"
#include "components/monitors/spike_log.h"

namespace brian {

MonitorParts make_spikes_monitor(const MonitorInput& input) {
    // After the thresholds, before synapses and resets act.
    return {make_spike_log(input, SeriesInfo::Kind::Spikes), {Slot::Thresholds, Phase::At}, 1};
}

FieldVariant spikes_monitor_schema() {
    return with_timing({.type = "spikes",
                        .description = "time and neuron of every spike",
                        .fields = {variables_at_spikes_key()}},
                       "thresholds", "1");
}

}  // namespace brian
