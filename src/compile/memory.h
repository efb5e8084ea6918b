#pragma once

#include <string>

namespace brian {

/// Bytes of main memory of this machine.
[[nodiscard]] double physical_memory();
/// "3.2 GB"
[[nodiscard]] std::string in_bytes(double bytes);

}  // namespace brian
