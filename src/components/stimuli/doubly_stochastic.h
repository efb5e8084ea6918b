#pragma once

#include <cstdint>
#include <vector>

#include "base/index_range.h"
#include "components/stimuli/rectified_gaussian.h"
#include "engine/stimulus.h"
#include "math/random.h"

namespace brian {

/// Poisson neurons that share one rate, an Ornstein-Uhlenbeck process of which what is below zero
/// counts as zero: a doubly stochastic (Cox) process. Brette (2009) Neural Comput. 21:188.
class DoublyStochastic : public Stimulus {
  public:
    struct Timing {
        double dt = 0.0;    ///< [s]
        double tauc = 0.0;  ///< [s] correlation time of the rate
    };
    /// rate: distribution of the rate [Hz] before it is rectified.
    DoublyStochastic(std::uint32_t size, RectifiedGaussian rate, Timing timing,
                     math::StreamKey key);

    void fire(std::int64_t step, std::vector<std::uint32_t>& spikes) override;
    void change_dt(double dt, std::int64_t step) final;
    void list_state(const std::string& path, StateList& items) override;

  private:
    std::vector<IndexRange> blocks_;
    RectifiedGaussian rate_;
    double tauc_;
    double dt_ = 0.0;
    double decay_ = 0.0;  // of the rate in one step
    double kick_ = 0.0;   // standard deviation of what is added in one step [Hz]
    math::StreamKey key_;
    std::vector<double> present_;  // rate of the next step [Hz], one value
};

}  // namespace brian
