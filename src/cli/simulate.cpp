#include "cli/simulate.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <random>

#include "base/format.h"
#include "base/number.h"
#include "base/sha256.h"
#include "cli/exit_codes.h"
#include "cli/explain.h"
#include "cli/log.h"
#include "cli/plot_script.h"
#include "cli/progress.h"
#include "cli/provenance.h"
#include "cli/signals.h"
#include "cli/summary.h"
#include "compile/compile.h"
#include "components/component_schemas.h"
#include "hdf5/output_name.h"
#include "hdf5/read_dataset.h"
#include "hdf5/write_results.h"
#include "spec/model_schema.h"
#include "tools/state_hash.h"

namespace brian {

namespace {

using SteadyClock = std::chrono::steady_clock;

double since(SteadyClock::time_point start) {
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

/// One use of the program on one model, step by step.
class Session {
  public:
    Session(const Options& options, SteadyClock::time_point program_start)
        : options_(options), program_start_(program_start) {}

    int run() {
        spec_ = read_network(options_.model, options_.overrides, model_schema(component_schemas()),
                             diagnostics_);
        if (diagnostics_.has_errors()) return report_errors();
        if (!spec_.sweep.empty())
            log_info("the model has a `sweep`: this is one run of it; for all: brian-run sweep");
        log_detail(format("model read after {:.1f} ms", since(program_start_) * 1e3));
        diagnostics_.attempt("run.seed", [this] { choose_seed(); });
        if (diagnostics_.has_errors()) return report_errors();
        if (options_.action == Options::Action::Run) open_results_file();
        compile_model();
        if (diagnostics_.has_errors()) return report_errors();
        report_warnings();
        if (options_.action == Options::Action::Explain) {
            std::cout << explain_text(model_);
            return exit_code::done;
        }
        if (options_.action == Options::Action::Check) return say_checked();
        return run_network();
    }

  private:
    int report_errors() {
        std::cerr << diagnostics_.render(options_.colour);
        return diagnostics_.only_input_faults() ? exit_code::no_input : exit_code::wrong_model;
    }

    void report_warnings() {
        for (const Diagnostic& diagnostic : diagnostics_.sorted())
            warnings_.push_back(diagnostic.facts.message);
        if (options_.verbosity != Verbosity::Quiet)
            std::cerr << diagnostics_.render(options_.colour);
    }

    void choose_seed() {
        std::string text = options_.seed;
        if (text.empty() && spec_.run.seed) text = spec_.run.seed->str();
        if (text.empty() || text == "random") {
            seed_ = std::random_device{}();
            if (options_.action == Options::Action::Run)
                log_info(format("seed: {} (drawn; repeat this run with --seed {} or run.seed: {})",
                                seed_, seed_, seed_));
            return;
        }
        const std::optional<double> number = parse_number(text);
        if (text.size() > 19 || !number
            || text.find_first_not_of("0123456789") != std::string::npos)
            throw ModelError({.message = format("the seed must be a whole number, not '{}'", text),
                              .where = *spec_.run.seed,
                              .path = "run.seed",
                              .hint = "write seed: 42, or leave it out to draw one",
                              .notes = {}});
        seed_ = std::stoull(text);
    }

    [[nodiscard]] std::string output_name() const {
        std::string text = options_.output;
        if (text.empty() && spec_.output.file) text = spec_.output.file->str();
        if (text.empty()) text = std::filesystem::path(options_.model).stem().string() + ".h5";
        const auto fill_in = [&text](const std::string& key, const std::string& value) {
            for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key))
                text.replace(at, key.size(), value);
        };
        fill_in("{seed}", std::to_string(seed_));
        fill_in("{hash}", sha256(spec_.resolved_yaml).substr(0, 8));
        return text;
    }

    void open_results_file() {
        results_options_.file_name = output_name();
        if (options_.existing == Options::Existing::Replace)
            results_options_.existing = ResultsOptions::Existing::Replace;
        prepare_output(results_options_.file_name, results_options_.existing);
    }

    void compile_model() {
        CompileOptions compile_options;
        compile_options.backend = options_.backend;
        compile_options.seed = seed_;
        if (options_.action == Options::Action::Check)
            compile_options.purpose = CompileOptions::Purpose::Check;
        if (options_.action != Options::Action::Explain)
            compile_options.programs = CompileOptions::Programs::LeftOut;
        compile_options.read = [this](const DataRequest& request) {
            data_files_.push_back(request.file);
            return read_data(request);
        };
        model_ = compile(spec_, compile_options, diagnostics_);
        log_detail(format("network built after {:.1f} ms", since(program_start_) * 1e3));
    }

    [[nodiscard]] int say_checked() const {
        std::uint64_t n_neurons = 0;
        for (const PopulationSummary& population : model_.populations) n_neurons += population.size;
        const auto several = [](std::uint64_t n, const char* thing) {
            return format("{} {}{}", n, thing, n == 1 ? "" : "s");
        };
        log_info(format("{}: no mistakes found: {}, {}, {}, {}", options_.model,
                        several(model_.populations.size(), "population"),
                        several(n_neurons, "neuron"),
                        several(model_.connections.size(), "connection"),
                        several(static_cast<std::uint64_t>(model_.n_steps), "step")));
        return exit_code::done;
    }

