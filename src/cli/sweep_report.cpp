#include "cli/sweep_report.h"

#include <algorithm>

#include "base/format.h"
#include "spec/json.h"
#include "tools/sweep_column.h"

namespace brian {

namespace {

std::string shell_word(const std::string& text) {
    constexpr const char* harmless =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%";
    if (!text.empty() && text.find_first_not_of(harmless) == std::string::npos) return text;
    std::string quoted = "'";
    for (const char character : text)
        quoted += character == '\'' ? std::string("'\\''") : std::string(1, character);
    return quoted + "'";
}

std::size_t count_of(const std::vector<SweepRun>& runs, RunState state) {
    return static_cast<std::size_t>(
        std::count_if(runs.begin(), runs.end(),
                      [state](const SweepRun& run) { return run.record.state == state; }));
}

std::string values_text(const SweepColumn& column) {
    const std::size_t n = column.values.size();
    std::string first = column.values.front().yaml;
    if (n == 1) return first;
    if (n == 2) return format("{}, {}", first, column.values[1].yaml);
    return format("{}, {}{} {}", first, column.values[1].yaml, n == 3 ? "," : " ...",
                  column.values.back().yaml);
}

}  // namespace

std::string shell_command(const std::vector<std::string>& arguments) {
    std::string text;
    for (const std::string& argument : arguments)
        text += (text.empty() ? "" : " ") + shell_word(argument);
    return text;
}

std::string plan_text(const SweepPlan& plan, const std::vector<SweepRun>& runs) {
    std::string text = format("{} run{}", plan.size(), plan.size() == 1 ? "" : "s");
    if (plan.repeats() > 1)
        text += format(": {} points, {} runs each", plan.points(), plan.repeats());
    text += "\n";
    std::size_t width = 0;
    for (const SweepColumn& column : plan.columns()) width = std::max(width, column.path.size());
    for (const SweepColumn& column : plan.columns())
        text += format("  {:<{}}  {} value{}: {}\n", column.path, width, column.values.size(),
                       column.values.size() == 1 ? "" : "s", values_text(column));
    text += format("first: {}  {}\n", runs.front().stem, plan.described(0));
    text += format("last:  {}  {}\n", runs.back().stem, plan.described(runs.size() - 1));
    return text;
}

std::string sweep_json(const std::string& folder, const std::vector<SweepRun>& runs,
                       double wall_seconds) {
    std::string quoted = Json::text(folder).print();
    while (quoted.ends_with('\n')) quoted.pop_back();
    return format(
        R"({{"folder": {}, "runs": {}, "complete": {}, "failed": {}, "stopped": {}, "missing": {}, "broken": {}, "wall_s": {:.6f}}})",
        quoted, runs.size(), count_of(runs, RunState::Complete), count_of(runs, RunState::Failed),
        count_of(runs, RunState::Stopped), count_of(runs, RunState::Missing),
        count_of(runs, RunState::Broken), wall_seconds);
}

}  // namespace brian
