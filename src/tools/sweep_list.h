#pragma once

#include <string>
#include <vector>

#include "tools/sweep_values.h"

namespace brian {

/// Points of a sweep one by one: a column a path, a row a point.
struct SweepTable {
    struct Column {
        std::string path;
        SourceSpan where;
    };
    std::vector<Column> columns;
    std::vector<std::vector<SweptValue>> rows;
};

/// The points that `list` names: maps from path to value, all with the same paths, or a CSV file
/// (looked for in `folder`) whose first line names the paths. Fields with commas stand in double
/// quotes; lines that begin with # are left out; a column "PATH [UNIT]" holds numbers of that unit.
/// Throws ModelError.
[[nodiscard]] SweepTable read_points(const Value& list, const std::string& folder);

}  // namespace brian
