#include "components/monitors/make_monitor.h"

#include <array>
#include <string_view>

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"
#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"

namespace brian {
namespace {

struct MonitorType {
    std::string_view name;
    MonitorParts (*make)(const MonitorInput&);
    Watches watches;
};

constexpr std::array types = {
#define MONITOR(type, watches) MonitorType{#type, make_##type##_monitor, Watches::watches},
#include "components/monitors/monitors.def"
#undef MONITOR
};

/// The monitor at the moment and in the order that the user asks for.
MonitorParts timed(const MonitorInput& input, const MonitorType& type) {
    MonitorParts parts = type.make(input);
    const Fields fields = fields_of(input);
    const Moment usual = parts.when;
    parts.when = moment_of(fields, usual);
    parts.order = order_of(fields, parts.order);
    if (type.watches == Watches::Spikes) need_spikes_known(input, usual, parts);
    return parts;
}

}  // namespace

std::optional<Watches> watched_by(std::string_view name) {
    for (const MonitorType& type : types)
        if (type.name == name) return type.watches;
    return std::nullopt;
}

MonitorParts make_monitor(const MonitorInput& input) {
    std::vector<std::string> known;
    for (const MonitorType& type : types) {
        if (input.spec->type.text() == type.name) return timed(input, type);
        known.emplace_back(type.name);
    }
    throw ModelError({.message = format("unknown type of monitor '{}'", input.spec->type.text()),
                      .where = input.spec->type,
                      .path = input.spec->path + ".type",
                      .hint = did_you_mean(input.spec->type.text(), known)});
}

std::vector<FieldVariant> monitor_schemas() {
    return {
#define MONITOR(type, watches) type##_monitor_schema(),
#include "components/monitors/monitors.def"
#undef MONITOR
    };
}

Fields fields_of(const MonitorInput& input) {
    return {input.spec->fields, input.spec->where, input.spec->path, input.values};
}

SeriesInfo series_of(const MonitorInput& input, SeriesInfo::Kind kind) {
    SeriesInfo info;
    info.kind = kind;
    info.monitor = input.spec->name;
    info.population = input.of.population;
    info.n_neurons = input.of.population_size;
    info.units = "1";
    info.synapses = input.of.synapses;
    if (info.synapses) info.synapses->sources = info.synapses->targets = {};
    return info;
}

void add_member(SeriesInfo& info, const Watched& of, std::uint32_t member) {
    info.ids.push_back(of.ids[member]);
    if (!info.synapses) return;
    info.synapses->sources.push_back(of.synapses->sources[member]);
    info.synapses->targets.push_back(of.synapses->targets[member]);
}

}  // namespace brian
