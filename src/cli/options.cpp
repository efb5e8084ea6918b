#include "cli/options.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>

#include "base/format.h"
#include "cli/arguments.h"
#include "cli/build_info.h"
#include "cli/change_options.h"
#include "cli/choices.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/help.h"
#include "cli/shell.h"
#include "cli/wall_time.h"
#include "hdf5/write_results.h"

namespace brian {

namespace {

/// The raw texts of the options before they mean anything.
struct Raw {
    ChangeOptions changes;
    std::string engine = "jit";
    std::string progress = "auto";
    std::string colour = "auto";
    std::string schema;
    std::string log_level;
    std::string completion;
    std::string time_limit;
    std::string checkpoint_every;
    bool check = false, dry_run = false, explain = false, graph = false, force = false,
         json = false, quiet = false, verbose = false, version = false, manual = false;
};

const std::vector<std::string> listable{"units",    "functions", "methods",  "stimuli",
                                        "monitors", "rules",     "templates"};

const std::map<std::string, std::string> examples{
    {"Model", "brian-run cuba.yaml --set-file strong.yaml -s parameters.we='2 mV'"},
    {"Run", "brian-run cuba.yaml -o 'cuba-{seed}.h5' --seed 3 --threads 2"},
    {"Look", "brian-run cuba.yaml --print-graph | dot -Tsvg > cuba.svg"},
    {"Long runs", "brian-run big.yaml --time-limit 23h50m --checkpoint-every 30m --resume"},
    {"Output", "brian-run cuba.yaml --quiet --json | jq .groups"},
    {"Shell", "source <(brian-run --completion bash)"}};

const Choices choices{{"engine", keys_of(engines())},
                      {"progress", keys_of(progress_styles())},
                      {"color", {"auto", "always", "never"}},
                      {"log-level", {"error", "info", "debug"}},
                      {"print-schema", {"json", "reference"}},
                      {"print-config", {"yaml", "json"}},
                      {"list", listable},
                      {"completion", {"bash", "zsh", "fish"}}};

CLI::Validator one_of(const std::string& option) {
    return CLI::IsMember(choices.at(option)).description("");
}

constexpr const char* footer = R"(Examples:
  brian-run cuba.yaml                              simulate; results in cuba.h5
  brian-run cuba.yaml --check                      find every mistake, run nothing
  brian-run --list units                           units that expressions may use

Exit codes: 0 done, 1 the simulation failed, 2 usage, 65 the model is wrong,
  66 cannot read an input, 70 a bug in brian-run, 73 cannot create the output, 74 I/O error,
  75 stopped early with a checkpoint, 130 Ctrl-C, 143 SIGTERM without checkpoints)";

void add_model_options(CLI::App& app, Options& options, Raw& raw) {
    app.add_option("MODEL", options.model, "the model, a YAML file")->type_name("FILE");
    raw.changes.add_to(app);
    app.add_option("--seed", options.seed,
                   "seed of all random numbers (a whole number), or: random")
        ->type_name("N|random")
        ->group("Model");
}

void add_run_options(CLI::App& app, Options& options, Raw& raw) {
    app.add_option("-o,--output", options.output,
                   "results file; default: MODEL.h5 in this folder; {seed}, {hash} are filled in")
        ->type_name("FILE.h5")
        ->group("Run");
    app.add_flag("-f,--force", raw.force, "replace an existing results file")->group("Run");
    app.add_option("--engine", raw.engine,
                   "jit (fastest), vector or muparser (reference); the results are the same bits")
        ->check(one_of("engine"))
        ->type_name("NAME")
        ->group("Run");
    app.add_option("--threads", options.threads,
                   "workers that share out large parts of a step; the results are the same bits")
        ->check(CLI::Range(1, 4096).description(""))
        ->type_name("N")
        ->group("Run");
    app.add_flag("--profile", options.profile, "say at the end which part of a step took how long")
        ->group("Run");
}

void add_look_options(CLI::App& app, Options& options, Raw& raw) {
    app.add_flag("--check", raw.check, "report every mistake of the model and run nothing")
        ->group("Look");
    app.add_flag("-n,--dry-run", raw.dry_run,
                 "say what memory, disk and time a run takes, from a moment of it")
        ->group("Look");
    app.add_flag("--explain", raw.explain,
                 "print resolved equations, integrators, schedule and code; run nothing")
        ->group("Look");
    app.add_option("--print-config", options.config_format,
                   "print the model after include, --set-file and --set, as yaml or json")
        ->expected(0, 1)
        ->default_str("yaml")
        ->check(one_of("print-config"))
        ->type_name("[FORMAT]")
        ->group("Look");
    app.add_flag("--print-graph", raw.graph,
                 "print groups, connections and monitors as a graph (DOT)")
        ->group("Look");
    app.add_option("--print-schema", raw.schema,
                   "print the JSON Schema of model files (or: reference, as Markdown)")
        ->expected(0, 1)
        ->default_str("json")
        ->check(one_of("print-schema"))
        ->type_name("[KIND]")
        ->group("Look");
    app.add_option("--list", options.list, "list " + format("{}", join(listable, ", ")))
        ->type_name("WHAT")
        ->group("Look");
}

void add_long_run_options(CLI::App& app, Options& options, Raw& raw) {
    app.add_option("--time-limit", raw.time_limit,
                   "stop with a checkpoint after that time: 23h50m, 90s or 1-12:00:00")
        ->type_name("TIME")
        ->group("Long runs");
    app.add_option("--checkpoint-every", raw.checkpoint_every,
                   "write a checkpoint again and again, that long after the last: 30m")
        ->type_name("TIME")
        ->group("Long runs");
    app.add_flag("--resume", options.resume,
                 "go on from the last checkpoint; start from the beginning when there is none")
        ->group("Long runs");
}

void add_output_options(CLI::App& app, Options& options, Raw& raw) {
    app.add_option("--progress", raw.progress, "auto, bar, log, json or none")
        ->check(one_of("progress"))
        ->type_name("STYLE")
        ->group("Output");
    app.add_flag("--json", raw.json, "print one JSON object on stdout at the end")->group("Output");
    app.add_flag("-q,--quiet", raw.quiet, "errors only")->group("Output");
    app.add_flag("-v,--verbose", raw.verbose, "also say what takes how long")->group("Output");
    app.add_option("--log-level", raw.log_level, "error, info or debug: as -q, neither, -v")
        ->check(one_of("log-level"))
        ->type_name("LEVEL")
        ->group("Output");
    app.add_option("--log-file", options.log_file,
                   "write all messages, with the time of day, to a file as well")
        ->type_name("FILE")
        ->group("Output");
    app.add_option("--color", raw.colour, "auto, always or never (NO_COLOR is honoured)")
        ->check(one_of("color"))
        ->type_name("WHEN")
        ->group("Output");
}

void add_shell_options(CLI::App& app, Raw& raw) {
    app.add_option("--completion", raw.completion,
                   "print a script that completes options and names: bash, zsh or fish")
        ->check(one_of("completion"))
        ->type_name("SHELL")
        ->group("Shell");
    app.add_flag("--man", raw.manual,
                 "print the manual page; read it with: brian-run --man | man -l -")
        ->group("Shell");
    app.set_help_flag("-h,--help", "print this help")->group("Shell");
    app.add_flag("--version", raw.version, "print the version of the program and its libraries")
        ->group("Shell");
}

[[noreturn]] void refuse(const std::string& message) {
    throw CLI::ValidationError(message);
}

std::optional<double> wall_time_of(const CLI::App& app, const char* option,
                                   const std::string& text) {
    if (app.count(option) == 0) return std::nullopt;
    const std::optional<double> seconds = wall_time(text);
    if (!seconds)
        refuse(
            format("{}: '{}' is no time on the clock; write 23h50m, 30m, 90s or 1-12:00:00 "
                   "(days-hours:minutes:seconds)",
                   option, text));
    return seconds;
}

Verbosity verbosity_of(const Raw& raw) {
    if (raw.quiet || raw.log_level == "error") return Verbosity::Quiet;
    return raw.verbose || raw.log_level == "debug" ? Verbosity::Verbose : Verbosity::Normal;
}

Options::Action action_of(const Raw& raw, const CLI::App& app) {
    using Action = Options::Action;
    if (app.count("--list") > 0) return Action::List;
    if (app.count("--print-schema") > 0)
        return raw.schema == "reference" ? Action::PrintReference : Action::PrintSchema;
    if (app.count("--print-config") > 0) return Action::PrintConfig;
    if (raw.graph) return Action::PrintGraph;
    if (raw.explain) return Action::Explain;
    if (raw.check) return Action::Check;
    return raw.dry_run ? Action::DryRun : Action::Run;
}

bool needs_model(Options::Action action) {
    using Action = Options::Action;
    return action != Action::List && action != Action::PrintSchema
           && action != Action::PrintReference;
}

void interpret(Options& options, const Raw& raw, const CLI::App& app) {
    options.overrides = raw.changes.overrides();
    options.backend = engines().at(raw.engine);
    options.progress = progress_styles().at(raw.progress);
    options.colour = colour_of(raw.colour);
    if (raw.force) options.existing = Options::Existing::Replace;
    if (raw.json) options.summary = Options::Output::Json;
    options.verbosity = verbosity_of(raw);
    options.action = action_of(raw, app);
    options.time_limit = wall_time_of(app, "--time-limit", raw.time_limit);
    options.checkpoint_every = wall_time_of(app, "--checkpoint-every", raw.checkpoint_every);
    if (options.action == Options::Action::List
        && std::find(listable.begin(), listable.end(), options.list) == listable.end())
        refuse(
            format("--list: unknown kind '{}'; there are {}", options.list, join(listable, ", ")));
    if (!options.seed.empty() && options.seed != "random"
        && (options.seed.size() > 19
            || !std::all_of(options.seed.begin(), options.seed.end(),
                            [](char c) { return c >= '0' && c <= '9'; })))
        refuse(format("--seed: '{}' is neither a whole number nor random", options.seed));
    if (needs_model(options.action) && options.model.empty())
        refuse("no model is given; try: brian-run MODEL.yaml");
}

/// What is printed without a model; empty when nothing of that kind is asked for.
std::string text_asked_for(const Raw& raw, const CLI::App& app) {
    if (raw.version) return version_text() + '\n';
    if (raw.manual) return manual_page(app, build_info::version);
    if (!raw.completion.empty()) return completion_script(app, choices, raw.completion);
    return {};
}

}  // namespace

