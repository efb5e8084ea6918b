#include "cli/simulate.h"

#include <iostream>
#include <optional>

#include "base/format.h"
#include "cli/exit_codes.h"
#include "cli/explain.h"
#include "cli/loaded_model.h"
#include "cli/log.h"
#include "cli/resumption.h"
#include "cli/run_model.h"
#include "hdf5/output_name.h"

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
        if (model_.options->action == Options::Action::Explain) {
            std::cout << explain_text(model_.compiled);
            return exit_code::done;
        }
        return runs() ? run_model(model_, resumption) : say_checked();
    }

  private:
    [[nodiscard]] bool runs() const { return model_.options->action == Options::Action::Run; }

    [[nodiscard]] ResultsOptions::Existing existing() const {
        return model_.options->existing == Options::Existing::Replace
                   ? ResultsOptions::Existing::Replace
                   : ResultsOptions::Existing::Refuse;
    }

    int report_errors() {
        std::cerr << model_.diagnostics.render(model_.options->colour);
        return model_.diagnostics.only_input_faults() ? exit_code::no_input
                                                      : exit_code::wrong_model;
    }

    void report_warnings() {
        for (const Diagnostic& diagnostic : model_.diagnostics.sorted())
            model_.warnings.push_back(diagnostic.facts.message);
        if (model_.options->verbosity != Verbosity::Quiet)
            std::cerr << model_.diagnostics.render(model_.options->colour);
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

int exit_code_of(OutputError::Kind kind) {
    switch (kind) {
        case OutputError::Kind::CannotCreate:
            return exit_code::cannot_create;
        case OutputError::Kind::WriteFailed:
            return exit_code::io_error;
        case OutputError::Kind::CannotRead:
            break;
    }
    return exit_code::no_input;
}

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
        return exit_code_of(error.kind());
    }
}

}  // namespace brian
