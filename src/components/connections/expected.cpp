#include "components/connections/expected.h"

#include <algorithm>
#include <numeric>

namespace brian {

double expected_synapses(const RuleInput& input, double probability) {
    return probability * input.n_sources * input.n_targets
           * static_cast<double>(input.multiplicity);
}

double expected_synapses(const RuleInput& input, const PairExpression& probability) {
    constexpr std::uint32_t most_rows = 16;
    const std::uint32_t n_rows = std::min(most_rows, input.n_sources);
    if (n_rows == 0 || input.n_targets == 0) return 0.0;
    double sum = 0.0;
    std::vector<double> p;
    for (std::uint32_t row = 0; row < n_rows; ++row) {
        const std::uint64_t i = std::uint64_t{row} * input.n_sources / n_rows;
        probability(static_cast<std::uint32_t>(i), {0, input.n_targets}, p);
        sum = std::accumulate(p.begin(), p.end(), sum);
    }
    return expected_synapses(input, sum / n_rows / input.n_targets);
}

}  // namespace brian
