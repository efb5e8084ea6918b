#pragma once

#include <span>
#include <string_view>

namespace brian {

/// A file of configs/library as it was when the program was built.
struct LibraryText {
    std::string_view name;  ///< "integrate_and_fire.yaml"
    std::string_view contents;
};

/// All of them, in the order of src/yaml/CMakeLists.txt.
[[nodiscard]] std::span<const LibraryText> library_texts();

}  // namespace brian
