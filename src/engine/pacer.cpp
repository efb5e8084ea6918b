#include "engine/pacer.h"

namespace brian {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Short against the report interval: steps may become several times slower from one look to the
// next (a network that starts to fire) and a request to stop is still honoured in time.
constexpr Pacer::Duration between_looks = milliseconds(4);
constexpr Pacer::Duration between_reports = milliseconds(20);
constexpr Pacer::Duration between_flushes = seconds(2);
constexpr std::int64_t longest_stride = std::int64_t{1} << 24;

bool passed(Pacer::Time::time_point now, Pacer::Time::time_point& last, Pacer::Duration interval) {
    if (now - last < interval) return false;
    last = now;
    return true;
}

}  // namespace

Pacer::Pacer() : now_(Time::now()), last_report_(now_), last_flush_(now_) {}

void Pacer::advance(std::int64_t n) {
    done_ += n;
    if (done_ < stride_) return;
    const Time::time_point before = now_;
    now_ = Time::now();
    const Duration taken = std::max(now_ - before, Duration(1));
    const std::int64_t fitting = done_ * between_looks.count() / taken.count();
    stride_ = std::clamp(fitting, std::int64_t{1}, std::min(2 * stride_, longest_stride));
    done_ = 0;
}

bool Pacer::report_due() {
    return passed(now_, last_report_, between_reports);
}

bool Pacer::flush_due() {
    return passed(now_, last_flush_, between_flushes);
}

}  // namespace brian
