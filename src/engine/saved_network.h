#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace brian {

/// Values of one variable, one an element. They are in SI base units, so that what reads them back
/// gets the same bits; only times of delays are not (ms, as SONATA asks).
struct SavedValues {
    std::string name;
    std::string units;  ///< "volt", "1"
    std::string description;
    std::vector<double> values;
};

/// A group or stimulus, as `output.network` saves it.
struct SavedPopulation {
    std::string name;
    std::uint64_t size = 0;
    enum class Kind { Neurons, Source };
    Kind kind = Kind::Neurons;  ///< a source only sends spikes
    std::vector<SavedValues> values;
};

/// The synapses of a connection in the order of their creation. Neurons are counted within whole
/// populations, whatever subgroups are connected.
struct SavedConnection {
    std::string name;
    std::string source_population;
    std::string target_population;
    std::uint64_t n_sources = 0;  ///< size of that population
    std::uint64_t n_targets = 0;
    std::vector<std::uint32_t> sources;  ///< one a synapse
    std::vector<std::uint32_t> targets;
    std::vector<SavedValues> values;
};

/// Takes a network piece by piece, so that never more than one connection is copied.
class NetworkSink {
  public:
    NetworkSink() = default;
    NetworkSink(const NetworkSink&) = delete;
    NetworkSink& operator=(const NetworkSink&) = delete;
    virtual ~NetworkSink() = default;
    virtual void take(const SavedPopulation& population) = 0;
    virtual void take(const SavedConnection& connection) = 0;
};

}  // namespace brian
