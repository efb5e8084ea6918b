#include "cli/sweep_command.h"

#include <iostream>

#include "base/format.h"
#include "cli/exit_codes.h"
#include "cli/log.h"
#include "cli/sweep_options.h"
#include "cli/sweep_session.h"
#include "cli/verb_errors.h"

namespace brian {

int sweep_command(int argc, const char* const* argv,
                  std::chrono::steady_clock::time_point program_start) {
    const ParsedSweepOptions parsed = parse_sweep_options(argc, argv);
    if (parsed.exit_code) return *parsed.exit_code;
    start_log(parsed.options.verbosity);
    try {
        return SweepSession(parsed.options, program_start).run();
    } catch (const ModelError& error) {
        Diagnostics diagnostics;
        diagnostics.error(error);
        std::cerr << diagnostics.render(parsed.options.colour);
        return diagnostics.only_input_faults() ? exit_code::no_input : exit_code::wrong_model;
    } catch (const OutputError& error) {
        log_error(format("brian-run sweep: error: {}", error.what()));
        if (!error.hint().empty()) log_error("  hint: " + error.hint());
        return exit_code_of(error.kind());
    }
}

}  // namespace brian
