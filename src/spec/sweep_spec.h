#pragma once

#include <optional>
#include <string>
#include <vector>

#include "spec/value.h"

namespace brian {

/// The paths that one kind of axis varies, with the values of each as they were written.
struct SweptPath {
    std::string path;  ///< "parameters.we"
    SourceSpan where;
    Value values;  ///< a list, or a text: 1,2,3 | 5ms:50ms:5ms | lin(a,b,n) | log(a,b,n) | @file
};

/// sweep: what is varied, from the model or from the command line. The runs are all combinations of
/// the points of grid, zip, random and list, and of the repeats.
struct SweepSpec {
    std::vector<SweptPath> grid;    ///< every combination
    std::vector<SweptPath> zip;     ///< side by side
    std::optional<SourceSpan> n;    ///< number of points drawn at random
    std::vector<SweptPath> random;  ///< values: a distribution
    Value list;  ///< a list of maps from path to value, or the name of a CSV file
    std::optional<SourceSpan> repeat;
    std::optional<SourceSpan> same_seeds;
    std::string folder;  ///< where the files that it names are; empty: the current one

    [[nodiscard]] bool has_axes() const {
        return !grid.empty() || !zip.empty() || !random.empty() || list.kind != Value::Kind::Null;
    }
    [[nodiscard]] bool empty() const { return !has_axes() && !repeat; }
};

}  // namespace brian
