#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace brian {

enum class Precision { Float32, Float64 };

/// A named dataset of a series that has several, each growing by itself.
struct SeriesColumn {
    std::string name;
    std::string units = "1";
    double unit_size = 1.0;  ///< stored value = SI value / unit_size
    std::string description{};
    std::size_t width = 0;  ///< numbers a row of a table; 0: a list
    enum class Number { Real, Whole };
    Number number = Number::Real;
};

/// The neurons at both ends of recorded synapses.
struct SynapseEnds {
    std::string source_population;
    std::string target_population;
    std::vector<std::uint64_t> sources;  ///< one for each of the ids
    std::vector<std::uint64_t> targets;
};

/// What a series is, so that the results file can lay it out (SONATA) and label it.
struct SeriesInfo {
    enum class Kind {
        Spikes,      ///< (time, id) pairs, with values beside them in the columns
        Events,      ///< the same, of custom events
        SpikesText,  ///< (time, id) pairs in a text file of their own
        Trace,       ///< one frame of n values at regular times: state monitors
        Rate,        ///< one value per bin
        Counts,      ///< one value per neuron, written once
        Statistics,  ///< frames mean, var, std (and n as a scalar), written once
        Snapshot,    ///< columns alone, the first of them times: frames at any times
        Histogram,   ///< columns alone
        Measure      ///< columns alone
    };
    Kind kind = Kind::Trace;
    std::string monitor;     ///< name of the monitor
    std::string variable;    ///< of Trace and Statistics
    std::string population;  ///< name of the group, stimulus or subgroup recorded
    std::string units;       ///< "mV", "ms", "Hz", "1": of the values as stored
    double unit_size = 1.0;  ///< stored value = SI value / unit_size
    std::string description;
    Precision precision = Precision::Float32;
    /// Recorded neurons, or synapses (Trace, Statistics, Counts, Snapshot); their number is the
    /// width.
    std::vector<std::uint64_t> ids;
    std::optional<SynapseEnds> synapses;  ///< of what watches a connection
    std::vector<SeriesColumn> columns;
    std::string file;             ///< of SpikesText: its name, beside the results
    std::uint64_t n_neurons = 0;  ///< of the population
    double start = 0.0;           ///< [s] time of the first frame
    double interval = 0.0;        ///< [s] between frames, or width of a bin
};

/// A stretch of the run in one phase, as it was carried out.
struct PhaseInfo {
    std::uint32_t number = 0;  ///< of all such stretches, from 0
    std::string path;          ///< of the phase in the model file: "run.protocol[1]"
    double start = 0.0;        ///< [s]
    double dt = 0.0;           ///< [s]
};

/// Where monitors stream what they see; the results file implements it, and a plain table in memory
/// for tests.
class Recording {
  public:
    Recording() = default;
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;
    virtual ~Recording() = default;

    /// What follows belongs to this phase.
    virtual void begin_phase(const PhaseInfo& /*phase*/) {}
    /// The phase has ended at the time `stop` [s].
    virtual void end_phase(double /*stop*/, std::int64_t /*n_steps*/) {}
    /// Of a recording that goes on where a checkpoint left it: what was being recorded has been
    /// opened again, without anything new in it; from now on all is new.
    virtual void go_on() {}
    /// Declares a series; returns its number.
    virtual std::size_t open(const SeriesInfo& info) = 0;
    /// Appends whole frames (SI values), info.ids.size() values each (Rate: one value a frame).
    virtual void append(std::size_t series, std::span<const double> values) = 0;
    /// Appends spikes, times in SI seconds, in order of time.
    virtual void append_spikes(std::size_t series, std::span<const double> times,
                               std::span<const std::uint64_t> ids) = 0;
    /// Appends to a column of the series: SI values, one for each spike, or whole rows of a table.
    virtual void append_column(std::size_t series, std::size_t column,
                               std::span<const double> values) = 0;
    /// A further number that belongs to a series ("n" of Statistics, "total" of Counts).
    virtual void set_number(std::size_t series, const std::string& name, double value) = 0;
    /// Writes out what is buffered (called every few seconds of wall time).
    virtual void flush() = 0;
};

}  // namespace brian
