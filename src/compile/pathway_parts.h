#pragma once

#include "compile/pathways.h"
#include "compile/split_code.h"

namespace brian {

/// The code of a pathway in the parts that blocks run.
struct PathwayParts {
    SplitCode plain;  ///< values of the other end where they are read
    SplitCode ahead;  ///< the same code with those values computed ahead, where that may help
};
[[nodiscard]] PathwayParts parts_of(const Building& b, const PathwayPlan& plan);

/// Compiles the parts for one block; nothing for an empty one. Notes in the pathway whether lists
/// of synapses need their sources.
[[nodiscard]] PathwayCode compile_parts(Building& b, const PathwayParts& parts, SynapseBlock& block,
                                        Pathway& pathway);

/// What --explain says of the parts; nothing where there is but one.
[[nodiscard]] std::string text_of(const PathwayParts& parts, Pathway::End end);

}  // namespace brian
