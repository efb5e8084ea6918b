#pragma once

#include <string>
#include <string_view>

namespace brian {

/// The SHA-256 digest of the bytes, as 64 lower-case hexadecimal digits (FIPS 180-4).
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace brian
