#include "cli/run_model.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "base/error.h"
#include "base/format.h"
#include "cli/exit_codes.h"
#include "cli/interruptions.h"
#include "cli/log.h"
#include "cli/plot_script.h"
#include "cli/profile.h"
#include "cli/progress.h"
#include "cli/provenance.h"
#include "cli/sidecar.h"
#include "cli/signals.h"
#include "cli/summary.h"
#include "hdf5/checkpoint_folder.h"
#include "tools/state_hash.h"

namespace brian {

namespace {

bool records(const NetworkSpec& spec, const char* type) {
    return std::any_of(spec.monitors.begin(), spec.monitors.end(),
                       [type](const MonitorSpec& monitor) { return monitor.type.text() == type; });
}

/// The plot that shows most of what was recorded; of a few neurons that is their traces.
std::string plot_kind(const LoadedModel& model) {
    constexpr std::uint64_t few = 5;
    std::uint64_t n_neurons = 0;
    for (const PopulationSummary& population : model.compiled.populations)
        n_neurons += population.size;
    if (n_neurons <= few && records(model.spec, "state")) return "trace";
    for (const auto& [type, plot] :
         {std::pair{"spikes", "raster"}, {"count", "count"}, {"state", "trace"}, {"rate", "rate"}})
        if (records(model.spec, type)) return plot;
    return {};
}

/// For tests: a checkpoint after exactly so many steps, and the end.
std::optional<std::int64_t> tested_step() {
    const char* text = std::getenv("BRIAN_RUN_CHECKPOINT_AT");
    if (text == nullptr || *text == '\0') return std::nullopt;
    return std::atoll(text);
}

class Run {
  public:
    Run(LoadedModel& model, const Resumption& resumption)
        : model_(model),
          saved_(resumption.saved.get()),
          history_(run_history(model, saved_)),
          interruptions_(*model.options, model.program_start) {}

    int run() {
        if (saved_ != nullptr) need_same_data(model_, *saved_);
        const ResultsOptions options = results_options(model_);
        file_name_ = options.file_name;
        if (saved_ == nullptr) remove_checkpoint(file_name_);
        const std::unique_ptr<ResultsFile> results = open_results(options, provenance(), saved_);
        if (saved_ == nullptr && !model_.compiled.saved.empty())
            results->write_network(model_.compiled.saved);
        catch_stop_signals();
        facts_.seed = model_.seed;
        facts_.build_seconds = since(model_.program_start);
        log_detail(format("first step after {:.1f} ms", facts_.build_seconds * 1e3));
        try {
            const RunStatus status = step(*results);
            if (status == RunStatus::Suspended) return say_suspended();
            facts_.status = status == RunStatus::Complete ? "complete" : "stopped";
        } catch (const SimulationError& error) {
            return fail(*results, error);
        }
        note_facts();
        results->set_populations(populations());
        results->close(facts_.status, facts_.steps_done, provenance_at_end());
        facts_.file = results->current_name();
        facts_.wall_seconds = since(model_.program_start);
        return say_done();
    }

  private:
    [[nodiscard]] Provenance provenance() const {
        return provenance_at_start({model_.options, &model_.spec, model_.seed, model_.data_files,
                                    history_.start_utc, history_.n_resumptions,
                                    history_.command_lines});
    }

    [[nodiscard]] Provenance provenance_at_end() {
        return brian::provenance_at_end(history_.wall_seconds + since(model_.program_start),
                                        state_sha256(model_.compiled.network.mutable_state()));
    }

    [[nodiscard]] std::vector<PopulationFacts> populations() const {
        std::vector<PopulationFacts> populations;
        for (const PopulationSummary& one : model_.compiled.populations)
            populations.push_back({one.name, one.size, static_cast<std::uint64_t>(*one.spikes)});
        return populations;
    }

    /// Steps that were done before the checkpoint.
    [[nodiscard]] std::int64_t first_step() const {
        return saved_ == nullptr ? 0 : std::stoll(saved_->text("steps_done"));
    }

    RunStatus step(ResultsFile& results) {
        const SteadyClock::time_point loop_start = SteadyClock::now();
        Network& network = model_.compiled.network;
        network.employ(model_.options->threads);
        Progress progress(model_.options->progress, model_.options->verbosity,
                          model_.compiled.n_steps, first_step());
        Sidecar sidecar(file_name_, model_.compiled.n_steps, first_step());
        SteadyClock::time_point last_flush = SteadyClock::now();
        if (model_.options->profile) profile_.attach(network);
        Protocol protocol(network, results, [&](std::int64_t steps_done) {
            progress.show(steps_done, network.t());
            sidecar.show(steps_done, network.t());
            if (since(last_flush) > 5.0) {
                results.flush();
                last_flush = SteadyClock::now();
            }
            return heed(network);
        });
        protocol.save_with([&](const StateList& state) { return save(results, state); });
        if (const auto at = tested_step()) network.ask_for_checkpoint_at(*at);
        const RunStatus status = carry_out(protocol);
        progress.finish();
        facts_.loop_seconds = since(loop_start);
        return status;
    }

