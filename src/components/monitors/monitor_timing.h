#pragma once

#include <cstdint>
#include <string>

#include "components/fields.h"
#include "components/monitors/make_monitor.h"

/// The keys that say when a monitor looks.
namespace brian {

/// What the key `when` says; `usual` without it.
[[nodiscard]] Moment moment_of(const Fields& fields, const Moment& usual);

/// What the key `order` says; `usual` without it.
[[nodiscard]] int order_of(const Fields& fields, int usual);

/// Steps from one sample to the next by that key, which is a time; 1 without it.
[[nodiscard]] std::int64_t steps_between(const Fields& fields, const char* key, double dt);

/// Refuses moments of the step at which its spikes (or events) are not known yet.
void need_spikes_known(const Fields& fields, const Moment& usual, const MonitorParts& parts);

/// The schema with the keys `when` and `order`, whose defaults these are.
[[nodiscard]] FieldVariant with_timing(FieldVariant schema, const std::string& when,
                                       const std::string& order);

}  // namespace brian
