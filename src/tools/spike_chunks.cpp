#include "tools/spike_chunks.h"

#include <algorithm>

namespace brian {

void for_each_chunk(
    const ResultsReader& results, const std::string& group,
    const std::function<void(std::span<const double>, std::span<const double>)>& work) {
    constexpr std::uint64_t chunk = 262144;
    const std::uint64_t n = results.shape(group + "/timestamps").rows();
    for (std::uint64_t first = 0; first < n; first += chunk) {
        const std::vector<double> times = results.rows(group + "/timestamps", first, chunk);
        const std::vector<double> ids = results.rows(group + "/node_ids", first, chunk);
        const std::size_t both = std::min(times.size(), ids.size());
        work(std::span(times).first(both), std::span(ids).first(both));
    }
}

}  // namespace brian