    RunStatus carry_out(Protocol& protocol) {
        const CompiledModel& compiled = model_.compiled;
        if (saved_ == nullptr) return protocol.run(compiled.protocol, compiled.until);
        return protocol.resume(compiled.protocol, compiled.until,
                               [this](const StateList& items) { saved_->load(items); });
    }

    /// Whether the run goes on; if it is to end with a checkpoint, that ends it.
    bool heed(Network& network) {
        const Interruptions::Wish wish = interruptions_.wish();
        if (wish == Interruptions::Wish::Stop) return false;
        if (wish != Interruptions::Wish::GoOn) network.ask_for_checkpoint();
        return true;
    }

    AfterCheckpoint save(ResultsFile& results, const StateList& state) {
        const SteadyClock::time_point start = SteadyClock::now();
        const bool ends =
            tested_step() || interruptions_.wish() == Interruptions::Wish::CheckpointAndStop;
        const AfterCheckpoint after = ends ? AfterCheckpoint::Stop : AfterCheckpoint::GoOn;
        results.save(checkpoint_texts(model_, history_), state, after);
        log_detail(format("checkpoint after step {} written in {:.1f} ms",
                          model_.compiled.network.steps_done(), since(start) * 1e3));
        interruptions_.note_checkpoint();
        return after;
    }

    void note_facts() {
        facts_.steps_done = model_.compiled.network.steps_done();
        facts_.simulated_seconds = model_.compiled.network.simulated();
        if (saved_ != nullptr) facts_.seconds_before = std::stod(saved_->text("simulated_s"));
        facts_.wall_seconds = since(model_.program_start);
        facts_.warnings = model_.warnings;
    }

    int fail(ResultsFile& results, const SimulationError& error) {
        results.close("failed", model_.compiled.network.steps_done(), provenance_at_end());
        log_error(format("{}: error: {}", model_.options->model, error.what()));
        if (!error.hint().empty()) log_error("  hint: " + error.hint());
        log_error(format("  what was recorded until then is in {}", results.current_name()));
        return exit_code::simulation_failed;
    }

    int say_suspended() {
        note_facts();
        facts_.status = "suspended";
        facts_.file = checkpoint_folder(file_name_);
        log_info(format("{} at t = {:.6g} s, after step {} of {}, with a checkpoint: {}",
                        interruptions_.reason(), model_.compiled.network.t(), facts_.steps_done,
                        model_.compiled.n_steps, facts_.file));
        log_info(model_.options->resume ? "go on with the same command"
                                        : "go on with the same command and --resume");
        if (model_.options->summary == Options::Output::Json)
            std::cout << summary_json(model_.compiled, facts_) << '\n';
        return interruptions_.exit_code();
    }

    int say_done() {
        const std::string kind = plot_kind(model_);
        if (!kind.empty()) facts_.plot = format("{} {}", plot_script(), kind);
        if (model_.options->profile)
            log_info(profile_.text(facts_.loop_seconds, facts_.steps_done));
        log_info(summary_text(model_.compiled, facts_));
        if (model_.options->summary == Options::Output::Json)
            std::cout << summary_json(model_.compiled, facts_) << '\n';
        if (facts_.status == "complete") return exit_code::done;
        return stop_signal() == SIGTERM ? exit_code::terminated : exit_code::interrupted;
    }

    LoadedModel& model_;
    const SavedState* saved_;
    RunHistory history_;
    Interruptions interruptions_;
    std::string file_name_;
    RunFacts facts_;
    Profile profile_;
};

}  // namespace

int run_model(LoadedModel& model, const Resumption& resumption) {
    try {
        return Run(model, resumption).run();
    } catch (const OutputError& error) {
        if (error.kind() != OutputError::Kind::WriteFailed || !has_checkpoint(output_name(model)))
            throw;
        const std::string first = error.hint().empty() ? "" : error.hint() + "; ";
        throw OutputError(error.kind(), error.what(),
                          first + "--resume goes on from the last checkpoint, which is whole");
    }
}

}  // namespace brian
