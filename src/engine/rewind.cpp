#include "engine/rewind.h"

namespace brian {
namespace {

constexpr std::int64_t longest_share = 50;  // copying takes at most 1/50 of the time

}  // namespace

void Rewind::begin(StateList items, std::int64_t step) {
    items_ = std::move(items);
    copy(step);
}

void Rewind::mark(std::int64_t step) {
    if (Pacer::Time::now() - copied_at_ >= longest_share * cost_) copy(step);
}

void Rewind::copy(std::int64_t step) {
    const Pacer::Time::time_point start = Pacer::Time::now();
    snapshot_.take(items_);
    step_ = step;
    copied_at_ = Pacer::Time::now();
    cost_ = copied_at_ - start;
}

std::int64_t Rewind::restore() const {
    snapshot_.restore(items_);
    return step_;
}

}  // namespace brian
