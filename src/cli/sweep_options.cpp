#include "cli/sweep_options.h"

#include <filesystem>

#include <CLI/CLI.hpp>

#include "base/format.h"
#include "cli/arguments.h"
#include "cli/change_options.h"
#include "cli/choices.h"
#include "tools/process_pool.h"

namespace brian {

namespace {

/// The raw texts of the options before they mean anything.
struct RawSweep {
    ChangeOptions changes;
    std::vector<std::string> grid, zip, random;
    std::string list, repeat;
    std::string progress = "auto", colour = "auto";
    bool same_seeds = false, keep_going = false, fail_fast = false;
    bool count = false, print_commands = false, collect = false, dry_run = false;
    bool json = false, quiet = false, verbose = false;
};

constexpr const char* sweep_footer =
    "VALUES: 1,2,3 | 5ms:50ms:5ms (both ends included) | lin(a,b,n) | log(a,b,n) | @file\n"
    R"(DIST:   uniform(a,b) | loguniform(a,b) | normal(mean,sd) | choice(x,y,...)
The runs are all combinations of grid, zip, random, list and repeats. Axes given here take the place
of those under `sweep:` in the model.

Examples:
  brian-run sweep cuba.yaml -o out --grid parameters.we='lin(1 mV, 2 mV, 5)' --repeat 4 -j 8
  brian-run sweep cuba.yaml -o out --grid ... --resume     only what is missing
  brian-run sweep cuba.yaml -o out --grid ... -n           what it would do

A run that fails costs that run alone: the others go on, and the exit code is 1. Results are in
DIR/runs, a table of all runs is DIR/index.csv, all results as one file DIR/index.h5.

Exit codes: 0 all runs complete, 1 some are not, 2 usage, 65 the model or an axis is wrong,
  66 cannot read an input, 73 cannot use the folder, 74 I/O error, 130 Ctrl-C, 143 SIGTERM)";

void add_axes(CLI::App& app, RawSweep& raw) {
    const auto repeated = [&](const char* name, std::vector<std::string>& texts, const char* help) {
        app.add_option(name, texts, help)
            ->type_name("PATH=VALUES")
            ->allow_extra_args(false)
            ->group("Axes");
    };
    repeated("--grid", raw.grid, "every combination of these values; repeat as needed");
    repeated("--zip", raw.zip, "values that go side by side; repeat for the others");
    app.add_option("--random", raw.random, "N points drawn at random; repeat for further paths")
        ->type_size(2)
        ->type_name("N PATH=DIST")
        ->allow_extra_args(false)
        ->group("Axes");
    app.add_option("--list", raw.list, "points line by line; the first line names the paths")
        ->type_name("FILE.csv")
        ->group("Axes");
    app.add_option("--repeat", raw.repeat, "K runs of each point, each with a seed of its own")
        ->type_name("K")
        ->group("Axes");
    app.add_flag("--same-seeds", raw.same_seeds, "the same K seeds at all points")->group("Axes");
}

void add_model(CLI::App& app, SweepOptions& options, RawSweep& raw) {
    app.add_option("MODEL", options.model, "the model, a YAML file")->type_name("FILE")->required();
    app.add_option("-o,--output", options.folder, "folder of the sweep; default: MODEL-sweep")
        ->type_name("DIR");
    add_axes(app, raw);
    raw.changes.add_to(app);
    app.add_option("--seed", options.seed,
                   "seed of the runs, and from which those of repeats are made; default: that of "
                   "the model, else 0")
        ->type_name("N")
        ->group("Model");
}

void add_runs(CLI::App& app, SweepOptions& options, RawSweep& raw) {
    app.add_option("-j,--processes", options.processes,
                   "runs at the same time; default: one for each processor")
        ->check(CLI::Range(1, 4096).description(""))
        ->type_name("N")
        ->group("Runs");
    app.add_flag("--resume", options.resume,
                 "go on with a sweep: do the runs that are not complete")
        ->group("Runs");
    auto* keep = app.add_flag("--keep-going", raw.keep_going,
                              "do the other runs when one fails; the default")
                     ->group("Runs");
    app.add_flag("--fail-fast", raw.fail_fast, "begin no further run when one fails")
        ->excludes(keep)
        ->group("Runs");
    app.add_option("--only", options.only,
                   "only these runs, by number: 0,3,8:12 (8 to 11); writes no index")
        ->type_name("RUNS")
        ->group("Runs");
    app.add_option("--engine", options.engine, "of each run: jit, vector or muparser")
        ->check(CLI::IsMember(keys_of(engines())).description(""))
        ->type_name("NAME")
        ->group("Runs");
    app.add_option("--threads", options.threads, "of each run; default 1")
        ->check(CLI::Range(1, 4096).description(""))
        ->type_name("N")
        ->group("Runs");
}

void add_looks(CLI::App& app, RawSweep& raw) {
    app.add_flag("-n,--dry-run", raw.dry_run, "say what would be done, and do nothing")
        ->group("Look");
    app.add_flag("--count", raw.count, "print the number of runs")->group("Look");
    app.add_flag("--print-commands", raw.print_commands,
                 "print the command of each run; with --resume, of those that are not complete")
        ->group("Look");
    app.add_flag("--collect", raw.collect, "run nothing, write the index of what is there")
        ->group("Look");
    app.add_option("--progress", raw.progress, "auto, bar, log, json or none")
        ->check(CLI::IsMember(keys_of(progress_styles())).description(""))
        ->type_name("STYLE")
        ->group("Output");
    app.add_flag("--json", raw.json, "print one JSON object on stdout at the end")->group("Output");
    app.add_flag("-q,--quiet", raw.quiet, "errors only")->group("Output");
    app.add_flag("-v,--verbose", raw.verbose, "also say what takes how long")->group("Output");
    app.add_option("--color", raw.colour, "auto, always or never (NO_COLOR is honoured)")
        ->check(CLI::IsMember({"auto", "always", "never"}).description(""))
        ->type_name("WHEN")
        ->group("Output");
    app.set_help_flag("-h,--help", "print this help")->group("Output");
}

[[noreturn]] void refuse(const std::string& message) {
    throw CLI::ValidationError(message);
}

/// PATH=VALUES of an option.
SweptPath swept_path(const std::string& option, const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        refuse(format("{}: '{}' is not PATH=VALUES", option, text));
    const std::string path = text.substr(0, equals);
    Value values;
    values.kind = Value::Kind::Scalar;
    values.where = whole_text(text.substr(equals + 1), format("{} {}", option, path));
    return {path, whole_text(path, option), values};
}

/// The text of an option as a value of the model would be.
SourceSpan located(const std::string& option, const std::string& text) {
    return whole_text(text, option);
}

SweepSpec axes_of(const RawSweep& raw) {
    SweepSpec axes;
    for (const std::string& text : raw.grid) axes.grid.push_back(swept_path("--grid", text));
    for (const std::string& text : raw.zip) axes.zip.push_back(swept_path("--zip", text));
    for (std::size_t k = 0; k + 1 < raw.random.size(); k += 2) {
        if (raw.random[k] != raw.random.front())
            refuse(format("--random: all paths get the same number of points, not {} and {}",
                          raw.random.front(), raw.random[k]));
        axes.n = located("--random", raw.random[k]);
        axes.random.push_back(swept_path("--random", raw.random[k + 1]));
    }
    if (!raw.list.empty()) {
        axes.list.kind = Value::Kind::Scalar;
        axes.list.where = located("--list", raw.list);
    }
    if (!raw.repeat.empty()) axes.repeat = located("--repeat", raw.repeat);
    if (raw.same_seeds) axes.same_seeds = located("--same-seeds", "true");
    return axes;
}

SweepOptions::Action action_of(const RawSweep& raw) {
    using Action = SweepOptions::Action;
    const int asked = static_cast<int>(raw.count) + static_cast<int>(raw.print_commands)
                      + static_cast<int>(raw.collect) + static_cast<int>(raw.dry_run);
    if (asked > 1) refuse("--count, --print-commands, --collect and -n exclude each other");
    if (raw.count) return Action::Count;
    if (raw.print_commands) return Action::PrintCommands;
    if (raw.collect) return Action::Collect;
    return raw.dry_run ? Action::DryRun : Action::Run;
}

void interpret(SweepOptions& options, const RawSweep& raw) {
    options.overrides = raw.changes.overrides();
    if (!options.seed.empty()
        && (options.seed.size() > 19
            || options.seed.find_first_not_of("0123456789") != std::string::npos))
        refuse(
            format("--seed: '{}' is not a whole number; a sweep needs one, so that it can go on "
                   "later",
                   options.seed));
    options.axes = axes_of(raw);
    options.action = action_of(raw);
    if (raw.fail_fast) options.after_failure = SweepOptions::AfterFailure::Stop;
    options.progress = progress_styles().at(raw.progress);
    options.colour = colour_of(raw.colour);
    if (raw.json) options.summary = Options::Output::Json;
    if (raw.quiet) options.verbosity = Verbosity::Quiet;
    if (raw.verbose) options.verbosity = Verbosity::Verbose;
    if (options.folder.empty())
        options.folder = std::filesystem::path(options.model).stem().string() + "-sweep";
    while (options.folder.size() > 1 && options.folder.ends_with('/')) options.folder.pop_back();
}

}  // namespace

ParsedSweepOptions parse_sweep_options(int argc, const char* const* argv) {
    ParsedSweepOptions parsed;
    RawSweep raw;
    CLI::App app{"Runs one model many times, with other values of what its file says.",
                 "brian-run sweep"};
    app.footer(sweep_footer);
    app.set_help_flag();  // it comes last: groups are printed in the order of their first option
    app.option_defaults()->always_capture_default(false);
    parsed.options.processes = processors();
    add_model(app, parsed.options, raw);
    add_runs(app, parsed.options, raw);
    add_looks(app, raw);
    parsed.exit_code = parse_arguments(app, argc, argv, [&] { interpret(parsed.options, raw); });
    return parsed;
}

}  // namespace brian
