#include "engine/spike_buffer.h"

#include <algorithm>
#include <bit>

#include "base/format.h"
#include "engine/steps.h"

namespace brian {
namespace {

/// The ring's length is a power of two, so that the place of a step is its low bits.
std::size_t place(std::int64_t step, std::size_t length) {
    return static_cast<std::size_t>(step) & (length - 1);
}

}  // namespace

void SpikeBuffer::keep(std::int64_t n_steps) {
    const std::size_t length = std::bit_ceil(static_cast<std::size_t>(n_steps) + 1);
    if (length <= ring_.size()) return;
    std::vector<std::vector<std::uint32_t>> longer(length);
    for (std::int64_t step = newest_; step >= 0 && newest_ - step < std::ssize(ring_); --step)
        longer[place(step, length)].swap(ring_[place(step, ring_.size())]);
    ring_.swap(longer);
}

std::vector<std::uint32_t>& SpikeBuffer::open(std::int64_t step) {
    // Steps that were passed over had no spikes; older ones than the ring holds are gone anyway.
    for (std::int64_t k = std::max(newest_ + 1, step - std::ssize(ring_) + 1); k < step; ++k)
        ring_[place(k, ring_.size())].clear();
    newest_ = step;
    std::vector<std::uint32_t>& list = ring_[place(step, ring_.size())];
    list.clear();
    return list;
}

std::span<const std::uint32_t> SpikeBuffer::at(std::int64_t step) const {
    if (step < 0 || step > newest_ || newest_ - step >= std::ssize(ring_)) return {};
    return ring_[place(step, ring_.size())];
}

void SpikeBuffer::change_dt(double before, double dt) {
    std::vector<std::vector<std::uint32_t>> moved(ring_.size());
    const std::int64_t newest = step_of_other_length(newest_, before, dt);
    for (std::int64_t step = std::max<std::int64_t>(0, newest_ - std::ssize(ring_) + 1);
         step <= newest_; ++step) {
        const std::int64_t there = step_of_other_length(step, before, dt);
        if (newest - there >= std::ssize(moved)) continue;
        std::vector<std::uint32_t>& list = moved[place(there, moved.size())];
        const std::span<const std::uint32_t> spikes = at(step);
        list.insert(list.end(), spikes.begin(), spikes.end());
        std::sort(list.begin(), list.end());
    }
    ring_.swap(moved);
    newest_ = newest;
}

void SpikeBuffer::list_state(const std::string& path, StateList& items) {
    items.push_back({path + ".newest", &newest_});
    for (std::size_t i = 0; i < ring_.size(); ++i)
        items.push_back({format("{}.{}", path, i), &ring_[i]});
}

void SpikeView::collect(std::int64_t step, std::vector<std::uint32_t>& out) const {
    const std::span<const std::uint32_t> spikes = buffer->at(step);
    const auto first = std::lower_bound(spikes.begin(), spikes.end(), range.begin);
    const auto last = std::lower_bound(first, spikes.end(), range.end);
    if (local.empty()) {
        std::transform(first, last, std::back_inserter(out),
                       [this](std::uint32_t neuron) { return neuron - range.begin; });
        return;
    }
    for (auto spike = first; spike != last; ++spike)
        if (local[*spike] != outside) out.push_back(local[*spike]);
}

}  // namespace brian
