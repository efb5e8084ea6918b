#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/source.h"
#include "engine/checkpoint.h"
#include "engine/network.h"

namespace brian {

/// One phase of a run: what changes when it begins, and then either a stretch of time or further
/// phases, which may be repeated.
///
/// In this order: an earlier state is restored, dt changes, values are set, objects are switched;
/// the network runs (or the phases within do); the state is stored.
struct RunPhase {
    using Changes = std::vector<std::function<void()>>;
    struct Switch {
        std::string object;  ///< "groups.P"
        Network::Activity activity = Network::Activity::On;
    };

    std::string path;  ///< "run.protocol[1]"; empty where the run has no protocol
    SourceSpan where;
    std::string text;     ///< what it says, for --explain
    std::string restore;  ///< name of a stored state, or empty
    Network::RandomNumbers random = Network::RandomNumbers::GoOn;
    std::optional<double> dt;  ///< [s] time step from this phase on
    Changes changes;
    std::vector<Switch> switches;
    std::optional<double> duration;  ///< [s]
    bool conditional = false;        ///< it may end early
    Network::Condition until;        ///< ends the phase early; may be empty
    std::vector<Changes> rounds;     ///< further changes of each round through the phases within
    std::vector<RunPhase> phases;
    std::string store;  ///< name, or empty
};

/// The phases as a list, those within others indented, for --explain.
[[nodiscard]] std::string describe(const std::vector<RunPhase>& phases,
                                   const std::string& margin = {});

/// Carries out phases, one after the other, on one network.
class Protocol {
  public:
    Protocol(Network& network, Recording& recording, Network::Report report)
        : network_(network), recording_(recording), report_(std::move(report)) {}
    /// A whole run. Stopped when the report says so; `until` (may be empty) ends it early, too.
    RunStatus run(const std::vector<RunPhase>& phases, const Network::Condition& until = {});
    /// The rest of a run, of whose state `load` knows.
    RunStatus resume(const std::vector<RunPhase>& phases, const Network::Condition& until,
                     const LoadState& load);
    /// How the state is saved when the network is asked for a checkpoint.
    void save_with(const SaveState& save);

  private:
    RunStatus finish();
    void run_all(const std::vector<RunPhase>& phases);
    void run_phase(const RunPhase& phase);
    void run_rounds(const RunPhase& phase);
    void begin(const RunPhase& phase);
    void switch_objects(const RunPhase& phase);
    void advance(const RunPhase& phase);
    void go_on(const RunPhase& phase);
    void run_steps(const RunPhase& phase, const std::function<RunStatus()>& steps);
    [[nodiscard]] Network::Condition end_of(const RunPhase& phase);
    [[nodiscard]] bool over() const { return ended_ || status_ != RunStatus::Complete; }

    [[nodiscard]] bool returning() const { return load_ != nullptr; }
    void pass(const RunPhase& phase);
    [[nodiscard]] StateList own_state();
    void load_stored();

    Network& network_;
    Recording& recording_;
    Network::Report report_;
    Network::Condition until_;
    bool ended_ = false;  // what the whole run goes on until has come
    RunStatus status_ = RunStatus::Complete;
    std::int64_t n_advanced_ = 0;
    std::int64_t steps_before_ = 0;  // those done when the present phase began
    std::map<std::string, Snapshot> stored_;
    std::set<std::string> names_;            // under which phases store
    std::vector<std::uint32_t> are_stored_;  // of the names: 1 where there is something
    // Where the run is: number of the phase, then round and number of the phase within, and so on.
    std::vector<std::uint32_t> position_;
    // Of a resumed run, until it is there: the position that it returns to, and the state.
    std::vector<std::uint32_t> way_;
    std::size_t depth_ = 0;
    const LoadState* load_ = nullptr;
};

}  // namespace brian
