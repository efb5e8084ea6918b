#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "engine/network.h"
#include "engine/protocol.h"
#include "kernels/make_kernel.h"
#include "spec/data_source.h"
#include "spec/network_spec.h"

namespace brian {

struct CompileOptions {
    Backend backend = Backend::Jit;
    std::uint64_t seed = 0;
    unsigned threads = 1;  ///< at work on large connections while they are built
    DataReader read;
    /// Check stops short of drawing synapses: every rule is checked, none is run.
    enum class Purpose { Run, Check };
    Purpose purpose = Purpose::Run;
    /// Whether the explanation holds the programs of kernels, which take time to be made.
    enum class Programs { Shown, LeftOut };
    Programs programs = Programs::Shown;
    /// Where synaptic variables are kept; the results are the same bits (tests compare them).
    enum class Keep { OncePerNeuron, PerSynapse };
    Keep keep = Keep::OncePerNeuron;
};

/// What --explain prints: one section an object, in the order of the file.
struct ExplainedObject {
    std::string path;                 ///< "groups.P"
    std::vector<std::string> blocks;  ///< the first line of each is its heading
};

/// A spiking population for the closing summary.
struct PopulationSummary {
    std::string name;
    std::uint64_t size = 0;
    const std::int64_t* spikes = nullptr;  ///< number of spikes so far
};

struct ConnectionSummary {
    std::string name;
    std::uint64_t synapses = 0;
};

class NetworkSink;

/// A network ready to run, with what the program says about it.
struct CompiledModel {
    Network network;
    double dt = 0.0;           ///< [s]
    std::int64_t n_steps = 0;  ///< of the whole run, when nothing ends it early
    double latest = 0.0;       ///< [s] greatest time that the run may come to
    std::vector<RunPhase> protocol;
    Network::Condition until;  ///< ends the run early; may be empty
    std::vector<PopulationSummary> populations;
    std::vector<ConnectionSummary> connections;
    std::vector<ExplainedObject> explanation;
    /// The populations and connections, each handed over as it is when called; none unless the
    /// model asks for `output.network`.
    std::vector<std::function<void(NetworkSink&)>> saved;
};

/// Turns what the user said into a runtime graph. Every mistake goes into `diagnostics`; when there
/// is one the network is incomplete and must not be run.
[[nodiscard]] CompiledModel compile(const NetworkSpec& spec, const CompileOptions& options,
                                    Diagnostics& diagnostics);

}  // namespace brian
