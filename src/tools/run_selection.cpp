#include "tools/run_selection.h"

#include <numeric>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "tools/sweep_text.h"

namespace brian {

namespace {

std::size_t run_number(const SourceSpan& text, std::size_t n) {
    const std::size_t run = whole_number(text, "the number of a run", 0);
    if (run < n) return run;
    throw ModelError({.message = format("there is no run {}", run),
                      .where = text,
                      .path = {},
                      .hint = format("there are {}, from 0 to {}", n, n - 1)});
}

}  // namespace

std::vector<std::size_t> select_runs(const std::string& text, std::size_t n) {
    std::set<std::size_t> runs;
    if (text.empty()) {
        std::vector<std::size_t> all(n);
        std::iota(all.begin(), all.end(), std::size_t{0});
        return all;
    }
    for (const SourceSpan& part : split_outside(whole_text(text, "--only"), ',')) {
        const std::vector<SourceSpan> ends = split_outside(part, ':');
        const std::size_t first = run_number(ends.front(), n);
        std::size_t last = first;
        if (ends.size() == 2) {
            const std::size_t end = whole_number(ends.back(), "the end of a range", first + 1);
            last = end == n ? n - 1 : run_number(ends.back(), n) - 1;
        } else if (ends.size() > 2) {
            throw ModelError({.message = format("'{}' is no range of runs", part.text()),
                              .where = part,
                              .path = {},
                              .hint = "8:12 is 8, 9, 10, 11"});
        }
        for (std::size_t run = first; run <= last; ++run) runs.insert(run);
    }
    return {runs.begin(), runs.end()};
}

std::string name_runs(const std::vector<std::size_t>& runs) {
    std::string text;
    for (std::size_t k = 0; k < runs.size();) {
        std::size_t end = k + 1;
        while (end < runs.size() && runs[end] == runs[end - 1] + 1) ++end;
        text += format("{}{}", text.empty() ? "" : ",", runs[k]);
        if (end - k > 2) {
            text += format(":{}", runs[end - 1] + 1);
        } else if (end - k == 2) {
            text += format(",{}", runs[end - 1]);
        }
        k = end;
    }
    return text;
}

}  // namespace brian
