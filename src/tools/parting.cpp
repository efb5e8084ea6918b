#include "tools/parting.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace brian {

bool same_value(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b)
           || (std::isnan(a) && std::isnan(b));
}

std::optional<Parting> find_parting(const ResultsReader& a, const ResultsReader& b,
                                    const std::string& dataset) {
    constexpr std::uint64_t numbers = 1048576;
    const DatasetExtent shape = a.shape(dataset);
    const std::uint64_t width = std::max<std::uint64_t>(1, shape.width());
    const std::uint64_t chunk = std::max<std::uint64_t>(1, numbers / width);
    const std::uint64_t n_rows = std::min(shape.rows(), b.shape(dataset).rows());
    Parting parting;
    for (std::uint64_t first = 0; first < n_rows; first += chunk) {
        const std::uint64_t n = std::min(chunk, n_rows - first);
        const std::vector<double> of_a = a.rows(dataset, first, n);
        const std::vector<double> of_b = b.rows(dataset, first, n);
        for (std::size_t k = 0; k < std::min(of_a.size(), of_b.size()); ++k) {
            if (same_value(of_a[k], of_b[k])) continue;
            if (parting.n_different++ == 0) {
                parting.row = first + k / width;
                parting.column = k % width;
                parting.a = of_a[k];
                parting.b = of_b[k];
            }
            parting.largest = std::fmax(parting.largest, std::fabs(of_a[k] - of_b[k]));
        }
        parting.n_compared += of_a.size();
    }
    if (parting.n_different == 0) return std::nullopt;
    return parting;
}

}  // namespace brian
