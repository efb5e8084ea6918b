#pragma once

#include <chrono>

namespace brian {

/// `brian-run export FILE.h5 --csv | --gdf | --sonata DIR`: results in other formats.
int export_command(int argc, const char* const* argv,
                   std::chrono::steady_clock::time_point program_start);

}  // namespace brian
