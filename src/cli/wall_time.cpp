#include "cli/wall_time.h"

#include <algorithm>
#include <array>

#include "base/number.h"

namespace brian {

namespace {

struct Unit {
    char letter;
    double seconds;
};
constexpr std::array<Unit, 4> units{{{'d', 86400.0}, {'h', 3600.0}, {'m', 60.0}, {'s', 1.0}}};

std::optional<double> positive(const std::string& digits) {
    const bool plain =
        !digits.empty() && digits.find_first_not_of("0123456789.") == std::string::npos;
    return plain ? parse_number(digits) : std::nullopt;
}

/// "1d12h30m": each unit once, the longer ones first.
std::optional<double> with_units(const std::string& text) {
    double seconds = 0.0;
    std::size_t at = 0;
    for (const Unit& unit : units) {
        const std::size_t end = text.find_first_not_of("0123456789.", at);
        if (end == std::string::npos || text[end] != unit.letter) continue;
        const std::optional<double> number = positive(text.substr(at, end - at));
        if (!number) return std::nullopt;
        seconds += *number * unit.seconds;
        at = end + 1;
    }
    return at == text.size() ? std::optional(seconds) : std::nullopt;
}

/// "1-12:00:00", or without days "23:50:00".
std::optional<double> as_slurm(const std::string& text) {
    const std::size_t dash = text.find('-');
    double seconds = 0.0;
    std::string rest = text;
    if (dash != std::string::npos) {
        const std::optional<double> days = positive(text.substr(0, dash));
        if (!days) return std::nullopt;
        seconds = *days * 86400.0;
        rest = text.substr(dash + 1);
    }
    // Without days two numbers could be hours and minutes, or minutes and seconds.
    const auto n_colons = std::count(rest.begin(), rest.end(), ':');
    if (n_colons > 2 || rest.empty() || rest.back() == ':'
        || (dash == std::string::npos && n_colons != 2))
        return std::nullopt;
    for (double unit = 3600.0; !rest.empty(); unit /= 60.0) {
        const std::size_t colon = std::min(rest.find(':'), rest.size());
        const std::optional<double> number = positive(rest.substr(0, colon));
        if (!number) return std::nullopt;
        seconds += *number * unit;
        rest = colon == rest.size() ? "" : rest.substr(colon + 1);
    }
    return seconds;
}

}  // namespace

std::optional<double> wall_time(const std::string& text) {
    const bool slurm = text.find_first_of("-:") != std::string::npos;
    const std::optional<double> seconds = slurm ? as_slurm(text) : with_units(text);
    return seconds && *seconds > 0.0 ? seconds : std::nullopt;
}

}  // namespace brian
