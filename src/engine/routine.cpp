#include "engine/routine.h"

#include <atomic>

#include "math/functions.h"
#include "math/lanes.h"

namespace brian {

void Routine::run(IndexRange elements) {
    if (kernel_ == nullptr || elements.size() == 0) return;
    if (is_shared_out(elements.size()))
        workers_->run(n_parts_of(elements), [&](std::uint32_t part, unsigned worker) {
            run_part(part_of(elements, part), worker);
        });
    else
        run_part(elements, 0);
}

void Routine::run(std::span<const std::uint32_t> elements) {
    if (kernel_ == nullptr || elements.empty()) return;
    kernel_->run(elements);
    touch();
}

void Routine::run_rows(std::span<const Row> rows) {
    if (kernel_ == nullptr || rows.empty()) return;
    kernel_->run_rows(rows);
    touch();
}

void Routine::employ(Workers* workers) {
    workers_ = nullptr;
    if (workers == nullptr || kernel_ == nullptr || !is_divisible()) return;
    make_kernels_for(*workers);
    workers_ = workers;
}

void Routine::employ_for_lists(Workers* workers) {
    list_workers_ = nullptr;
    if (workers == nullptr || kernel_ == nullptr || !kernel_->lists_are_divisible()) return;
    make_kernels_for(*workers);
    list_workers_ = workers;
}

void Routine::make_kernels_for(const Workers& workers) {
    while (others_.size() + 1 < workers.size()) others_.push_back(kernel_->another());
}

bool Routine::shares_list(std::size_t n_elements) const {
    return list_workers_ != nullptr && is_worth_sharing(static_cast<double>(n_elements) * cost_);
}

bool Routine::is_shared_out(std::size_t n_elements) const {
    return workers_ != nullptr && is_worth_sharing(static_cast<double>(n_elements) * cost_);
}

void Routine::run_part(IndexRange elements, unsigned worker) {
    if (kernel_ == nullptr || elements.size() == 0) return;
    kernel_of(worker).run(elements);
    touch();
}

void Routine::find(IndexRange elements, const Column& flags, std::vector<std::uint32_t>& found) {
    if (kernel_ == nullptr || elements.size() == 0) return;
    if (is_shared_out(elements.size()))
        find_by_parts(elements, flags.values.data(), found);
    else
        find_part(elements, 0, flags.values.data(), found);
    touch();
}

void Routine::find_part(IndexRange elements, unsigned worker, const double* flags,
                        std::vector<std::uint32_t>& found) {
    static const math::FindNonzero next = math::table_of(math::simd()).find_nonzero;
    Kernel& kernel = kernel_of(worker);
    if (kernel.run_and_find(elements, flags, found)) return;
    kernel.run(elements);
    for (std::size_t i = next(flags, elements.begin, elements.end); i < elements.end;
         i = next(flags, i + 1, elements.end))
        found.push_back(static_cast<std::uint32_t>(i));
}

void Routine::find_by_parts(IndexRange elements, const double* flags,
                            std::vector<std::uint32_t>& found) {
    const std::uint32_t n_parts = n_parts_of(elements);
    found_.resize(n_parts);
    workers_->run(n_parts, [&](std::uint32_t part, unsigned worker) {
        found_[part].clear();
        find_part(part_of(elements, part), worker, flags, found_[part]);
    });
    for (const std::vector<std::uint32_t>& few : found_)
        found.insert(found.end(), few.begin(), few.end());
}

void Routine::run_listed(std::span<const std::uint32_t> elements, const IndexArray& sources,
                         unsigned worker) {
    if (kernel_ == nullptr || elements.empty()) return;
    if (std::holds_alternative<std::monostate>(sources))
        kernel_of(worker).run(elements);
    else
        kernel_of(worker).run_listed(elements, sources);
    touch();
}

/// Workers may touch a column at the same time.
void Routine::touch() const {
    for (Column* column : touches_)
        std::atomic_ref(column->version).fetch_add(1, std::memory_order_relaxed);
}

Preparation::Preparation(Routine coefficients, std::function<void()> propagate,
                         std::vector<const Column*> inputs, IndexRange elements, Repeat repeat)
    : coefficients_(std::move(coefficients)),
      propagate_(std::move(propagate)),
      inputs_(std::move(inputs)),
      seen_(inputs_.size(), 0),
      elements_(elements),
      repeat_(repeat) {}

bool Preparation::due() const {
    if (!fresh_ || repeat_ == Repeat::EveryStep) return true;
    for (std::size_t i = 0; i < inputs_.size(); ++i)
        if (inputs_[i]->version != seen_[i]) return true;
    return false;
}

void Preparation::refresh() {
    if (!due()) return;
    for (std::size_t i = 0; i < inputs_.size(); ++i) seen_[i] = inputs_[i]->version;
    coefficients_.run(elements_);
    if (propagate_) propagate_();
    fresh_ = true;
}

}  // namespace brian
