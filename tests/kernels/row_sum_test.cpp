#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "kernels/memory.h"

namespace brian::test {
namespace {

constexpr std::uint32_t n_targets = 3000;

/// Rows of all lengths, none and very long ones among them, onto targets in any order.
struct Network {
    std::vector<Row> rows;
    std::vector<std::uint16_t> narrow;
    std::vector<std::uint32_t> wide;

    Network() {
        std::uint32_t random = 1;
        std::uint32_t number = 0;
        for (const std::uint32_t length :
             {80U, 0U, 1U, 1500U, 1024U, 3U, 1025U, 900U, 1000U, 700U, 1U, 2U, 0U}) {
            const auto begin = static_cast<std::uint32_t>(narrow.size());
            for (std::uint32_t k = 0; k < length; ++k) {
                random = random * 1664525U + 1013904223U;
                narrow.push_back(static_cast<std::uint16_t>(random % n_targets));
            }
            rows.push_back({number++, begin, static_cast<std::uint32_t>(narrow.size())});
        }
        wide.assign(narrow.begin(), narrow.end());
    }
};

Values start() {
    Values values(n_targets);
    for (std::uint32_t k = 0; k < n_targets; ++k) values[k] = k % 3 == 0 ? -0.0 : 1.0 / k;
    return values;
}

Values flags() {
    Values values(n_targets, 1.0);
    for (std::uint32_t k = 0; k < n_targets; k += 7) values[k] = 0.0;
    return values;
}

/// What the sum is, synapse by synapse; with flags, 0.0 is added where they are 0.
Values expected(const Network& network, bool flagged) {
    Values x = start();
    const Values flag = flags();
    for (const Row& row : network.rows)
        for (std::uint32_t e = row.begin; e < row.end; ++e)
            x[network.narrow[e]] += !flagged || flag[network.narrow[e]] != 0.0 ? 0.1 : 0.0;
    return x;
}

template <class Index>
Values summed(Backend backend, const Network& network, const std::vector<Index>& index,
              const std::string& code) {
    Memory memory;
    memory.gathered("x_post", start(), index.data()).gathered("f_post", flags(), index.data());
    memory.kernel(backend, code)->run_rows(network.rows);
    return memory["x_post"];
}

}  // namespace

TEST_CASE("equal values are added in the order of the synapses, however long the rows are") {
    const Network network;
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        const Values all = expected(network, false);
        CHECK(summed(backend, network, network.narrow, "x_post += 0.1") == all);
        CHECK(summed(backend, network, network.wide, "x_post += 0.1") == all);
        const Values some = expected(network, true);
        const std::string held = "x_post += where(f_post, 0.1, 0)";
        CHECK(summed(backend, network, network.narrow, held) == some);
        CHECK(summed(backend, network, network.wide, held) == some);
    }
}

}  // namespace brian::test
