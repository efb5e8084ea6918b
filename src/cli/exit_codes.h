#pragma once

namespace brian {

/// Exit codes of the program, after BSD's sysexits.
namespace exit_code {
inline constexpr int done = 0;
inline constexpr int simulation_failed = 1;
inline constexpr int differ = 1;  ///< of results that are compared
inline constexpr int usage = 2;
inline constexpr int wrong_model = 65;
inline constexpr int no_input = 66;
inline constexpr int bug = 70;
inline constexpr int cannot_create = 73;
inline constexpr int io_error = 74;
inline constexpr int suspended = 75;  ///< with a checkpoint
inline constexpr int interrupted = 130;
inline constexpr int terminated = 143;
}  // namespace exit_code

}  // namespace brian
