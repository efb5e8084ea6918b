#include "components/stimuli/mixture.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/steps.h"
#include "math/functions.h"
#include "math/variates.h"

namespace brian {

namespace {

constexpr unsigned bits_of_neuron = 32;

}  // namespace

Mixture::Mixture(std::uint32_t size, Sources sources, Timing timing, math::StreamKey key)
    : size_(size),
      sources_(std::move(sources)),
      timing_(timing),
      key_(key),
      next_step_(-warm_up_steps()) {}

/// Copies of spikes from before the start still come: all but exp(-20) of them.
std::int64_t Mixture::warm_up_steps() const {
    return static_cast<std::int64_t>(math::ceil(20.0 * timing_.tauc / timing_.dt));
}

/// time: of the source's spike, in steps.
void Mixture::copy_spike(double time, std::size_t source, math::SubStream& stream) {
    const std::size_t n_sources = sources_.rates.size();
    for (std::uint32_t i = 0; i < size_; ++i) {
        if (!(stream.next() < sources_.copied[i * n_sources + source])) continue;
        const double late = -math::log(stream.next()) * timing_.tauc / timing_.dt;
        const double step = math::floor(time + late);
        if (step < 0.0) continue;
        pending_.push_back(static_cast<std::uint64_t>(step) << bits_of_neuron | i);
        std::push_heap(pending_.begin(), pending_.end(), std::greater<>());
    }
}

void Mixture::make_source_spikes(std::int64_t step) {
    for (std::size_t k = 0; k < sources_.rates.size(); ++k) {
        math::SubStream stream(key_, step, static_cast<std::uint32_t>(k));
        const double n = math::poisson(sources_.rates[k] * timing_.dt, stream);
        for (double spike = 0.0; spike < n; ++spike)
            copy_spike(static_cast<double>(step) + stream.next(), k, stream);
    }
}

void Mixture::fire(std::int64_t step, std::vector<std::uint32_t>& spikes) {
    for (; next_step_ <= step; ++next_step_) make_source_spikes(next_step_);
    const auto n_before = std::ssize(spikes);
    const auto end = static_cast<std::uint64_t>(step + 1) << bits_of_neuron;
    while (!pending_.empty() && pending_.front() < end) {
        if (pending_.front() >> bits_of_neuron == static_cast<std::uint64_t>(step))
            spikes.push_back(static_cast<std::uint32_t>(pending_.front()));
        std::pop_heap(pending_.begin(), pending_.end(), std::greater<>());
        pending_.pop_back();
    }
    spikes.erase(std::unique(spikes.begin() + n_before, spikes.end()), spikes.end());
}

void Mixture::change_dt(double dt, std::int64_t step) {
    for (std::uint64_t& copy : pending_) {
        const auto before = static_cast<std::int64_t>(copy >> bits_of_neuron);
        const auto there = static_cast<std::uint64_t>(
            std::max(step, step_of_other_length(before, timing_.dt, dt)));
        copy = there << bits_of_neuron | static_cast<std::uint32_t>(copy);
    }
    std::make_heap(pending_.begin(), pending_.end(), std::greater<>());
    timing_.dt = dt;
    next_step_ = std::max(step, std::int64_t{0});
}

void Mixture::list_state(const std::string& path, StateList& items) {
    items.push_back({path + ".next_step", &next_step_});
    items.push_back({path + ".pending", &pending_});
}

}  // namespace brian
