#include "tools/sweep_runner.h"

#include <csignal>
#include <fstream>

#include "base/error.h"
#include "base/format.h"

namespace brian {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int io_error = 74;  // exit codes of a run
constexpr int wrong_model = 65;

/// The first line of a log that tells of an error.
std::string first_error(const std::string& log) {
    std::ifstream file(log);
    for (std::string line; std::getline(file, line);)
        if (line.find("error: ") != std::string::npos) return line;
    return {};
}

class Runner {
  public:
    Runner(const SweepStore& store, const SweepSettings& settings, std::vector<SweepRun>& runs)
        : store_(store), settings_(settings), runs_(runs) {}

    SweepOutcome run(const std::vector<std::size_t>& to_do, const std::function<void()>& index) {
        outcome_.counts.total = to_do.size();
        auto next = to_do.begin();
        SteadyClock::time_point indexed = SteadyClock::now();
        while (true) {
            for (; next != to_do.end() && may_start(); ++next) start(*next);
            show();
            if (pool_.running() == 0) break;
            take(pool_.wait(std::chrono::milliseconds(200)));
            if (SteadyClock::now() - indexed < std::chrono::seconds(10)) continue;
            index();
            indexed = SteadyClock::now();
        }
        return outcome_;
    }

  private:
    [[nodiscard]] bool may_start() const {
        return pool_.running() < settings_.processes && !outcome_.signal && !outcome_.gave_up
               && (outcome_.counts.failed == 0
                   || settings_.after_failure == SweepSettings::AfterFailure::KeepGoing);
    }

    void start(std::size_t run) {
        if (runs_[run].record.state == RunState::Broken)
            settings_.complain(format("{}; it is now '{}'", runs_[run].record.trouble,
                                      store_.set_aside(runs_[run].stem)));
        store_.wait_until_free(runs_[run].stem);
        pool_.start(run, settings_.arguments(run), store_.log_file(runs_[run].stem));
    }

    void take(const ProcessPool::Events& events) {
        if (events.signal) {
            // Once: the runs keep what they have. Twice: at once.
            pool_.send(outcome_.signal ? SIGKILL : SIGTERM);
            outcome_.signal = events.signal;
        }
        for (const ProcessPool::Ended& ended : events.ended) finish(ended);
    }

    void finish(const ProcessPool::Ended& ended) {
        SweepRun& run = runs_[ended.id];
        run.record = store_.record(run.stem, run.sha256);
        ++outcome_.counts.finished;
        const bool complete = run.record.state == RunState::Complete;
        if (complete || outcome_.signal) return;
        ++outcome_.counts.failed;
        if (ended.exit_code == io_error) outcome_.gave_up = io_error;
        if (ended.exit_code == 0) outcome_.gave_up = wrong_model;
        settings_.complain(what_failed(ended, run));
    }

    [[nodiscard]] std::string what_failed(const ProcessPool::Ended& ended,
                                          const SweepRun& run) const {
        if (ended.exit_code == 0)
            return format("run {}: {}; has the model been changed since the sweep began?", ended.id,
                          run.record.trouble);
        const std::string how = ended.exit_code > 128
                                    ? format("ended by signal {}", ended.exit_code - 128)
                                    : format("exit code {}", ended.exit_code);
        const std::string why = first_error(store_.log_file(run.stem));
        return format("run {} failed ({}): {}{}{}", ended.id, how, store_.log_file(run.stem),
                      why.empty() ? "" : ":\n  ", why);
    }

    void show() {
        outcome_.counts.running = pool_.running();
        settings_.show(outcome_.counts);
    }

    const SweepStore& store_;
    const SweepSettings& settings_;
    std::vector<SweepRun>& runs_;
    ProcessPool pool_;
    SweepOutcome outcome_;
};

}  // namespace

SweepOutcome do_runs(const SweepStore& store, const SweepSettings& settings,
                     const std::vector<std::size_t>& to_do, std::vector<SweepRun>& runs,
                     const std::function<void()>& write_index) {
    return Runner(store, settings, runs).run(to_do, write_index);
}

}  // namespace brian
