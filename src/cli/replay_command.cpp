#include "cli/replay_command.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>

#include "base/error.h"
#include "base/format.h"
#include "cli/arguments.h"
#include "cli/exit_codes.h"
#include "cli/verb_errors.h"
#include "tools/diff.h"
#include "tools/process_pool.h"
#include "tools/replay.h"

namespace brian {

namespace {

constexpr const char* footer = R"(Example:
  brian-run replay cuba.h5                     is it still what the model gives?
  brian-run replay cuba.h5 --engine muparser   and with the plain engine?

The model is that in the file, with its overrides and its seed. Data files that it reads must be
where they were, unchanged; relative names count from the present folder.

Exit codes: 0 the results are the same, 1 they differ, 2 usage, 66 cannot read an input; else that
  of the run)";

struct ReplayOptions {
    std::string file;
    std::string engine;
    std::string threads;
    std::string keep;
    bool quiet = false;
};

std::vector<std::string> run_options(const ReplayOptions& options) {
    std::vector<std::string> words;
    if (!options.engine.empty()) words.insert(words.end(), {"--engine", options.engine});
    if (!options.threads.empty()) words.insert(words.end(), {"--threads", options.threads});
    return words;
}

/// What differs because the replay of a stopped run is made to end there.
void forget_the_end(Comparison& comparison) {
    std::erase_if(comparison.models,
                  [](const std::string& text) { return text.starts_with("run.duration:"); });
    std::erase_if(comparison.differences,
                  [](const std::string& text) { return text.starts_with("the run of A is"); });
}

std::string verdict(const RepeatableRun& run, const std::string& file,
                    const Comparison& comparison) {
    if (comparison.same_results())
        return format("{}: the replay gives the same results (seed {})\n", file, run.seed);
    return format("{}: the replay differs (A is {}, B the replay)\n", file, file)
           + comparison_text(comparison);
}

/// Copies what the replay has written to where the user wants it.
void keep_results(const std::string& from, const std::string& to) {
    std::error_code error;
    if (!std::filesystem::copy_file(from, to, error))
        throw OutputError(OutputError::Kind::CannotCreate,
                          format("cannot create '{}': {}", to, error.message()));
}

int replay(const ReplayOptions& options) {
    const ResultsReader recorded(options.file);
    const RepeatableRun run = repeatable_run(recorded);
    check_data(run);
    const ReplayFolder folder(run);
    const std::vector<std::string> arguments = replay_arguments(run, folder, run_options(options));
    if (!options.quiet)
        std::cerr << format("running {} again: {:.6g} s, seed {}\n", run.model,
                            run.duration_ms * 1e-3, run.seed);
    const int code = run_program(own_program(), arguments);
    const bool failed = run.status == "failed";
    if (code != (failed ? exit_code::simulation_failed : exit_code::done)) {
        std::cerr << format("brian-run replay: error: {}\n",
                            failed ? "the run had failed, its replay has not"
                                   : format("the replay ended with exit code {}", code));
        return code == exit_code::done ? exit_code::differ : code;
    }
    const std::string results = folder.results() + (failed ? ".part" : "");
    Comparison comparison = compare(recorded, ResultsReader(results));
    if (run.status == "stopped") forget_the_end(comparison);
    if (!options.quiet) std::cout << verdict(run, options.file, comparison);
    if (!options.keep.empty()) keep_results(results, options.keep);
    return comparison.same_results() ? exit_code::done : exit_code::differ;
}

}  // namespace

int replay_command(int argc, const char* const* argv,
                   std::chrono::steady_clock::time_point /*program_start*/) {
    ReplayOptions options;
    CLI::App app(
        "Runs the model that a results file holds once more, with the same seed, and says "
        "whether the results are the same",
        "brian-run replay");
    app.footer(footer);
    app.add_option("FILE", options.file, "results file")->type_name("FILE.h5")->required();
    app.add_option("--engine", options.engine, "jit, vector or muparser")->type_name("NAME");
    app.add_option("--threads", options.threads, "the results do not depend on it")->type_name("N");
    app.add_option("-o,--output", options.keep, "keep what the replay has written")
        ->type_name("FILE.h5");
    app.add_flag("-q,--quiet", options.quiet, "print nothing; the exit code tells");
    if (const auto code = parse_arguments(app, argc, argv, [] {})) return *code;
    return carry_out("replay", [&] { return replay(options); });
}

}  // namespace brian
