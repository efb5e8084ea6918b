#include "base/suggest.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

#include "base/format.h"

namespace brian {

namespace {

constexpr std::size_t few_names = 8;

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char character) {
        return static_cast<char>(std::tolower(character));
    });
    return lower;
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`
/// (optimal string alignment; Damerau 1964, Commun. ACM 7:171).
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_previous(b.size() + 1);
    std::vector<std::size_t> previous(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[j] = std::min({replaced, previous[j] + 1, current[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) current[j] = std::min(current[j], before_previous[j - 2] + 1);
        }
        std::swap(before_previous, previous);
        std::swap(previous, current);
    }
    return previous[b.size()];
}

/// Largest distance at which a name of that length may still be a slip of the pen.
std::size_t tolerated_distance(std::size_t length) {
    return (length + 2) / 3;
}

}  // namespace

std::string nearest(std::string_view name, const std::vector<std::string>& known) {
    const std::string wanted = lower_case(name);
    std::string best;
    std::size_t best_distance = std::min(tolerated_distance(name.size()) + 1, name.size());
    for (const std::string& candidate : known) {
        const std::size_t distance = edit_distance(wanted, lower_case(candidate));
        if (distance >= best_distance) continue;
        best = candidate;
        best_distance = distance;
    }
    return best;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
    const std::string best = nearest(name, known);
    if (!best.empty()) return format("did you mean '{}'?", best);
    if (known.empty() || known.size() > few_names) return {};
    return format("known are: {}", join(known, ", "));
}

}  // namespace brian
