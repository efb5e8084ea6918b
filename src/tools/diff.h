#pragma once

#include <string>
#include <vector>

#include "hdf5/results_reader.h"

namespace brian {

/// How two results files compare. What was recorded counts, and the final state of runs of the same
/// model and seed; how a run was made (program, engine, CPU, times) does not.
struct Comparison {
    std::vector<std::string> differences;  ///< of the results, those earliest in the run first
    std::vector<std::string> models;       ///< values in which the models and seeds differ
    std::vector<std::string> remarks;      ///< what may be the reason: versions of the program
    [[nodiscard]] bool same_results() const { return differences.empty(); }
};

[[nodiscard]] Comparison compare(const ResultsReader& a, const ResultsReader& b);

/// As the user reads it; the files are called A and B.
[[nodiscard]] std::string comparison_text(const Comparison& comparison);

}  // namespace brian
