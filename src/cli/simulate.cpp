#include "cli/simulate.h"

#include <iostream>
#include <optional>

#include "base/error.h"
#include "base/format.h"
#include "cli/dry_run.h"
#include "cli/exit_codes.h"
#include "cli/explain.h"
#include "cli/graph.h"
#include "cli/loaded_model.h"
#include "cli/log.h"
#include "cli/resumption.h"
#include "cli/run_model.h"
#include "cli/verb_errors.h"
#include "hdf5/output_name.h"
#include "yaml/document.h"
#include "yaml/write_json.h"

namespace brian {

namespace {

/// One use of the program on one model, step by step.
class Session {
  public:
    Session(const Options& options, SteadyClock::time_point program_start) {
        model_.options = &options;
        model_.program_start = program_start;
    }

    int run() {
        read_model(model_);
        if (model_.diagnostics.has_errors()) return report_errors();
        if (model_.options->action == Options::Action::PrintConfig) return print_config();
        if (!model_.spec.sweep.empty())
            log_info("the model has a `sweep`: this is one run of it; for all: brian-run sweep");
        Resumption resumption;
        model_.diagnostics.attempt("run.seed", [&] { resumption = choose_seed(); });
        if (model_.diagnostics.has_errors()) return report_errors();
        if (resumption.is_complete) return exit_code::done;
        if (runs()) prepare_output(output_name(model_), existing());
        build_network(model_);
        if (model_.diagnostics.has_errors()) return report_errors();
        report_warnings();
        return runs() ? run_model(model_, resumption) : look();
    }

  private:
    [[nodiscard]] bool runs() const { return model_.options->action == Options::Action::Run; }

    [[nodiscard]] ResultsOptions::Existing existing() const {
        return model_.options->existing == Options::Existing::Replace
                   ? ResultsOptions::Existing::Replace
                   : ResultsOptions::Existing::Refuse;
    }

    int report_errors() {
        log_diagnostics(model_.diagnostics, model_.options->colour);
        return model_.diagnostics.only_input_faults() ? exit_code::no_input
                                                      : exit_code::wrong_model;
    }

    void report_warnings() {
        for (const Diagnostic& diagnostic : model_.diagnostics.sorted())
            model_.warnings.push_back(diagnostic.facts.message);
        if (model_.options->verbosity == Verbosity::Quiet)
            note_diagnostics(model_.diagnostics);
        else
            log_diagnostics(model_.diagnostics, model_.options->colour);
    }

    /// A seed that was drawn is drawn once: a resumed run has that of its checkpoint.
    Resumption choose_seed() {
        const std::optional<std::uint64_t> given = given_seed(model_);
        Resumption resumption;
        if (runs()) resumption = find_resumption(model_, given);
        const std::optional<std::uint64_t> seed = given ? given : resumption.seed;
        if (!resumption.is_complete) model_.seed = seed ? *seed : drawn_seed(model_);
        return resumption;
    }

    /// What is said of a model without a run.
    [[nodiscard]] int look() {
        switch (model_.options->action) {
            case Options::Action::Explain:
                std::cout << explain_text(model_.compiled);
                return exit_code::done;
            case Options::Action::PrintGraph:
                std::cout << graph_dot(model_.spec, model_.compiled);
                return exit_code::done;
            case Options::Action::DryRun:
                return estimate();
            default:
                return say_checked();
        }
    }

    [[nodiscard]] int print_config() {
        const std::string& text = model_.spec.resolved_yaml;
        if (model_.options->config_format != "json") {
            std::cout << text;
            return exit_code::done;
        }
        const auto source = std::make_shared<const SourceFile>(SourceFile{"model", text});
        std::cout << to_json(read_document(source, model_.diagnostics));
        return exit_code::done;
    }

    [[nodiscard]] int estimate() {
        const double build_seconds = since(model_.program_start);
        Estimate estimate;
        try {
            estimate = estimate_run(model_.compiled, model_.options->threads);
        } catch (const SimulationError& error) {
            log_error(format("{}: error: {}", model_.options->model, error.what()));
            if (!error.hint().empty()) log_error("  hint: " + error.hint());
            return exit_code::simulation_failed;
        }
        estimate.build_seconds = build_seconds;
        if (model_.options->summary == Options::Output::Json)
            std::cout << estimate_json(estimate);
        else
            std::cout << estimate_text(estimate, model_.compiled.dt, output_name(model_));
        std::cout << '\n';
        return exit_code::done;
    }

    [[nodiscard]] int say_checked() const {
        const CompiledModel& compiled = model_.compiled;
        std::uint64_t n_neurons = 0;
        for (const PopulationSummary& population : compiled.populations)
            n_neurons += population.size;
        const auto several = [](std::uint64_t n, const char* thing) {
            return format("{} {}{}", n, thing, n == 1 ? "" : "s");
        };
        log_info(format("{}: no mistakes found: {}, {}, {}, {}", model_.options->model,
                        several(compiled.populations.size(), "population"),
                        several(n_neurons, "neuron"),
                        several(compiled.connections.size(), "connection"),
                        several(static_cast<std::uint64_t>(compiled.n_steps), "step")));
        return exit_code::done;
    }

    LoadedModel model_;
};

}  // namespace

int simulate(const Options& options, SteadyClock::time_point program_start) {
    try {
        start_log(options.verbosity, options.log_file);
        return Session(options, program_start).run();
    } catch (const ModelError& error) {
        Diagnostics diagnostics;
        diagnostics.error(error);
        log_diagnostics(diagnostics, options.colour);
        return diagnostics.only_input_faults() ? exit_code::no_input : exit_code::wrong_model;
    } catch (const OutputError& error) {
        log_error(format("brian-run: error: {}", error.what()));
        if (!error.hint().empty()) log_error("  hint: " + error.hint());
        return exit_code_of(error.kind());
    }
}

}  // namespace brian
