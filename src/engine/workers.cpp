#include "engine/workers.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace brian {
namespace {

constexpr std::uint32_t most_parts = 32768;
constexpr int most_spins = 2000;  // some 20 us
constexpr int n_yields = 200;     // some time slices of a busy machine

/// From which size on work is cut into parts.
struct Grain {
    double work = 10000.0;        // ns
    std::size_t elements = 1024;  // in a part
};

const Grain& grain() {
    static const Grain found = [] {
        const char* sharing = std::getenv("BRIAN_RUN_SHARING");
        return sharing != nullptr && std::string_view(sharing) == "always" ? Grain{0.0, 8}
                                                                           : Grain{};
    }();
    return found;
}

void relax() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

/// Waits until the condition holds; false when it does not soon.
template <class Condition>
bool soon(const Condition& holds, int n_spins) {
    for (int k = 0; k < n_spins; ++k) {
        if (holds()) return true;
        relax();
    }
    for (int k = 0; k < n_yields; ++k) {
        if (holds()) return true;
        std::this_thread::yield();
    }
    return holds();
}

std::uint64_t queue_of(std::uint32_t round, std::uint32_t begin, std::uint32_t end) {
    return std::uint64_t{round} << 32U | std::uint64_t{end} << 16U | begin;
}

/// The next part of the queue, or -1 when there is none in that round.
std::int32_t claim(std::atomic<std::uint64_t>& queue, std::uint32_t round) {
    std::uint64_t state = queue.load(std::memory_order_acquire);
    for (;;) {
        const auto next = static_cast<std::uint32_t>(state & 0xFFFFU);
        const auto end = static_cast<std::uint32_t>(state >> 16U & 0xFFFFU);
        if (state >> 32U != round || next >= end) return -1;
        if (queue.compare_exchange_weak(state, state + 1, std::memory_order_acq_rel))
            return static_cast<std::int32_t>(next);
    }
}

/// Longer parts where there would be more of them than a queue can count.
std::size_t length_of_part(IndexRange range) {
    const std::size_t n_grains = range.size() / (grain().elements * most_parts) + 1;
    return n_grains * grain().elements;
}

}  // namespace

Workers::Workers(unsigned n)
    : n_(std::max(1U, n)),
      n_spins_(n <= std::thread::hardware_concurrency() ? most_spins : 0),
      queues_(std::make_unique<Queue[]>(n_)) {
    for (unsigned worker = 1; worker < n_; ++worker)
        threads_.emplace_back([this, worker] { serve(worker); });
}

Workers::~Workers() {
    over_ = true;
    round_.fetch_add(1);
    round_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void Workers::run_job(std::uint32_t n_parts) {
    const std::uint32_t round = round_.load(std::memory_order_relaxed) + 1;
    n_done_.store(0, std::memory_order_relaxed);
    for (unsigned k = 0; k < n_; ++k)
        queues_[k].state.store(queue_of(round, n_parts * k / n_, n_parts * (k + 1) / n_),
                               std::memory_order_release);
    round_.store(round);
    if (n_asleep_.load() > 0) round_.notify_all();
    take_part(round, 0);
    const auto done = [&] { return n_done_.load(std::memory_order_acquire) == n_parts; };
    while (!soon(done, n_spins_)) {
    }
}

/// What the job is, is only known to hold while one of its parts is not done.
void Workers::take_part(std::uint32_t round, unsigned worker) {
    for (unsigned k = 0; k < n_; ++k) {
        Queue& queue = queues_[(worker + k) % n_];
        for (std::int32_t part = claim(queue.state, round); part >= 0;
             part = claim(queue.state, round)) {
            job_.call(job_.what, static_cast<std::uint32_t>(part), worker);
            n_done_.fetch_add(1, std::memory_order_release);
        }
    }
}

std::uint32_t Workers::await(std::uint32_t seen) {
    const auto called = [&] { return round_.load(std::memory_order_acquire) != seen; };
    if (soon(called, n_spins_)) return round_.load();
    n_asleep_.fetch_add(1);
    round_.wait(seen);
    n_asleep_.fetch_sub(1);
    return round_.load();
}

void Workers::serve(unsigned worker) {
    for (std::uint32_t seen = 0;;) {
        seen = await(seen);
        if (over_) return;
        take_part(seen, worker);
    }
}

bool is_worth_sharing(double work) {
    return work >= grain().work;
}

std::uint32_t n_parts_of(IndexRange range) {
    const std::size_t length = length_of_part(range);
    return static_cast<std::uint32_t>((range.size() + length - 1) / length);
}

IndexRange part_of(IndexRange range, std::uint32_t part) {
    const auto length = static_cast<std::uint32_t>(length_of_part(range));
    const std::uint32_t begin = range.begin + part * length;
    return {begin, range.end - begin > length ? begin + length : range.end};
}

}  // namespace brian
