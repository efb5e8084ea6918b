#pragma once

// The one door to the fmt library: everything else includes this header.
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace brian {

using fmt::format;
using fmt::join;

}  // namespace brian
