#include "engine/pathway_code.h"

#include <numeric>

namespace brian {

void PathwayCode::set_ahead(Routine ahead, std::uint32_t n, Routine each) {
    ahead_ = std::move(ahead);
    n_ahead_ = n;
    each_after_ahead_ = std::move(each);
}

void PathwayCode::run_rows(std::span<const std::uint32_t> neurons, std::span<const Row> rows) {
    once_.run(neurons);
    const std::size_t n =
        std::accumulate(rows.begin(), rows.end(), std::size_t{0},
                        [](std::size_t sum, const Row& row) { return sum + row.end - row.begin; });
    for_synapses(n).run_rows(rows);
}

void PathwayCode::run_listed(std::span<const std::uint32_t> neurons,
                             std::span<const std::uint32_t> synapses, const IndexArray& sources) {
    begin_list(neurons, synapses.size()).run_listed(synapses, sources);
}

Routine& PathwayCode::begin_list(std::span<const std::uint32_t> neurons, std::size_t n) {
    once_.run(neurons);
    return for_synapses(n);
}

void PathwayCode::employ(Workers* workers) {
    ahead_.employ(workers);
    each_.employ_for_lists(workers);
    each_after_ahead_.employ_for_lists(workers);
}

Routine& PathwayCode::for_synapses(std::size_t n) {
    if (!ahead_) return each_;
    if (!computed_ahead_ && n < n_ahead_) return each_;
    if (!computed_ahead_) ahead_.run(IndexRange{0, n_ahead_});
    computed_ahead_ = true;
    return each_after_ahead_;
}

}  // namespace brian
