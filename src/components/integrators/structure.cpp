#include "components/integrators/structure.h"

namespace brian {

// Warshall (1962) J. ACM 9:11.
Structure Structure::closure() const {
    Structure reach = *this;
    for (std::size_t i = 0; i < n_; ++i) reach.set(i, i);
    for (std::size_t via = 0; via < n_; ++via)
        for (std::size_t row = 0; row < n_; ++row)
            for (std::size_t column = 0; column < n_; ++column)
                if (reach.at(row, via) && reach.at(via, column)) reach.set(row, column);
    return reach;
}

std::vector<std::vector<std::size_t>> Structure::independent_parts() const {
    Structure linked = *this;
    for (std::size_t row = 0; row < n_; ++row)
        for (std::size_t column = 0; column < n_; ++column)
            if (at(row, column)) linked.set(column, row);
    const Structure together = linked.closure();

    std::vector<std::vector<std::size_t>> parts;
    std::vector<bool> placed(n_, false);
    for (std::size_t first = 0; first < n_; ++first) {
        if (placed[first]) continue;
        std::vector<std::size_t>& part = parts.emplace_back();
        for (std::size_t member = first; member < n_; ++member) {
            if (!together.at(first, member)) continue;
            part.push_back(member);
            placed[member] = true;
        }
    }
    return parts;
}

}  // namespace brian
