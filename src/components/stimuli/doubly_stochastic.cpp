#include "components/stimuli/doubly_stochastic.h"

#include <algorithm>

#include "engine/neuron_group.h"
#include "math/functions.h"
#include "math/trials.h"

namespace brian {

namespace {

/// Draws of the rate have an element of their own, beyond all target blocks.
constexpr std::uint32_t rate_element = 0xFFFFFFFE;

}  // namespace

DoublyStochastic::DoublyStochastic(std::uint32_t size, RectifiedGaussian rate, Timing timing,
                                   math::StreamKey key)
    : blocks_(target_blocks(size)),
      rate_(rate),
      tauc_(timing.tauc),
      key_(key),
      present_{rate.mu + rate.sigma * math::normal(key, -1, rate_element)} {
    change_dt(timing.dt, 0);
}

void DoublyStochastic::change_dt(double dt, std::int64_t /*step*/) {
    dt_ = dt;
    decay_ = math::exp(-dt / tauc_);
    kick_ = rate_.sigma * math::sqrt(1.0 - decay_ * decay_);
}

/// The rate's step is exact: x(t+dt) = mu + (x - mu) exp(-dt/tauc) + normal.
void DoublyStochastic::fire(std::int64_t step, std::vector<std::uint32_t>& spikes) {
    double& x = present_.front();
    const double p = std::min(1.0, std::max(0.0, x) * dt_);
    for (std::uint32_t b = 0; p > 0.0 && b < blocks_.size(); ++b) {
        math::SubStream stream(key_, step, b);
        const math::GeometricGap gap(p);
        const std::uint64_t n = blocks_[b].size();
        std::uint64_t k = 0;
        while ((k += gap.draw(stream, n)) < n)
            spikes.push_back(blocks_[b].begin + static_cast<std::uint32_t>(k++));
    }
    x = rate_.mu + (x - rate_.mu) * decay_ + kick_ * math::normal(key_, step, rate_element);
}

void DoublyStochastic::list_state(const std::string& path, StateList& items) {
    items.push_back({path + ".rate", &present_});
}

}  // namespace brian
