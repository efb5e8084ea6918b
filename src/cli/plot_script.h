#pragma once

#include <string>

namespace brian {

/// Path of plot.py as the user may type it here: beside the installed program, or in the source
/// tree that the program was built in; relative to the current folder where it lies below that.
[[nodiscard]] std::string plot_script();

}  // namespace brian
