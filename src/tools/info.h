#pragma once

#include <string>

#include "hdf5/results_reader.h"
#include "tools/text_plot.h"

namespace brian {

/// Where a summary is shown.
struct Look {
    std::size_t width = 80;  ///< characters
    Glyphs glyphs = Glyphs::Unicode;
};

/// What a results file holds, in a page: the model and how it was run, its series with counts and
/// rates, and pictures of its spikes.
[[nodiscard]] std::string info_text(const ResultsReader& results, const Look& look);

}  // namespace brian
