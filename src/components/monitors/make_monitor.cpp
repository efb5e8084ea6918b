#include "components/monitors/make_monitor.h"

#include <array>
#include <string_view>

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"
#include "components/monitors/monitor_types.h"

namespace brian {
namespace {

struct MonitorType {
    std::string_view name;
    MonitorParts (*make)(const MonitorInput&);
};

constexpr std::array types = {
#define MONITOR(type) MonitorType{#type, make_##type##_monitor},
#include "components/monitors/monitors.def"
#undef MONITOR
};

}  // namespace

MonitorParts make_monitor(const MonitorInput& input) {
    std::vector<std::string> known;
    for (const MonitorType& type : types) {
        if (input.spec->type.text() == type.name) return type.make(input);
        known.emplace_back(type.name);
    }
    throw ModelError({.message = format("unknown type of monitor '{}'", input.spec->type.text()),
                      .where = input.spec->type,
                      .path = input.spec->path + ".type",
                      .hint = did_you_mean(input.spec->type.text(), known)});
}

std::vector<FieldVariant> monitor_schemas() {
    return {
#define MONITOR(type) type##_monitor_schema(),
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
    return info;
}

}  // namespace brian
