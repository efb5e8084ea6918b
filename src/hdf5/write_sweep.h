#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace brian {

/// What index.h5 says of a sweep. Lists have one item a run.
struct SweepContents {
    std::string title;
    std::vector<std::string> files;  ///< relative to the folder of index.h5; empty: none
    std::vector<std::uint64_t> seeds;
    struct Column {
        std::string path;
        std::string units;           ///< "mV"; "1" for pure numbers and for texts
        std::vector<double> values;  ///< of texts: their place among `texts`
        std::vector<std::string> texts;
    };
    std::vector<Column> columns;
};

/// Writes DIR/index.h5 (beside it first, then renamed):
///   /run, /complete, /seed   u64, u8, u64 [run]
///   /values/PATH             f64 [run] in `units`; for texts their place among the lines of the
///                            attribute `texts`
///   /runs/00007              external link to the results of run 7, by a relative path: the folder
///                            can be moved
///   /all/...                 virtual datasets [run, ...]: each dataset of the runs that has one
///                            shape and type in all complete ones, under its own name. What is
///                            missing is NaN, or 0 among whole numbers (see /complete)
/// Throws OutputError.
void write_sweep(const std::string& file_name, const SweepContents& contents);

}  // namespace brian
