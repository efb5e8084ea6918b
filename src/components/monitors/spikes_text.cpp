#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"
#include "components/monitors/spike_log.h"

namespace brian {

MonitorParts make_spikes_text_monitor(const MonitorInput& input) {
    return {make_spike_log(input, SeriesInfo::Kind::SpikesText), {Slot::Thresholds, Phase::At}, 1};
}

FieldVariant spikes_text_monitor_schema() {
    return with_timing(
        {.type = "spikes_text",
         .description = "spikes as lines `neuron, time` (in seconds) of a text file, written while "
                        "the network runs",
         .fields = {{.key = "file",
                     .shapes = {Shape::Text},
                     .description = "name of the text file; its place counts from the folder of "
                                    "the results",
                     .example = "spikes.txt",
                     .required = true}}},
        "thresholds", "1");
}

}  // namespace brian
