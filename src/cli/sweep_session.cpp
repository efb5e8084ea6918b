#include "cli/sweep_session.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <iostream>

#include "base/format.h"
#include "base/sha256.h"
#include "cli/exit_codes.h"
#include "cli/log.h"
#include "cli/progress.h"
#include "cli/sweep_report.h"
#include "components/component_schemas.h"
#include "spec/model_schema.h"
#include "tools/atomic_file.h"
#include "tools/run_selection.h"

namespace brian {

namespace {

using Action = SweepOptions::Action;

/// The option that makes this change.
void add_option(std::vector<std::string>& arguments, const Override& change) {
    if (change.kind == Override::Kind::Overlay) {
        arguments.insert(arguments.end(), {"--set-file", change.value});
        return;
    }
    arguments.emplace_back(change.kind == Override::Kind::Unset ? "--unset" : "--set");
    const char* sign = change.kind == Override::Kind::Add ? "+" : "";
    arguments.push_back(change.kind == Override::Kind::Unset
                            ? change.path
                            : format("{}{}={}", sign, change.path, change.value));
}

}  // namespace

SweepSession::SweepSession(const SweepOptions& options,
                           std::chrono::steady_clock::time_point program_start)
    : options_(options), program_start_(program_start), store_(options.folder) {}

int SweepSession::run() {
    overrides_ = options_.overrides;
    if (!options_.seed.empty()) set_seed(options_.seed);
    read_model();
    if (!diagnostics_.has_errors() && !model_->model().run.seed) {
        // Runs that are done later, or elsewhere, must be those that would be done now.
        log_info("the model has no seed: all runs get run.seed: 0 (choose another with --seed)");
        set_seed("0");
        read_model();
    }
    if (diagnostics_.has_errors()) {
        std::cerr << diagnostics_.render(options_.colour);
        return diagnostics_.only_input_faults() ? exit_code::no_input : exit_code::wrong_model;
    }
    read_plan();
    if (!plan_) return exit_code::usage;
    if (options_.action == Action::Count) {
        std::cout << plan_->size() << '\n';
        return exit_code::done;
    }
    return act();
}

int SweepSession::act() {
    name_runs_of_sweep();
    switch (options_.action) {
        case Action::PrintCommands:
            return print_commands();
        case Action::DryRun:
            return dry_run();
        case Action::Collect:
            return collect();
        case Action::Count:
        case Action::Run:
            break;
    }
    return do_sweep();
}

void SweepSession::set_seed(const std::string& seed) {
    // A run removes after it has set, whatever the order of its options.
    std::erase_if(overrides_, [](const Override& change) {
        return change.kind == Override::Kind::Unset && change.path == "run.seed";
    });
    overrides_.push_back({Override::Kind::Set, "run.seed", seed});
}

void SweepSession::read_model() {
    diagnostics_ = {};
    model_ = std::make_unique<ModelVariants>(options_.model, overrides_,
                                             model_schema(component_schemas()), diagnostics_);
}

void SweepSession::read_plan() {
    SweepSpec spec = options_.axes;
    SweepSpec own = model_->model().sweep;
    own.folder = std::filesystem::path(options_.model).parent_path().string();
    const std::optional<SourceSpan> repeat = spec.repeat ? spec.repeat : own.repeat;
    const std::optional<SourceSpan> same_seeds = spec.same_seeds ? spec.same_seeds : own.same_seeds;
    if (!spec.has_axes()) spec = own;
    spec.repeat = repeat;
    spec.same_seeds = same_seeds;
    if (spec.empty()) {
        log_error(
            "brian-run sweep: nothing is swept\n  hint: give --grid PATH=VALUES (or --zip, "
            "--random, --list, --repeat), or the model a key `sweep`");
        return;
    }
    const std::uint64_t seed = std::stoull(model_->model().run.seed->str());
    plan_ = std::make_unique<SweepPlan>(spec, *model_, seed);
    for (const SweepColumn& column : plan_->columns())
        for (const Override& change : overrides_)
            if (change.kind == Override::Kind::Unset && change.path == column.path)
                throw ModelError(
                    {.message = format("'{}' is swept, and removed by --unset", column.path),
                     .where = column.where});
}

void SweepSession::name_runs_of_sweep() {
    runs_.resize(plan_->size());
    for (std::size_t run = 0; run < runs_.size(); ++run) {
        runs_[run].sha256 = sha256(model_->resolved(plan_->changes(run)));
        runs_[run].stem = run_stem(run, runs_.size(), runs_[run].sha256);
    }
}

std::vector<std::string> SweepSession::arguments(std::size_t run,
                                                 const std::string& program) const {
    std::vector<std::string> arguments{program, options_.model};
    for (const Override& change : overrides_) add_option(arguments, change);
    for (const Override& change : plan_->changes(run)) add_option(arguments, change);
    if (options_.engine != "jit") {
        arguments.emplace_back("--engine");
        arguments.push_back(options_.engine);
    }
    if (options_.threads != 1) {
        arguments.emplace_back("--threads");
        arguments.push_back(std::to_string(options_.threads));
    }
    arguments.emplace_back("-o");
    arguments.push_back(store_.results(runs_[run].stem));
    return arguments;
}

std::string SweepSession::sweep_yaml() const {
    return format("# A sweep of {}; names of files in it are relative to where that is.\n{}{}",
                  std::filesystem::path(options_.model).filename().string(), model_->resolved({}),
                  plan_->yaml());
}

void SweepSession::read_records(const std::vector<std::size_t>& numbers) {
    for (const std::size_t run : numbers)
        runs_[run].record = store_.record(runs_[run].stem, runs_[run].sha256);
}

std::vector<std::size_t> SweepSession::incomplete(const std::vector<std::size_t>& chosen) const {
    std::vector<std::size_t> rest;
    for (const std::size_t run : chosen)
        if (runs_[run].record.state != RunState::Complete) rest.push_back(run);
    return rest;
}

int SweepSession::print_commands() {
    std::vector<std::size_t> chosen = select_runs(options_.only, runs_.size());
    if (options_.resume) {
        read_records(chosen);
        chosen = incomplete(chosen);
    }
    for (const std::size_t run : chosen)
        std::cout << shell_command(arguments(run, own_program())) << '\n';
    return exit_code::done;
}

int SweepSession::dry_run() {
    const std::vector<std::size_t> chosen = select_runs(options_.only, runs_.size());
    read_records(chosen);
    const std::size_t left = incomplete(chosen).size();
    std::cout << plan_text(*plan_, runs_)
              << format("each: {}\n", shell_command(arguments(chosen.front(), "brian-run")));
    if (left < chosen.size() || !options_.only.empty())
        std::cout << format("to do: {} of {}\n", left, chosen.size());
    std::cout << format(
        "would write: {0}/sweep.yaml, {0}/runs/*.h5 and *.log, {0}/index.csv, "
        "{0}/index.h5\n",
        store_.folder());
    return exit_code::done;
}

int SweepSession::collect() {
    std::error_code error;
    if (!std::filesystem::is_directory(store_.folder(), error))
        throw ModelError(
            {.message = format("there is no folder '{}' to collect from", store_.folder()),
             .where = {},
             .path = {},
             .hint = "name it with -o/--output",
             .notes = {},
             .fault = Fault::Input});
    store_.open(sweep_yaml(), SweepStore::Use::Share);
    const std::vector<std::size_t> all = select_runs({}, runs_.size());
    read_records(all);
    write_indices();
    log_info(format("{} of {} runs are complete\nindex: {}", all.size() - incomplete(all).size(),
                    all.size(), store_.path("index.csv")));
    if (options_.summary == Options::Output::Json)
        std::cout << sweep_json(store_.folder(), runs_, 0.0) << '\n';
    return tell_incomplete(all);
}

int SweepSession::tell_incomplete(const std::vector<std::size_t>& chosen) const {
    int code = exit_code::done;
    for (const RunState state :
         {RunState::Failed, RunState::Stopped, RunState::Missing, RunState::Broken}) {
        std::vector<std::size_t> such;
        for (const std::size_t run : chosen)
            if (runs_[run].record.state == state) such.push_back(run);
        if (such.empty()) continue;
        code = state == RunState::Broken ? exit_code::no_input : exit_code::simulation_failed;
        log_error(format("{}: {} run{} ({})", name_of(state), such.size(),
                         such.size() == 1 ? "" : "s", name_runs(such)));
        for (const std::size_t run : such)
            if (state == RunState::Broken) log_error("  " + runs_[run].record.trouble);
    }
    if (code != exit_code::done) log_error("  hint: --resume does what is not complete");
    return code;
}

int SweepSession::check_samples() const {
    ProcessPool pool;
    for (const std::size_t run : plan_->samples())
        if (const int code = check(pool, run); code != exit_code::done) return code;
    return exit_code::done;
}

int SweepSession::check(ProcessPool& pool, std::size_t run) const {
    std::vector<std::string> check = arguments(run, "brian-run");
    check.insert(check.end(), {"--check", "-q", "--color",
                               options_.colour == Colour::Ansi ? "always" : "never"});
    pool.start(0, check, {});
    while (true) {
        const ProcessPool::Events events = pool.wait(std::chrono::seconds(1));
        if (events.signal) return 128 + *events.signal;
        if (!events.ended.empty()) return events.ended.front().exit_code;
    }
}

int SweepSession::do_sweep() {
    const std::vector<std::size_t> chosen = select_runs(options_.only, runs_.size());
    const bool is_part = !options_.only.empty();
    if (!is_part)
        if (const int code = check_samples(); code != exit_code::done) return code;
    store_.open(sweep_yaml(), is_part           ? SweepStore::Use::Share
                              : options_.resume ? SweepStore::Use::GoOn
                                                : SweepStore::Use::New);
    read_records(is_part ? chosen : select_runs({}, runs_.size()));
    const std::vector<std::size_t> to_do = incomplete(chosen);
    if (to_do.size() < chosen.size())
        log_info(format("{} of {} runs are complete already", chosen.size() - to_do.size(),
                        chosen.size()));
    const SweepOutcome outcome = do_all(to_do);
    if (!is_part) write_indices();
    return say_done(outcome, chosen);
}

SweepOutcome SweepSession::do_all(const std::vector<std::size_t>& to_do) {
    SweepProgress progress(options_.progress, options_.verbosity);
    SweepSettings settings;
    settings.processes = options_.processes;
    if (options_.after_failure == SweepOptions::AfterFailure::Stop)
        settings.after_failure = SweepSettings::AfterFailure::Stop;
    settings.arguments = [this](std::size_t run) {
        std::vector<std::string> command = arguments(run, "brian-run");
        if (runs_[run].record.state == RunState::Stopped) command.emplace_back("-f");
        return command;
    };
    settings.show = [&progress](const SweepCounts& counts) { progress.show(counts); };
    settings.complain = [&progress](const std::string& text) {
        progress.clear();
        log_error(text);
    };
    const bool is_part = !options_.only.empty();
    SweepOutcome outcome = do_runs(store_, settings, to_do, runs_, [&] {
        if (!is_part) write_csv();
    });
    progress.clear();
    return outcome;
}

int SweepSession::say_done(const SweepOutcome& outcome, const std::vector<std::size_t>& chosen) {
    const double wall =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - program_start_).count();
    const std::size_t n_complete = chosen.size() - incomplete(chosen).size();
    log_info(
        format("{} of {} runs are complete, after {}", n_complete, chosen.size(), in_words(wall)));
    log_info(options_.only.empty() ? format("index: {}", store_.path("index.csv"))
                                   : format("results: {}", store_.path("runs")));
    if (options_.summary == Options::Output::Json)
        std::cout << sweep_json(store_.folder(), runs_, wall) << '\n';
    const int code = tell_incomplete(chosen);
    if (outcome.signal)
        return *outcome.signal == SIGTERM ? exit_code::terminated : exit_code::interrupted;
    return outcome.gave_up.value_or(code);
}

std::vector<RunRecord> SweepSession::records() const {
    std::vector<RunRecord> records;
    records.reserve(runs_.size());
    for (const SweepRun& run : runs_) records.push_back(run.record);
    return records;
}

void SweepSession::write_csv() const {
    write_atomically(store_.path("index.csv"), index_csv(*plan_, model_->model(), records()),
                     IfThere::Replace);
}

void SweepSession::write_indices() const {
    write_csv();
    write_sweep(store_.path("index.h5"), index_contents(*plan_, model_->model(), records()));
}

}  // namespace brian
