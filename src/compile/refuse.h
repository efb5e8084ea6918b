#pragma once

#include <string>

#include "base/error.h"

namespace brian {

/// Throws the ModelError of a mistake at a place of the model file; path: "connections.S.on_pre".
[[noreturn]] void refuse(const SourceSpan& where, const std::string& path, std::string message,
                         std::string hint = {});

}  // namespace brian
