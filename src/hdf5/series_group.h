#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "engine/recording.h"
#include "hdf5/file.h"

namespace brian {

/// What is in earlier segments of a results file of a series that goes on in the next.
struct SeriesPast {
    std::string path;                                             ///< of its group: "spikes/P"
    std::uint64_t n_frames = 0;                                   ///< of traces and rates
    double last_time = -std::numeric_limits<double>::infinity();  ///< [s] of its last spike
    Sorting sorting = Sorting::ByTime;                            ///< of its spikes
    std::uint64_t n_bytes = 0;                                    ///< of a text file
};

/// Path of the group of a new series: KIND/<monitor>, or KIND/<monitor>_<variable> of what watches
/// a variable. When there is one of that name already, as for a later segment of the same monitor,
/// it is NAME_2, NAME_3 ... Throws Hdf5Error.
[[nodiscard]] std::string free_series_path(hid_t file, const SeriesInfo& info);

/// Creates the group of a series, with the attributes that all series have. Throws Hdf5Error.
[[nodiscard]] Handle create_series_group(hid_t file, const std::string& path,
                                         const SeriesInfo& info);

/// The datasets that say of which neurons the values are: `node_id`; or of which synapses:
/// `synapse_id`, `source_node_id`, `target_node_id`. Throws Hdf5Error.
void write_ids(hid_t group, const SeriesInfo& info);

}  // namespace brian
