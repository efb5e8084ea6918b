#pragma once

#include "components/fields.h"
#include "components/monitors/make_monitor.h"

namespace brian {

#define MONITOR(type, watches)                                                   \
    [[nodiscard]] MonitorParts make_##type##_monitor(const MonitorInput& input); \
    [[nodiscard]] FieldVariant type##_monitor_schema();
#include "components/monitors/monitors.def"
#undef MONITOR

/// Values held back before they are appended: 256 KiB of them.
inline constexpr std::size_t values_held_back = 32768;

/// The keys of the monitor that is being made.
[[nodiscard]] Fields fields_of(const MonitorInput& input);

/// A series of the monitor: its name and population filled in.
[[nodiscard]] SeriesInfo series_of(const MonitorInput& input, SeriesInfo::Kind kind);

/// Adds a member of what is watched to the ids of a series.
void add_member(SeriesInfo& info, const Watched& of, std::uint32_t member);

}  // namespace brian
