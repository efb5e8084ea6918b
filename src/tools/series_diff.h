#pragma once

#include <limits>
#include <string>
#include <vector>

#include "hdf5/results_reader.h"

namespace brian {

/// A difference between two results, and when in the run it is first seen.
struct Difference {
    double time = std::numeric_limits<double>::infinity();  ///< [ms]; infinite: of no moment
    std::string text;
};

/// All differences of what was recorded, one or two for each dataset, in no order.
[[nodiscard]] std::vector<Difference> series_differences(const ResultsReader& a,
                                                         const ResultsReader& b);

}  // namespace brian
