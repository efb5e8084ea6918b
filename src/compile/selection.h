#pragma once

#include "compile/model.h"

namespace brian {

/// What `P`, `P.exc` or `S` refers to. Throws ModelError with the nearest name.
[[nodiscard]] Selection select(Model& model, const SourceSpan& reference, const std::string& path);

/// The members as a source of spikes, numbered among themselves.
[[nodiscard]] SpikeView spikes_of(const Selection& selection, const SpikeBuffer* buffer);

/// Warns where spikes are expected of a group that has no threshold.
void warn_if_silent(Model& model, const Selection& selection, const SourceSpan& where,
                    const std::string& path);

/// The neurons for which a condition of i, N and constants is true. `what` names it in errors.
[[nodiscard]] std::vector<std::uint32_t> where_true(Model& model, const Population& population,
                                                    const Value& value, const std::string& what);

/// Reads "0:3200", a list of ascending indices, or a condition of i into the neurons of the
/// subgroup.
[[nodiscard]] std::vector<std::uint32_t> read_subgroup(Model& model, const Population& population,
                                                       const NamedValue& subgroup);

}  // namespace brian
