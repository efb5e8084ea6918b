#pragma once

#include <string>
#include <vector>

#include "hdf5/results_reader.h"
#include "tools/new_file.h"

namespace brian {

/// What has been written, and what could not be.
struct ExportedCircuit {
    std::vector<std::string> files;
    std::vector<std::string> left_out;  ///< connections that end at other connections
};

/// Writes a SONATA circuit into a folder: circuit_config.json, simulation_config.json,
/// node_sets.json, network/ (nodes and edges with the tables of their types), output/ (spikes and
/// reports). Throws ModelError when the results do not hold their network, OutputError.
ExportedCircuit export_sonata(const ResultsReader& results, const std::string& folder,
                              Existing existing);

}  // namespace brian