std::string version_text() {
    return format("brian-run {} ({})\nHDF5 {}, compiled by {}", build_info::version,
                  build_info::git_hash, hdf5_version(), build_info::compiler);
}

ParsedOptions parse_options(int argc, const char* const* argv) {
    ParsedOptions parsed;
    Raw raw;
    CLI::App app{"brian-run simulates a network of spiking neurons that one YAML file describes.",
                 "brian-run"};
    std::string verbs;
    for (const Command& command : commands())
        verbs += format("  {:<9} {}\n", command.name, command.help);
    if (!verbs.empty()) verbs = "Commands (brian-run COMMAND --help says more):\n" + verbs + "\n";
    app.footer(verbs + footer);
    app.formatter(std::make_shared<HelpWithExamples>(examples));
    app.set_help_flag();  // it comes last: groups are printed in the order of their first option
    app.option_defaults()->always_capture_default(false);
    add_model_options(app, parsed.options, raw);
    add_run_options(app, parsed.options, raw);
    add_look_options(app, parsed.options, raw);
    add_long_run_options(app, parsed.options, raw);
    add_output_options(app, parsed.options, raw);
    add_shell_options(app, raw);
    for (int k = 0; k < argc; ++k)
        parsed.options.command_line += (k == 0 ? "" : " ") + std::string(argv[k]);
    parsed.exit_code = parse_arguments(app, argc, argv, [&] {
        const std::string text = text_asked_for(raw, app);
        if (text.empty()) return interpret(parsed.options, raw, app);
        std::cout << text;
        throw CLI::Success();
    });
    return parsed;
}

}  // namespace brian
