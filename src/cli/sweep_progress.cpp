#include "cli/sweep_progress.h"

#include <iostream>

#include <unistd.h>

#include "base/format.h"
#include "cli/progress.h"

namespace brian {

namespace {

constexpr std::size_t bar_width = 30;
constexpr auto bar_interval = std::chrono::milliseconds(100);
constexpr auto line_interval = std::chrono::seconds(30);
constexpr auto json_interval = std::chrono::milliseconds(500);

}  // namespace

SweepProgress::SweepProgress(ProgressStyle style, Verbosity verbosity) : style_(style) {
    if (style_ == ProgressStyle::Auto)
        style_ = isatty(STDERR_FILENO) != 0 ? ProgressStyle::Bar : ProgressStyle::Log;
    if (verbosity == Verbosity::Quiet && style_ != ProgressStyle::Json)
        style_ = ProgressStyle::None;
}

bool SweepProgress::due(const SweepCounts& counts, Clock::time_point now) {
    if (style_ == ProgressStyle::None) return false;
    if (style_ == ProgressStyle::Bar) return now - last_ >= bar_interval;
    if (style_ == ProgressStyle::Json)
        return now - last_ >= json_interval || counts.finished == counts.total;
    // Lines are for sweeps that take long enough to wonder about.
    const std::size_t tenth = 10 * counts.finished / counts.total;
    const bool next = tenth > last_tenth_ && now - start_ >= std::chrono::seconds(2);
    if (next) last_tenth_ = tenth;
    return next || now - last_ >= line_interval;
}

void SweepProgress::show(const SweepCounts& counts) {
    const Clock::time_point now = Clock::now();
    if (counts.total == 0 || !due(counts, now)) return;
    last_ = now;
    print(counts, std::chrono::duration<double>(now - start_).count());
}

void SweepProgress::print(const SweepCounts& counts, double wall) {
    const double left = counts.finished == 0
                            ? 0.0
                            : wall * static_cast<double>(counts.total - counts.finished)
                                  / static_cast<double>(counts.finished);
    if (style_ == ProgressStyle::Json) {
        std::cerr << format(
            R"({{"finished": {}, "total": {}, "running": {}, "failed": {}, "wall_s": {:.3f}, "left_s": {:.3f}}})",
            counts.finished, counts.total, counts.running, counts.failed, wall, left)
                  << '\n';
        return;
    }
    std::string text =
        format("{}/{} runs, {} running", counts.finished, counts.total, counts.running);
    if (counts.failed > 0) text += format(", {} failed", counts.failed);
    if (counts.finished > 0) text += format(", {} left", in_words(left));
    if (style_ != ProgressStyle::Bar) {
        std::cerr << text << '\n';
        return;
    }
    const std::size_t full = bar_width * counts.finished / counts.total;
    text = format("[{:-<{}}{: <{}}] {}", "", full, "", bar_width - full, text);
    std::cerr << format("\r{:<{}}", text, width_) << std::flush;
    width_ = text.size();
}

void SweepProgress::clear() {
    if (width_ > 0) std::cerr << format("\r{: <{}}\r", "", width_) << std::flush;
    width_ = 0;
}

}  // namespace brian
