#include "cli/dry_run.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include <sys/resource.h>

#include "base/format.h"

namespace brian {

namespace {

using Watch = std::chrono::steady_clock;

constexpr double long_enough = 1.0;     // [s] of wall time
constexpr double file_seconds = 0.015;  // to create, flush and close a results file
constexpr double bytes_of_spike = 2.0;  // time and neuron, compressed
constexpr double bytes_of_time = 8.0;
constexpr double bytes_of_file = 16384.0;  // attributes, the model itself
constexpr double bytes_of_series = 8192.0;

/// Counts the bytes that a results file would take.
class Counter : public Recording {
  public:
    std::size_t open(const SeriesInfo& info) override {
        series_.push_back(info);
        once_ += bytes_of_series;
        return series_.size() - 1;
    }
    void append(std::size_t series, std::span<const double> values) override {
        const SeriesInfo& info = series_[series];
        const bool single =
            info.kind == SeriesInfo::Kind::Trace && info.precision == Precision::Float32;
        const double bytes = static_cast<double>(values.size()) * (single ? 4.0 : 8.0);
        if (info.kind != SeriesInfo::Kind::Trace && info.kind != SeriesInfo::Kind::Rate) {
            once_ += bytes;
            return;
        }
        const std::size_t width = info.kind == SeriesInfo::Kind::Rate ? 1 : info.ids.size();
        const double frames = static_cast<double>(values.size()) / static_cast<double>(width);
        growing_ += bytes + frames * bytes_of_time;
    }
    void append_spikes(std::size_t /*series*/, std::span<const double> times,
                       std::span<const std::uint64_t> /*ids*/) override {
        growing_ += static_cast<double>(times.size()) * bytes_of_spike;
    }
    void append_column(std::size_t series, std::size_t /*column*/,
                       std::span<const double> values) override {
        const bool once = series_[series].kind == SeriesInfo::Kind::Histogram
                          || series_[series].kind == SeriesInfo::Kind::Measure;
        (once ? once_ : growing_) += static_cast<double>(values.size()) * 8.0;
    }
    void set_number(std::size_t /*series*/, const std::string& /*name*/,
                    double /*value*/) override {}
    void flush() override {}

    [[nodiscard]] double growing() const { return growing_; }
    [[nodiscard]] double once() const { return bytes_of_file + once_; }

  private:
    std::vector<SeriesInfo> series_;
    double growing_ = 0.0;
    double once_ = 0.0;
};

double peak_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024.0;
}

/// How far the measured stretch had come.
struct Sample {
    std::int64_t steps = 0;
    double seconds = 0.0;
    double bytes = 0.0;  ///< recorded, of what grows with time
};

/// What a whole run takes, from samples of its beginning. Code is made, memory is touched and the
/// network settles in the first half of them: only the second one is taken to go on.
class Pace {
  public:
    /// Whether to go on.
    bool note(std::int64_t steps_done, double bytes) {
        const double now = std::chrono::duration<double>(Watch::now() - start_).count();
        samples_.push_back({steps_done, now, bytes});
        return now < long_enough;
    }
    [[nodiscard]] Sample at(std::int64_t n_steps) const {
        const Sample& last = samples_.back();
        const auto middle = std::find_if(samples_.begin(), samples_.end(), [&](const Sample& one) {
            return 2 * one.steps >= last.steps;
        });
        const Sample from = middle->steps < last.steps ? *middle : Sample{};
        if (last.steps >= n_steps || last.steps == from.steps) return last;
        const double times = static_cast<double>(n_steps - last.steps)
                             / static_cast<double>(last.steps - from.steps);
        return {n_steps, last.seconds + times * (last.seconds - from.seconds),
                last.bytes + times * (last.bytes - from.bytes)};
    }

  private:
    Watch::time_point start_ = Watch::now();
    std::vector<Sample> samples_;
};

std::string size_text(double bytes) {
    if (bytes < 1e6) return format("{:.0f} kB", bytes / 1e3);
    if (bytes < 1e9) return format("{:.1f} MB", bytes / 1e6);
    return format("{:.2f} GB", bytes / 1e9);
}

std::string time_text(double seconds) {
    if (seconds < 60) return format("{:.2g} s", seconds);
    if (seconds < 3600) return format("{:.1f} min", seconds / 60);
    return format("{:.1f} h", seconds / 3600);
}

}  // namespace

Estimate estimate_run(CompiledModel& model, unsigned n_threads) {
    Estimate estimate;
    for (const PopulationSummary& population : model.populations)
        estimate.n_neurons += population.size;
    for (const ConnectionSummary& connection : model.connections)
        estimate.n_synapses += connection.synapses;
    estimate.n_steps = model.n_steps;
    Counter counter;
    Pace pace;
    model.network.employ(n_threads);
    Protocol protocol(model.network, counter, [&](std::int64_t steps_done) {
        return pace.note(steps_done, counter.growing());
    });
    protocol.run(model.protocol, model.until);
    const std::int64_t done = model.network.steps_done();
    pace.note(done, counter.growing());
    estimate.n_measured = done;
    const Sample whole = pace.at(model.n_steps);
    estimate.loop_seconds = whole.seconds + file_seconds;
    estimate.output_bytes = counter.once() + whole.bytes;
    estimate.memory_bytes = peak_memory();
    return estimate;
}

std::string estimate_text(const Estimate& estimate, double dt, const std::string& output_file) {
    return format(
        "  neurons   {}\n  synapses  {}\n  steps     {} (dt {:.6g} ms)\n"
        "  memory    about {}\n  output    about {} ({})\n"
        "  time      about {}, of which {} for building the network\n"
        "measured over the first {} steps; nothing was written",
        estimate.n_neurons, estimate.n_synapses, estimate.n_steps, dt * 1e3,
        size_text(estimate.memory_bytes), size_text(estimate.output_bytes), output_file,
        time_text(estimate.loop_seconds + estimate.build_seconds),
        time_text(estimate.build_seconds), estimate.n_measured);
}

std::string estimate_json(const Estimate& estimate) {
    return format(
        "{{\"neurons\": {}, \"synapses\": {}, \"n_steps\": {}, \"memory_bytes\": {:.0f}, "
        "\"output_bytes\": {:.0f}, \"build_s\": {:.6f}, \"loop_s\": {:.6f}, "
        "\"measured_steps\": {}}}",
        estimate.n_neurons, estimate.n_synapses, estimate.n_steps, estimate.memory_bytes,
        estimate.output_bytes, estimate.build_seconds, estimate.loop_seconds, estimate.n_measured);
}

}  // namespace brian
