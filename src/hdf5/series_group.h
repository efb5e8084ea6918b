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

}  // namespace brian
