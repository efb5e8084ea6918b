#pragma once

#include <cstdint>
#include <vector>

#include "engine/stimulus.h"
#include "math/random.h"

namespace brian {

/// Neurons that copy the spikes of hidden Poisson sources: each spike of source k comes to neuron i
/// with probability copied(i, k), and later by an exponential time of mean tauc of its own. Brette
/// (2009) Neural Comput. 21:188.
class Mixture : public Stimulus {
  public:
    struct Sources {
        std::vector<double> rates;   ///< [Hz]
        std::vector<double> copied;  ///< probability of (neuron, source), row by neuron
    };
    struct Timing {
        double dt = 0.0;    ///< [s]
        double tauc = 0.0;  ///< [s]
    };
    Mixture(std::uint32_t size, Sources sources, Timing timing, math::StreamKey key);

    /// At most one spike a neuron and step.
    void fire(std::int64_t step, std::vector<std::uint32_t>& spikes) override;
    void change_dt(double dt, std::int64_t step) override;
    void list_state(const std::string& path, StateList& items) override;

  private:
    void make_source_spikes(std::int64_t step);
    void copy_spike(double time, std::size_t source, math::SubStream& stream);
    [[nodiscard]] std::int64_t warm_up_steps() const;

    std::uint32_t size_;
    Sources sources_;
    Timing timing_;
    math::StreamKey key_;
    std::int64_t next_step_ = 0;          // of the sources
    std::vector<std::uint64_t> pending_;  // heap of copies to come, soonest first: step, neuron
};

}  // namespace brian
