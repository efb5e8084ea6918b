#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/fan.h"
#include "engine/routine.h"
#include "engine/state.h"

namespace brian {

/// Synapses as a rule makes them: pairs in any order of sources, in creation order within a source.
struct Edges {
    std::vector<std::uint32_t> source;  ///< number within the source (sub)group
    std::vector<std::uint32_t> target;  ///< neuron of the whole target group
    std::vector<std::uint64_t>
        origin;  ///< position in the user's list (pairs, file); empty for other rules
    [[nodiscard]] std::size_t size() const { return source.size(); }
    void clear() {
        source.clear();
        target.clear();
        origin.clear();
    }
};

/// All synapses onto one target block, compressed by source: a worker owns it with the block's
/// neurons.
struct SynapseBlock {
    IndexRange targets;               ///< neurons of the target group
    std::uint64_t first = 0;          ///< number of the block's first synapse within the connection
    Fan by_source;                    ///< in place: the order of all arrays of the block
    std::vector<std::uint16_t> post;  ///< target - targets.begin
    std::vector<std::uint32_t> wide_post;  ///< in place of `post` where 16 bits do not serve
    /// Where each row reaches targets that follow each other, and all rows begin with the same one:
    /// which one. Nothing where delays differ.
    std::optional<std::uint32_t> targets_count_from;
    std::vector<std::uint32_t> pre;     ///< row of the source; only where code needs it
    std::vector<std::uint32_t> number;  ///< of each among all, as created; only where needed
    std::vector<std::uint64_t> origin;  ///< only while the connection is built
    StateTable state;                   ///< synaptic variables
    StateTable of_sources;    ///< those that are the same for all synapses of a row, by row
    StateTable of_targets;    ///< those that are the same for all synapses of a target, by target
    Preparation preparation;  ///< of the clock-driven equations
    Routine update;           ///< the clock-driven equations, from step k to k+1

    [[nodiscard]] std::uint32_t size() const {
        return by_source.begin.empty() ? 0 : by_source.begin.back();
    }
    [[nodiscard]] std::array<StateTable*, 3> tables() { return {&state, &of_sources, &of_targets}; }
    /// Where the variable is kept; nullptr when the block has none of that name.
    [[nodiscard]] Column* find(std::string_view variable);
    /// Target of a synapse, counted from targets.begin.
    [[nodiscard]] std::uint32_t target(std::uint32_t synapse) const {
        return wide_post.empty() ? post[synapse] : wide_post[synapse];
    }
    [[nodiscard]] IndexArray target_index() const;
    [[nodiscard]] std::vector<Row> rows() const;  ///< all non-empty rows
};

/// Sorts edges by source (stable) into a block. All targets must lie in `targets`.
[[nodiscard]] SynapseBlock make_block(IndexRange targets, std::uint32_t n_sources,
                                      const Edges& edges);

/// Fills `number` of every block: by source, then target, as most rules create them, or by position
/// in the user's list.
void number_synapses(std::vector<SynapseBlock>& blocks);

/// Fills `pre`, for code that does not go row by row.
void note_sources(SynapseBlock& block);

/// Gives each synapse its delay in steps: reorders every row by descending delay (stable, so that
/// spikes arriving together are delivered in order of emission) with all columns, and builds the
/// segments.
void set_delays(SynapseBlock& block, const std::vector<std::uint32_t>& steps);

}  // namespace brian
