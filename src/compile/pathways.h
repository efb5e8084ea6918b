#pragma once

#include <string>
#include <vector>

#include "compile/building.h"

namespace brian {

/// A pathway before it is built.
struct PathwayPlan {
    std::string name;   ///< "pre", "post", or as the user calls it
    std::string path;   ///< "connections.S.on_pre.up"
    std::string label;  ///< what --explain calls it
    Pathway::End end = Pathway::End::Source;
    CodeBlock code;  ///< resolved, with refractory and event-driven variables seen to
    Value delay;     ///< its own, if any
    LocatedText event, order;
    double delay_of_all = 0.0;  ///< the connection's delay [s], when all synapses share it
    /// [s] block by block, when they do not and the length of the steps changes.
    std::vector<std::vector<double>> delays_of_each;
};

/// Reads `on_pre` and `on_post`, or what the classic sugar stands for; each pathway is a catch
/// boundary of its own. Whether there was no mistake.
[[nodiscard]] bool read_pathways(Building& b, std::vector<PathwayPlan>& plans);

/// Compiles the code for every block and schedules its delivery.
void build_pathway(Building& b, const PathwayPlan& plan);

}  // namespace brian
