#include "engine/routine.h"

namespace brian {

void Routine::run(IndexRange elements) {
    if (kernel_ == nullptr || elements.size() == 0) return;
    kernel_->run(elements);
    touch();
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

void Routine::run_listed(std::span<const std::uint32_t> elements, const IndexArray& sources) {
    if (kernel_ == nullptr || elements.empty()) return;
    kernel_->run_listed(elements, sources);
    touch();
}

void Routine::touch() const {
    for (Column* column : touches_) ++column->version;
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
