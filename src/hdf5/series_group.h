#pragma once

#include <string>

#include "engine/recording.h"
#include "hdf5/file.h"

namespace brian {

/// Creates the group of a series: /KIND/<monitor>, or /KIND/<monitor>_<variable> of what watches a
/// variable, with the attributes that all series have. When there is one of that name already, as
/// for a later segment of the same monitor, it is NAME_2, NAME_3 ... Throws Hdf5Error.
[[nodiscard]] Handle create_series_group(hid_t file, const std::string& kind,
                                         const SeriesInfo& info);

/// The datasets that say of which neurons the values are: `node_id`; or of which synapses:
/// `synapse_id`, `source_node_id`, `target_node_id`. Throws Hdf5Error.
void write_ids(hid_t group, const SeriesInfo& info);

}  // namespace brian
