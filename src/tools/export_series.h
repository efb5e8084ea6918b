#pragma once

#include <string>
#include <vector>

#include "hdf5/results_reader.h"
#include "tools/new_file.h"

/// Results as tables of text. Files are named STEM.KIND.NAME.csv and STEM.NAME.gdf after the
/// results file. All functions throw ModelError and OutputError.
namespace brian {

struct ExportPlace {
    std::string folder = ".";
    Existing existing = Existing::Refuse;
};

/// A table for each series; the first line names the columns, with their units. Returns the names
/// of the files.
std::vector<std::string> export_csv(const ResultsReader& results, const ExportPlace& place);

/// A line "neuron time" for each spike, as NEST writes them, times in ms; a file for each monitor.
std::vector<std::string> export_gdf(const ResultsReader& results, const ExportPlace& place);

}  // namespace brian
