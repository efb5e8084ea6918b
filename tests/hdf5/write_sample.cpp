#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "hdf5/write_results.h"

/// Writes a small results file with a series of every kind: what other people's readers and
/// scripts/plot.py are tried on. The numbers are made up, but look like a network.
namespace brian {

namespace {

constexpr double dt = 1e-4;  // [s]
constexpr std::int64_t n_steps = 5000;

/// Random spikes whose rate swings at 8 Hz.
void write_spikes(ResultsFile& out, const std::string& monitor, std::uint64_t n_neurons,
                  double rate) {
    SeriesInfo info;
    info.kind = SeriesInfo::Kind::Spikes;
    info.monitor = monitor;
    info.population = monitor;
    info.units = "ms";
    info.description = "spikes of " + monitor;
    info.n_neurons = n_neurons;
    const std::size_t series = out.open(info);
    std::minstd_rand random(static_cast<unsigned>(n_neurons));
    for (std::int64_t step = 0; step < n_steps; ++step) {
        const double t = static_cast<double>(step) * dt;
        const double swing = 1.0 + 0.9 * std::sin(2.0 * 3.14159265 * 8.0 * t);
        std::vector<std::uint64_t> ids;
        for (std::uint64_t i = 0; i < n_neurons; ++i) {
            const double draw = static_cast<double>(random()) / 2147483647.0;
            if (draw < rate * swing * dt) ids.push_back(i);
        }
        out.append_spikes(series, std::vector<double>(ids.size(), t), ids);
    }
}

SeriesInfo trace_info(const std::string& variable, const std::string& units, double unit_size) {
    SeriesInfo info;
    info.kind = SeriesInfo::Kind::Trace;
    info.monitor = "cells";
    info.variable = variable;
    info.population = "exc";
    info.units = units;
    info.unit_size = unit_size;
    info.description = variable + " of exc";
    info.ids = {0, 3, 17};
    info.n_neurons = 80;
    info.start = 0.0;
    info.interval = 5.0 * dt;
    return info;
}

/// Neurons that charge towards a threshold, each at its own pace [V].
void write_potentials(ResultsFile& out) {
    const std::size_t series = out.open(trace_info("v", "mV", 1e-3));
    for (std::int64_t step = 0; step < n_steps; step += 5) {
        std::array<double, 3> frame{};
        for (std::size_t i = 0; i < frame.size(); ++i) {
            const double period = 0.02 + 0.009 * static_cast<double>(i);
            const double phase = std::fmod(static_cast<double>(step) * dt, period) / 0.02;
            frame.at(i) = -0.06 + 0.0125 * (1.0 - std::exp(-phase));
        }
        out.append(series, frame);
    }
}

/// A conductance [S] in full precision.
void write_conductances(ResultsFile& out) {
    SeriesInfo info = trace_info("ge", "nS", 1e-9);
    info.precision = Precision::Float64;
    const std::size_t series = out.open(info);
    for (std::int64_t step = 0; step < n_steps; step += 5) {
        const double t = static_cast<double>(step) * dt;
        const double ge = 6e-9 * (1.0 + std::sin(2.0 * 3.14159265 * 8.0 * t));
        out.append(series, std::array{ge, 0.8 * ge, 0.5 * ge});
    }
}

void write_rate(ResultsFile& out) {
    SeriesInfo info;
    info.kind = SeriesInfo::Kind::Rate;
    info.monitor = "rate";
    info.population = "exc";
    info.units = "Hz";
    info.description = "population rate of exc";
    info.n_neurons = 80;
    info.start = 0.0;
    info.interval = 5e-3;
    const std::size_t series = out.open(info);
    for (int bin = 0; bin < 100; ++bin) {
        out.append(series, std::array{20.0 + 18.0 * std::sin(2.0 * 3.14159265 * 0.04 * bin)});
    }
}

void write_counts(ResultsFile& out) {
    SeriesInfo info;
    info.kind = SeriesInfo::Kind::Counts;
    info.monitor = "count";
    info.population = "inh";
    info.units = "1";
    info.description = "spikes of each neuron";
    info.ids = std::vector<std::uint64_t>(20);
    info.n_neurons = 20;
    std::iota(info.ids.begin(), info.ids.end(), std::uint64_t{0});
    const std::size_t series = out.open(info);
    std::vector<double> counts(20);
    std::iota(counts.begin(), counts.end(), 0.0);
    out.append(series, counts);
    out.set_number(series, "total", 190.0);
}

void write_statistics(ResultsFile& out) {
    SeriesInfo info = trace_info("v", "mV", 1e-3);
    info.kind = SeriesInfo::Kind::Statistics;
    const std::size_t series = out.open(info);
    out.append(series, std::array{-0.055, -0.054, -0.053});
    out.append(series, std::array{4e-6, 9e-6, 16e-6});
    out.append(series, std::array{2e-3, 3e-3, 4e-3});
    out.set_number(series, "n", 5000.0);
}

/// Three synapses whose weights [S] grow.
SynapseEnds ends_of_three() {
    return {"exc", "inh", {0, 0, 5}, {1, 2, 1}};
}

void write_weights(ResultsFile& out) {
    SeriesInfo trace = trace_info("w", "nS", 1e-9);
    trace.monitor = "weights";
    trace.population = "S";
    trace.ids = {0, 1, 2};
    trace.synapses = ends_of_three();
    const std::size_t series = out.open(trace);
    SeriesInfo snapshot = trace;
    snapshot.kind = SeriesInfo::Kind::Snapshot;
    snapshot.columns = {{.name = "time", .units = "ms", .unit_size = 1e-3},
                        {.name = "w", .units = "nS", .unit_size = 1e-9, .width = 3}};
    const std::size_t still = out.open(snapshot);
    for (int k = 0; k < 100; ++k) {
        const double w = 1e-11 * k;
        out.append(series, std::array{w, 2.0 * w, 3.0 * w});
        if (k % 50 > 0) continue;
        out.append_column(still, 0, std::array{k * 5.0 * dt});
        out.append_column(still, 1, std::array{w, 2.0 * w, 3.0 * w});
    }
}

/// A silent group's events, an empty histogram and a measure of two neurons.
void write_rest(ResultsFile& out) {
    SeriesInfo info = trace_info("v", "mV", 1e-3);
    info.monitor = "pauses";
    info.kind = SeriesInfo::Kind::Events;
    info.columns = {{.name = "v", .units = "mV", .unit_size = 1e-3}};
    static_cast<void>(out.open(info));
    info.monitor = "intervals";
    info.kind = SeriesInfo::Kind::Histogram;
    info.ids.clear();
    info.columns = {{.name = "bin_start", .units = "ms", .unit_size = 1e-3},
                    {.name = "count", .number = SeriesColumn::Number::Whole}};
    const std::size_t histogram = out.open(info);
    out.append_column(histogram, 0, std::array{0.0, 0.01});
    out.append_column(histogram, 1, std::array{3.0, 5.0});
    info.monitor = "distances";
    info.kind = SeriesInfo::Kind::Measure;
    info.ids = {0, 1};
    info.columns = {{.name = "distance", .width = 2}};
    out.append_column(out.open(info), 0, std::array{0.0, 1.5, 1.5, 0.0});
}

void write_sample(const std::string& file_name) {
    const auto out = open_results({.file_name = file_name,
                                   .existing = ResultsOptions::Existing::Replace,
                                   .dt = dt,
                                   .n_steps = n_steps,
                                   .seed = 42,
                                   .model_sha256 = std::string(64, '0'),
                                   .title = "A sample with every kind of series (\u03bc = 1)"},
                                  {{"source_yaml", "brian-run: 1\n"}});
    write_spikes(*out, "exc", 80, 20.0);
    write_spikes(*out, "inh", 20, 40.0);
    write_spikes(*out, "silent", 10, 0.0);
    write_potentials(*out);
    write_conductances(*out);
    write_rate(*out);
    write_counts(*out);
    write_statistics(*out);
    write_weights(*out);
    write_rest(*out);
    out->close("complete", n_steps, {{"wall_seconds", "0.1"}});
}

}  // namespace

}  // namespace brian

int main(int n_arguments, char** arguments) {
    if (n_arguments != 2) {
        std::fputs("usage: write_sample FILE.h5\n", stderr);
        return 2;
    }
    try {
        brian::write_sample(arguments[1]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "write_sample: %s\n", error.what());
        return 1;
    }
    return 0;
}
