#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace brian {

/// How far a run is, as its sidecar tells.
struct RunProgress {
    std::int64_t step = 0;
    std::int64_t n_steps = 0;
    double t = 0.0;     ///< [s] of the model
    double wall = 0.0;  ///< [s] since the first step
    double left = 0.0;  ///< [s] of wall time, by the speed so far
};

/// NAME.h5.json beside a results file that is being written, one line of JSON: HDF5 locks its own
/// file, and others want to know how far the run is. It is replaced as a whole about twice a second
/// and removed at the end; short runs never write it. That it cannot be written harms nothing.
class Sidecar {
  public:
    /// first_step: done before, by the run that this one goes on with.
    Sidecar(const std::string& results_file, std::int64_t n_steps, std::int64_t first_step);
    Sidecar(const Sidecar&) = delete;
    Sidecar& operator=(const Sidecar&) = delete;
    ~Sidecar();
    /// t: [s] now.
    void show(std::int64_t steps_done, double t);

  private:
    using Clock = std::chrono::steady_clock;

    std::string name_;
    std::string results_file_;
    std::int64_t n_steps_;
    std::int64_t first_step_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
    enum class State { NotYet, Written, NotOurs };
    State state_ = State::NotYet;
};

[[nodiscard]] std::string sidecar_name(const std::string& results_file);
/// What the sidecar of a results file says; nothing when there is none, or its run has died.
[[nodiscard]] std::optional<RunProgress> read_sidecar(const std::string& results_file);

}  // namespace brian
