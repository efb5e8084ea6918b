#pragma once

#include <string>

#include "base/diagnostics.h"
#include "cli/options.h"

namespace brian {

/// Sends log lines to stderr, as many as the verbosity asks for.
void start_log(Verbosity verbosity);

/// A line that only `-v` shows; one that `-q` hides; one that is always shown.
void log_detail(const std::string& text);
void log_info(const std::string& text);
void log_error(const std::string& text);

}  // namespace brian
