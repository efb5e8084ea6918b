#include "cli/progress.h"

#include <iostream>

#include <unistd.h>

#include "base/format.h"

namespace brian {

namespace {

constexpr int bar_width = 30;
constexpr auto bar_interval = std::chrono::milliseconds(100);
constexpr auto line_interval = std::chrono::seconds(30);
constexpr auto json_interval = std::chrono::milliseconds(500);

}  // namespace

std::string in_words(double seconds) {
    if (seconds < 60.0) return format("{:.1f} s", seconds);
    const auto whole = static_cast<std::int64_t>(seconds);
    if (whole < 3600) return format("{} min {:02d} s", whole / 60, whole % 60);
    return format("{} h {:02d} min", whole / 3600, whole / 60 % 60);
}

Progress::Progress(ProgressStyle style, Verbosity verbosity, std::int64_t n_steps,
                   std::int64_t first_step)
    : style_(style),
      n_steps_(n_steps),
      first_step_(first_step),
      last_tenth_(10 * first_step / n_steps) {
    if (style_ == ProgressStyle::Auto)
        style_ = isatty(STDERR_FILENO) != 0 ? ProgressStyle::Bar : ProgressStyle::Log;
    if (verbosity == Verbosity::Quiet && style_ != ProgressStyle::Json)
        style_ = ProgressStyle::None;
}

bool Progress::due(std::int64_t steps_done, Clock::time_point now) {
    if (style_ == ProgressStyle::None) return false;
    if (style_ == ProgressStyle::Bar) return now - last_ >= bar_interval;
    if (style_ == ProgressStyle::Json) return now - last_ >= json_interval;
    // Lines are for runs that take long enough to wonder about.
    const std::int64_t tenth = 10 * steps_done / n_steps_;
    const bool next = tenth > last_tenth_ && now - start_ >= std::chrono::seconds(2);
    if (next) last_tenth_ = tenth;
    return next || now - last_ >= line_interval;
}

void Progress::show(std::int64_t steps_done, double t) {
    const Clock::time_point now = Clock::now();
    if (steps_done <= first_step_ || !due(steps_done, now)) return;
    last_ = now;
    shown_ = true;
    print(steps_done, t, std::chrono::duration<double>(now - start_).count());
}

void Progress::print(std::int64_t steps_done, double t, double wall) const {
    const double fraction = static_cast<double>(steps_done) / static_cast<double>(n_steps_);
    const double left = wall * static_cast<double>(n_steps_ - steps_done)
                        / static_cast<double>(steps_done - first_step_);
    if (style_ == ProgressStyle::Json) {
        std::cerr << format(
            R"({{"step": {}, "n_steps": {}, "t_s": {:.9g}, "wall_s": {:.3f}, "left_s": {:.3f}}})",
            steps_done, n_steps_, t, wall, left)
                  << '\n';
        return;
    }
    const std::string text =
        format("{:3.0f} %  t = {:.4g} s  {} left", 100.0 * fraction, t, in_words(left));
    if (style_ == ProgressStyle::Bar) {
        const int full = static_cast<int>(fraction * bar_width);
        std::cerr << format("\r[{:-<{}}{: <{}}] {}   ", "", full, "", bar_width - full, text)
                  << std::flush;
        return;
    }
    std::cerr << text << '\n';
}

void Progress::finish() {
    if (style_ == ProgressStyle::Bar && shown_)
        std::cerr << format("\r{: <{}}\r", "", bar_width + 50) << std::flush;
}

}  // namespace brian
