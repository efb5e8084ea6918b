#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "cli/sweep_options.h"
#include "cli/sweep_progress.h"
#include "tools/sweep_plan.h"
#include "tools/sweep_runner.h"
#include "tools/sweep_store.h"
#include "yaml/model_variants.h"

namespace brian {

/// One use of `brian-run sweep`, step by step.
class SweepSession {
  public:
    SweepSession(const SweepOptions& options, std::chrono::steady_clock::time_point program_start);

    /// Returns the exit code. Throws ModelError and OutputError.
    int run();

  private:
    int act();
    void set_seed(const std::string& seed);
    void read_model();
    void read_plan();
    void name_runs_of_sweep();
    /// The command line of one run, from `program` on.
    [[nodiscard]] std::vector<std::string> arguments(std::size_t run,
                                                     const std::string& program) const;
    [[nodiscard]] std::string sweep_yaml() const;
    void read_records(const std::vector<std::size_t>& numbers);
    [[nodiscard]] std::vector<std::size_t> incomplete(const std::vector<std::size_t>& chosen) const;

    int print_commands();
    int dry_run();
    int collect();
    int do_sweep();
    /// Looks for mistakes in the first run, and in the first of each text that is swept, so that
    /// they are told once and before anything runs; the exit code.
    [[nodiscard]] int check_samples() const;
    [[nodiscard]] int check(ProcessPool& pool, std::size_t run) const;
    [[nodiscard]] SweepOutcome do_all(const std::vector<std::size_t>& to_do);
    int say_done(const SweepOutcome& outcome, const std::vector<std::size_t>& chosen);
    /// Says which runs are not complete; the exit code.
    [[nodiscard]] int tell_incomplete(const std::vector<std::size_t>& chosen) const;

    void write_csv() const;
    void write_indices() const;
    [[nodiscard]] std::vector<RunRecord> records() const;

    const SweepOptions& options_;
    std::chrono::steady_clock::time_point program_start_;
    std::vector<Override> overrides_;  ///< of all runs
    Diagnostics diagnostics_;
    std::unique_ptr<ModelVariants> model_;
    std::unique_ptr<SweepPlan> plan_;
    SweepStore store_;
    std::vector<SweepRun> runs_;
};

}  // namespace brian