    void complete_results_options() {
        results_options_.dt = model_.dt;
        results_options_.n_steps = model_.n_steps;
        if (spec_.run.protocol.kind != Value::Kind::Null)
            results_options_.phases = ResultsOptions::Phases::Several;
        results_options_.seed = seed_;
        results_options_.model_sha256 = sha256(spec_.resolved_yaml);
        if (spec_.title) results_options_.title = spec_.title->str();
        if (spec_.description) results_options_.description = spec_.description->str();
        if (!spec_.output.compression) return;
        const std::optional<double> level = parse_number(spec_.output.compression->text());
        if (!level || *level < 0 || *level > 9)
            throw ModelError({.message = "the compression is a whole number from 0 to 9",
                              .where = *spec_.output.compression,
                              .path = "output.compression",
                              .hint = {},
                              .notes = {}});
        results_options_.trace_compression = static_cast<int>(*level);
    }

    int run_network() {
        complete_results_options();
        const Origin origin{&options_, &spec_, seed_, data_files_, utc_now()};
        const std::unique_ptr<ResultsFile> results =
            open_results(results_options_, provenance_at_start(origin));
        catch_stop_signals();
        facts_.seed = seed_;
        facts_.build_seconds = since(program_start_);
        log_detail(format("first step after {:.1f} ms", facts_.build_seconds * 1e3));
        const SteadyClock::time_point loop_start = SteadyClock::now();
        try {
            facts_.status = step(*results) == RunStatus::Complete ? "complete" : "stopped";
        } catch (const SimulationError& error) {
            return fail(*results, error);
        }
        facts_.loop_seconds = since(loop_start);
        facts_.steps_done = model_.network.steps_done();
        facts_.simulated_seconds = model_.network.simulated();
        facts_.wall_seconds = since(program_start_);
        results->set_populations(populations());
        results->close(
            facts_.status, facts_.steps_done,
            provenance_at_end(facts_.wall_seconds, state_sha256(model_.network.mutable_state())));
        facts_.file = results->current_name();
        facts_.wall_seconds = since(program_start_);
        return say_done();
    }

    [[nodiscard]] std::vector<PopulationFacts> populations() const {
        std::vector<PopulationFacts> populations;
        for (const PopulationSummary& one : model_.populations)
            populations.push_back({one.name, one.size, static_cast<std::uint64_t>(*one.spikes)});
        return populations;
    }

    RunStatus step(ResultsFile& results) {
        Progress progress(options_.progress, options_.verbosity, model_.n_steps);
        SteadyClock::time_point last_flush = SteadyClock::now();
        model_.network.employ(options_.threads);
        Protocol protocol(model_.network, results, [&](std::int64_t steps_done) {
            progress.show(steps_done, model_.network.t());
            if (since(last_flush) > 5.0) {
                results.flush();
                last_flush = SteadyClock::now();
            }
            return !stop_signal().has_value();
        });
        const RunStatus status = protocol.run(model_.protocol, model_.until);
        progress.finish();
        return status;
    }

    int fail(ResultsFile& results, const SimulationError& error) {
        results.close(
            "failed", model_.network.steps_done(),
            provenance_at_end(since(program_start_), state_sha256(model_.network.mutable_state())));
        log_error(format("{}: error: {}", options_.model, error.what()));
        if (!error.hint().empty()) log_error("  hint: " + error.hint());
        log_error(format("  what was recorded until then is in {}", results.current_name()));
        return exit_code::simulation_failed;
    }

    [[nodiscard]] bool records(const char* type) const {
        return std::any_of(
            spec_.monitors.begin(), spec_.monitors.end(),
            [type](const MonitorSpec& monitor) { return monitor.type.text() == type; });
    }

    /// The plot that shows most of what was recorded; of a few neurons that is their traces.
    [[nodiscard]] std::string plot_kind() const {
        constexpr std::uint64_t few = 5;
        std::uint64_t n_neurons = 0;
        for (const PopulationSummary& population : model_.populations) n_neurons += population.size;
        if (n_neurons <= few && records("state")) return "trace";
        for (const auto& [type, plot] : {std::pair{"spikes", "raster"},
                                         {"count", "count"},
                                         {"state", "trace"},
                                         {"rate", "rate"}})
            if (records(type)) return plot;
        return {};
    }

    int say_done() {
        facts_.warnings = warnings_;
        const std::string kind = plot_kind();
        if (!kind.empty()) facts_.plot = format("{} {}", plot_script(), kind);
        log_info(summary_text(model_, facts_));
        if (options_.summary == Options::Output::Json)
            std::cout << summary_json(model_, facts_) << '\n';
        if (facts_.status == "complete") return exit_code::done;
        return stop_signal() == SIGTERM ? exit_code::terminated : exit_code::interrupted;
    }

    const Options& options_;
    SteadyClock::time_point program_start_;
    Diagnostics diagnostics_;
    NetworkSpec spec_;
    std::uint64_t seed_ = 0;
    ResultsOptions results_options_;
    std::vector<std::string> data_files_;
    CompiledModel model_;
    std::vector<std::string> warnings_;
    RunFacts facts_;
};

}  // namespace

int simulate(const Options& options, SteadyClock::time_point program_start) {
    try {
        return Session(options, program_start).run();
    } catch (const ModelError& error) {
        Diagnostics diagnostics;
        diagnostics.error(error);
        std::cerr << diagnostics.render(options.colour);
        return diagnostics.only_input_faults() ? exit_code::no_input : exit_code::wrong_model;
    } catch (const OutputError& error) {
        log_error(format("brian-run: error: {}", error.what()));
        if (!error.hint().empty()) log_error("  hint: " + error.hint());
        return error.kind() == OutputError::Kind::CannotCreate ? exit_code::cannot_create
                                                               : exit_code::io_error;
    }
}

}  // namespace brian
