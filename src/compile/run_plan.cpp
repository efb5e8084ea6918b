#include "compile/run_plan.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"
#include "engine/steps.h"

namespace brian {

namespace {

constexpr double most_steps = 9e15;
constexpr std::int64_t most_stretches = 10'000'000;

[[noreturn]] void refuse(const RunPhase& phase, std::string message, std::string hint) {
    throw ModelError({.message = std::move(message),
                      .where = phase.where,
                      .path = phase.path,
                      .hint = std::move(hint),
                      .notes = {}});
}

/// The time as the phases move it on.
class Planner {
  public:
    explicit Planner(const PlannedTime& start) : now_(start) {}

    RunPlan run(const std::vector<RunPhase>& phases) {
        go_through(phases);
        return plan_;
    }

  private:
    void go_through(const std::vector<RunPhase>& phases) {
        for (const RunPhase& phase : phases) {
            if (!phase.restore.empty()) restore(phase);
            if (phase.dt) change_dt(phase);
            if (phase.duration) advance(phase);
            for (std::size_t k = 0; k < phase.rounds.size(); ++k) go_through(phase.phases);
            if (!phase.store.empty()) stored_[phase.store] = now_;
        }
    }

    void restore(const RunPhase& phase) {
        const auto found = stored_.find(phase.restore);
        std::vector<std::string> known;
        for (const auto& [name, time] : stored_) known.push_back(name);
        if (found == stored_.end())
            refuse(phase, format("no state has been stored as '{}' before this", phase.restore),
                   known.empty() ? format("put - store: {} where the state to come back to is "
                                          "reached",
                                          phase.restore)
                                 : did_you_mean(phase.restore, known));
        now_ = found->second;
    }

    void change_dt(const RunPhase& phase) {
        if (now_.known == PlannedTime::Known::Exactly && !is_multiple(now_.t, *phase.dt))
            refuse(phase,
                   format("this phase begins at {:.9g} ms, which is no multiple of its dt of "
                          "{:.9g} ms",
                          now_.t * 1e3, *phase.dt * 1e3),
                   "let the phases before end at a multiple of it");
        now_.dt = *phase.dt;
    }

    void advance(const RunPhase& phase) {
        const double end = now_.t + *phase.duration;
        if (end / now_.dt > most_steps)
            refuse(phase, "the run has too many steps to count",
                   "choose a shorter duration or a larger dt");
        if (++plan_.n_stretches > most_stretches)
            refuse(phase, "the protocol has more than ten million phases, repeats counted",
                   "repeat less often, or let an operation do it");
        plan_.n_steps += duration_steps(end, now_.dt) - duration_steps(now_.t, now_.dt);
        now_.t = end;
        if (phase.conditional) now_.known = PlannedTime::Known::AtMost;
        plan_.latest = std::max(plan_.latest, end);
    }

    PlannedTime now_;
    RunPlan plan_;
    std::map<std::string, PlannedTime> stored_;
};

}  // namespace

RunPlan plan_run(const std::vector<RunPhase>& phases, const PlannedTime& start) {
    return Planner(start).run(phases);
}

}  // namespace brian
