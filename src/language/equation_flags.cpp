#include "language/equation_flags.h"

#include <algorithm>
#include <array>

#include "base/format.h"
#include "base/suggest.h"
#include "language/fail.h"

namespace brian {

namespace {

using Kind = EquationKind;

struct KnownFlag {
    std::string_view text;
    std::array<Kind, 3> kinds;  ///< the equations that may have it
};

// b2:brian2/groups/neurongroup.py and b2:brian2/synapses/synapses.py
constexpr std::array known_flags = {
    KnownFlag{"unless refractory", {Kind::Differential, Kind::Differential, Kind::Differential}},
    KnownFlag{"event-driven", {Kind::Differential, Kind::Differential, Kind::Differential}},
    KnownFlag{"clock-driven", {Kind::Differential, Kind::Differential, Kind::Differential}},
    KnownFlag{"constant", {Kind::Parameter, Kind::Parameter, Kind::Parameter}},
    KnownFlag{"shared", {Kind::Parameter, Kind::Subexpression, Kind::Differential}},
    KnownFlag{"added", {Kind::Parameter, Kind::Subexpression, Kind::Subexpression}},
    KnownFlag{"linked", {Kind::Parameter, Kind::Parameter, Kind::Parameter}},
    KnownFlag{"constant over dt", {Kind::Subexpression, Kind::Subexpression, Kind::Subexpression}},
    KnownFlag{"summed", {Kind::Subexpression, Kind::Subexpression, Kind::Subexpression}},
};

std::string_view description(Kind kind) {
    if (kind == Kind::Differential) return "a differential equation";
    return kind == Kind::Parameter ? "a parameter" : "a subexpression";
}

std::vector<std::string> flag_names() {
    std::vector<std::string> names;
    names.reserve(known_flags.size());
    for (const KnownFlag& flag : known_flags) names.emplace_back(flag.text);
    return names;
}

std::string flags_of(Kind kind) {
    std::vector<std::string_view> names;
    for (const KnownFlag& flag : known_flags)
        if (std::find(flag.kinds.begin(), flag.kinds.end(), kind) != flag.kinds.end())
            names.push_back(flag.text);
    return format("{} may be: {}", description(kind), join(names, ", "));
}

/// The words of a flag, one space between them and none round a hyphen.
Flag flag_of(const Line& line, std::size_t begin, std::size_t end) {
    Flag flag{{}, span_of(line, begin, end)};
    for (std::size_t i = begin; i < end; ++i) {
        const bool hyphen = line[i].is("-") || (i > begin && line[i - 1].is("-"));
        if (i > begin && !hyphen) flag.text += ' ';
        flag.text += line[i].text();
    }
    return flag;
}

void check_flag(const std::vector<Flag>& earlier, const Flag& flag, Kind kind) {
    const auto* known =
        std::find_if(known_flags.begin(), known_flags.end(),
                     [&](const KnownFlag& candidate) { return candidate.text == flag.text; });
    if (known == known_flags.end())
        fail(flag.where, format("unknown flag '{}'", flag.text),
             did_you_mean(flag.text, flag_names()));
    if (std::find(known->kinds.begin(), known->kinds.end(), kind) == known->kinds.end())
        fail(flag.where, format("{} cannot be '{}'", description(kind), flag.text), flags_of(kind));
    for (const Flag& other : earlier) {
        if (other.text == flag.text)
            fail(flag.where, format("the flag '{}' stands twice", flag.text), "remove one");
        if (other.text.ends_with("-driven") && flag.text.ends_with("-driven"))
            fail(flag.where, format("'{}' contradicts '{}'", flag.text, other.text), "remove one");
    }
}

}  // namespace

std::vector<Flag> parse_flags(const Line& line, std::size_t begin, EquationKind kind) {
    std::vector<Flag> flags;
    if (begin == line.size()) return flags;
    if (!line.back().is(")"))
        fail(line[begin].where, "the '(' before the flags is never closed", "add a ')' at the end");
    std::size_t first = begin + 1;
    for (std::size_t i = first; i < line.size(); ++i) {
        if (!line[i].is(",") && !line[i].is(")")) continue;
        if (i == first) fail(line[i].where, "a flag is missing here", flags_of(kind));
        Flag flag = flag_of(line, first, i);
        check_flag(flags, flag, kind);
        flags.push_back(std::move(flag));
        first = i + 1;
    }
    return flags;
}

}  // namespace brian
