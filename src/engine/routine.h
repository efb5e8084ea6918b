#pragma once

#include <functional>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "engine/state.h"
#include "engine/workers.h"
#include "kernels/kernel.h"

namespace brian {

/// A kernel and the watched columns that it writes; running it raises their version.
class Routine {
  public:
    Routine() = default;
    explicit Routine(std::unique_ptr<Kernel> kernel, std::vector<Column*> touches = {})
        : kernel_(std::move(kernel)),
          touches_(std::move(touches)),
          cost_(kernel_ == nullptr ? 0.0 : kernel_->cost()) {}
    explicit operator bool() const { return kernel_ != nullptr; }
    void run(IndexRange elements);
    void run(std::span<const std::uint32_t> elements);  ///< nothing at all when empty
    void run_rows(std::span<const Row> rows);           ///< nothing at all when empty
    /// `sources`: of each element, or nothing where the code reads none.
    void run_listed(std::span<const std::uint32_t> elements, const IndexArray& sources,
                    unsigned worker = 0);
    [[nodiscard]] const Kernel& kernel() const { return *kernel_; }

    /// Shares the elements of long runs out among the workers from now on, where they are
    /// independent; nullptr: no more.
    void employ(Workers* workers);
    /// Lets the workers run parts of long lists from now on, each with a kernel of its own.
    void employ_for_lists(Workers* workers);
    /// Whether that many elements are worth the effort.
    [[nodiscard]] bool is_shared_out(std::size_t n_elements) const;
    /// Whether parts of so long a list are worth the effort.
    [[nodiscard]] bool shares_list(std::size_t n_elements) const;
    /// Whether it may be done part by part (as nothing can).
    [[nodiscard]] bool is_divisible() const {
        return kernel_ == nullptr || kernel_->elements_are_independent();
    }
    /// Roughly what an element costs [ns].
    [[nodiscard]] double cost() const { return cost_; }
    /// A worker's part of a run.
    void run_part(IndexRange elements, unsigned worker);
    /// Runs and appends, ascending, the elements for which `flags` became other than 0 (see
    /// Kernel::run_and_find()).
    void find(IndexRange elements, const Column& flags, std::vector<std::uint32_t>& found);

  private:
    void touch() const;
    void find_part(IndexRange elements, unsigned worker, const double* flags,
                   std::vector<std::uint32_t>& found);
    void find_by_parts(IndexRange elements, const double* flags, std::vector<std::uint32_t>& found);
    void make_kernels_for(const Workers& workers);
    [[nodiscard]] Kernel& kernel_of(unsigned worker) {
        return worker == 0 ? *kernel_ : *others_[worker - 1];
    }
    std::unique_ptr<Kernel> kernel_;
    std::vector<std::unique_ptr<Kernel>> others_;  // of the workers 1, 2 ...
    Workers* workers_ = nullptr;                   // none: the elements are not shared out
    Workers* list_workers_ = nullptr;              // none: nor are those of lists
    std::vector<Column*> touches_;
    double cost_ = 0.0;
    std::vector<std::vector<std::uint32_t>> found_;  // in each part, in this run
};

/// Values computed ahead of the step (coefficients and propagators of exact integration), computed
/// again exactly when a column they were computed from has been written.
class Preparation {
  public:
    Preparation() = default;
    /// coefficients: writes the entries of the matrix; propagate: what follows from them (may be
    /// empty). every_step: also depends on time.
    enum class Repeat { WhenWritten, EveryStep };
    Preparation(Routine coefficients, std::function<void()> propagate,
                std::vector<const Column*> inputs, IndexRange elements, Repeat repeat);
    void refresh();
    void employ(Workers* workers) { coefficients_.employ(workers); }
    /// Forget what was computed (dt changed, state restored).
    void invalidate() { fresh_ = false; }

  private:
    [[nodiscard]] bool due() const;
    Routine coefficients_;
    std::function<void()> propagate_;
    std::vector<const Column*> inputs_;
    std::vector<std::uint64_t> seen_;
    IndexRange elements_;
    Repeat repeat_ = Repeat::WhenWritten;
    bool fresh_ = false;
};

}  // namespace brian
