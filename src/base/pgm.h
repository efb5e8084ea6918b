#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace brian {

/// A grey image: brightness from 0 (black) to 1 (white), row by row from the top.
struct GreyImage {
    std::size_t n_rows = 0;
    std::size_t n_columns = 0;
    std::vector<double> values;
};

/// Whether the file begins as a grey image of the Netpbm formats does: "P2" (text) or "P5" (bytes).
[[nodiscard]] bool is_pgm(const std::string& file_name);

/// Throws std::runtime_error "'FILE': ..." when the file is no such image or breaks off.
[[nodiscard]] GreyImage read_pgm(const std::string& file_name);

}  // namespace brian
