#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/source.h"
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

  private:
    void run_all(const std::vector<RunPhase>& phases);
    void run_phase(const RunPhase& phase);
    void run_rounds(const RunPhase& phase);
    void advance(const RunPhase& phase);
    [[nodiscard]] bool over() const { return ended_ || status_ == RunStatus::Stopped; }

    Network& network_;
    Recording& recording_;
    Network::Report report_;
    Network::Condition until_;
    bool ended_ = false;  // what the whole run goes on until has come
    RunStatus status_ = RunStatus::Complete;
    std::uint32_t n_advanced_ = 0;
    std::map<std::string, Snapshot> stored_;
};

}  // namespace brian
