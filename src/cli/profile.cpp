#include "cli/profile.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "base/format.h"

namespace brian {

void Profile::attach(Network& network) {
    using Watch = std::chrono::steady_clock;
    for (Task& task : network.tasks) {
        Entry& entry = entries_.emplace_back(Entry{task.object, task.action, task.when});
        task.run = [&entry, work = std::move(task.run)] {
            const Watch::time_point start = Watch::now();
            work();
            entry.seconds += std::chrono::duration<double>(Watch::now() - start).count();
        };
    }
}

std::string Profile::text(double loop_seconds, std::int64_t n_steps) const {
    std::vector<Entry> sorted(entries_.begin(), entries_.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Entry& a, const Entry& b) { return a.seconds > b.seconds; });
    double rest = loop_seconds;
    for (const Entry& entry : sorted) rest -= entry.seconds;
    sorted.push_back(
        {"", "everything else: clocks, files, looking for NaN", {}, std::max(rest, 0.0)});
    std::size_t width = 6;
    for (const Entry& entry : sorted) width = std::max(width, entry.object.size());
    std::string text = format("  {:>8}  {:>6}  {:>9}  {:<17}  {:<{}}  {}\n", "seconds", "share",
                              "us a step", "when", "object", width, "action");
    for (const Entry& entry : sorted) {
        const bool is_task = !entry.object.empty();
        text += format("  {:>8.4f}  {:>5.1f}%  {:>9.3f}  {:<17}  {:<{}}  {}\n", entry.seconds,
                       loop_seconds > 0 ? 100.0 * entry.seconds / loop_seconds : 0.0,
                       n_steps > 0 ? 1e6 * entry.seconds / static_cast<double>(n_steps) : 0.0,
                       is_task ? name_of(entry.when) : "", entry.object, width, entry.action);
    }
    return text;
}

}  // namespace brian
