#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"
#include "components/monitors/spike_log.h"

namespace brian {

MonitorParts make_events_monitor(const MonitorInput& input) {
    MonitorInput of_event = input;
    of_event.of.spikes = input.of.event(fields_of(input).need("event").where);
    // After the conditions of the events, before synapses and resets act.
    return {
        make_spike_log(of_event, SeriesInfo::Kind::Events), {Slot::Thresholds, Phase::After}, 1};
}

FieldVariant events_monitor_schema() {
    return with_timing({.type = "events",
                        .description = "time and neuron of every custom event of a group",
                        .fields = {{.key = "event",
                                    .shapes = {Shape::Name},
                                    .description = "name of the event, as in `events` of the group",
                                    .example = "pause",
                                    .required = true},
                                   variables_at_spikes_key()}},
                       "after_thresholds", "1");
}

}  // namespace brian
