#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "components/fields.h"
#include "components/monitors/make_monitor.h"

/// The keys that say when a monitor looks.
namespace brian {

/// What the key `when` says; `usual` without it.
[[nodiscard]] Moment moment_of(const Fields& fields, const Moment& usual);

/// What the key `order` says; `usual` without it.
[[nodiscard]] int order_of(const Fields& fields, int usual);

/// A time in seconds between two samples, or nothing: in every step.
struct Interval {
    std::optional<double> seconds;
    [[nodiscard]] std::int64_t steps(double dt) const;
};

/// What that key, which is a time, says of intervals; warns where it is no multiple of one of these
/// time steps.
[[nodiscard]] Interval interval_of(const Fields& fields, const char* key,
                                   const std::vector<double>& dts);

/// Refuses moments of the step at which its spikes (or events) are not known yet.
void need_spikes_known(const MonitorInput& input, const Moment& usual, const MonitorParts& parts);

/// The schema with the keys `when` and `order`, whose defaults these are.
[[nodiscard]] FieldVariant with_timing(FieldVariant schema, const std::string& when,
                                       const std::string& order);

}  // namespace brian
