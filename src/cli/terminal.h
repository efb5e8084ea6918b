#pragma once

#include "tools/info.h"

namespace brian {

/// How wide the terminal at stdout is (else COLUMNS, else 80), and whether its locale is UTF-8.
[[nodiscard]] Look look_of_terminal();

}  // namespace brian
