#include "cli/info_command.h"

#include <iostream>

#include <CLI/CLI.hpp>

#include "cli/arguments.h"
#include "cli/exit_codes.h"
#include "cli/follow.h"
#include "cli/terminal.h"
#include "cli/verb_errors.h"
#include "tools/info.h"

namespace brian {

namespace {

constexpr const char* footer = R"(Examples:
  brian-run info cuba.h5                model, seed, spikes and rates, a raster in characters
  brian-run info cuba.h5 --follow       how far a run that goes on is, then the same

The picture is as wide as the terminal, and plain ASCII where the locale is not UTF-8.

Exit codes: 0 done, 1 the run that was followed has failed, 2 usage, 66 cannot read the file)";

}  // namespace

int info_command(int argc, const char* const* argv,
                 std::chrono::steady_clock::time_point /*program_start*/) {
    std::string file;
    bool follow = false;
    CLI::App app("Prints what a results file holds", "brian-run info");
    app.footer(footer);
    app.add_option("FILE", file, "results file")->type_name("FILE.h5")->required();
    app.add_flag("--follow", follow, "wait for a run that goes on, and show how far it is");
    if (const auto code = parse_arguments(app, argc, argv, [] {})) return *code;
    return carry_out("info", [&] {
        int code = exit_code::done;
        if (follow) {
            const Followed followed = follow_run(file);
            file = followed.file;
            if (followed.failed) code = exit_code::simulation_failed;
        }
        std::cout << info_text(ResultsReader(file), look_of_terminal());
        return code;
    });
}

}  // namespace brian
