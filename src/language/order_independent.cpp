#include <algorithm>
#include <map>
#include <set>

#include "language/analysis.h"

namespace brian {

namespace {

struct Writes {
    int sums = 0;         ///< statements `x += e`
    int assignments = 0;  ///< statements `x = e`
};

}  // namespace

// What an element writes into a place of its own nobody else sees. A place that elements share may
// be summed into by one statement, which adds in the order of the elements either way; it may not
// be assigned (the last element wins, and others may have read), summed into twice (the order of
// the terms changes), or read.
bool order_independent(const CodeBlock& block, const Sharing& sharing) {
    const std::set<std::string> shared(sharing.shared_targets.begin(),
                                       sharing.shared_targets.end());
    std::map<std::string, Writes> writes;
    for (const Statement& statement : block) {
        if (!shared.contains(statement.target)) continue;
        Writes& of_target = writes[statement.target];
        ++(statement.kind == Statement::Kind::Add ? of_target.sums : of_target.assignments);
    }
    const bool single_sums = std::all_of(writes.begin(), writes.end(), [](const auto& entry) {
        return entry.second.assignments == 0 && entry.second.sums == 1;
    });
    return single_sums && std::all_of(block.begin(), block.end(), [&](const Statement& statement) {
               const std::vector<std::string> names = names_in(statement.value);
               return std::none_of(names.begin(), names.end(),
                                   [&](const std::string& name) { return writes.contains(name); });
           });
}

}  // namespace brian
