#pragma once

#include <string>

#include "base/diagnostics.h"
#include "cli/options.h"

namespace brian {

/// Sends log lines to stderr, as many as the verbosity asks for, and all of them, with the time of
/// day, to the end of a file if one is named. Throws OutputError when that cannot be written.
void start_log(Verbosity verbosity, const std::string& file = {});

/// A line that only `-v` shows; one that `-q` hides; one that is always shown.
void log_detail(const std::string& text);
void log_info(const std::string& text);
void log_error(const std::string& text);

/// Mistakes and warnings, on stderr in colour if that is asked for.
void log_diagnostics(const Diagnostics& diagnostics, Colour colour);
/// The same for the log file alone.
void note_diagnostics(const Diagnostics& diagnostics);

}  // namespace brian
