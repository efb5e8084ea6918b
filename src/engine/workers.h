#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <type_traits>
#include <vector>

#include "base/index_range.h"

namespace brian {

/// Threads that do the parts of one piece of work at the same time. The caller is worker 0. Every
/// worker begins with parts of its own and then takes over what others have not begun, so that
/// nobody waits for a thread that the machine has no time for; the others wait for work by spinning
/// for a moment, then by yielding, then asleep.
class Workers {
  public:
    explicit Workers(unsigned n);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers();
    [[nodiscard]] unsigned size() const { return n_; }

    /// work(part, worker) for every part < n_parts (at most 65,535), in any order and by any worker
    /// < size(); returns when all are done. `work` must not throw.
    template <class Work>
    void run(std::uint32_t n_parts, Work&& work) {
        job_ = {[](void* what, std::uint32_t part, unsigned worker) {
                    (*static_cast<std::remove_reference_t<Work>*>(what))(part, worker);
                },
                &work};
        run_job(n_parts);
    }

  private:
    struct Job {
        void (*call)(void* what, std::uint32_t part, unsigned worker) = nullptr;
        void* what = nullptr;
    };
    /// The parts that a worker begins with: the round (32 bits), the end and the next part (16 bits
    /// each), in one number, so that a late worker cannot mistake one round for another.
    struct alignas(64) Queue {
        std::atomic<std::uint64_t> state{0};
    };
    void run_job(std::uint32_t n_parts);
    void take_part(std::uint32_t round, unsigned worker);
    void serve(unsigned worker);
    [[nodiscard]] std::uint32_t await(std::uint32_t seen);

    unsigned n_;
    int n_spins_;  // none when there are more workers than processors
    Job job_;
    std::unique_ptr<Queue[]> queues_;  // of each worker
    alignas(64) std::atomic<std::uint32_t> round_{0};
    std::atomic<unsigned> n_asleep_{0};
    std::atomic<bool> over_{false};
    alignas(64) std::atomic<std::uint32_t> n_done_{0};  // parts of the round
    std::vector<std::thread> threads_;
};

/// Whether sharing out so much work [ns] pays: whether it is several times what waiting for each
/// other costs. BRIAN_RUN_SHARING=always, which tests set, shares out all there is.
[[nodiscard]] bool is_worth_sharing(double work);

/// Parts of a range of elements: each long enough to be worth taking, cut where cache lines end.
[[nodiscard]] std::uint32_t n_parts_of(IndexRange range);
[[nodiscard]] IndexRange part_of(IndexRange range, std::uint32_t part);

}  // namespace brian
