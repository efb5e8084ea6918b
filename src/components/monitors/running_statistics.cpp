#include "components/monitors/running_statistics.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "math/functions.h"

namespace brian {

RunningStatistics::RunningStatistics(SeriesInfo info, RecordedValues from)
    : info_(std::move(info)),
      from_(std::move(from)),
      mean_(from_.places.size(), 0.0),
      squares_(from_.places.size(), 0.0) {}

void RunningStatistics::open(Recording& recording) {
    recording_ = &recording;
    series_ = recording.open(info_);
    n_ = 0;
    std::fill(mean_.begin(), mean_.end(), 0.0);
    std::fill(squares_.begin(), squares_.end(), 0.0);
}

void RunningStatistics::sample() {
    now_.clear();
    from_.copy_to(now_);
    const double weight = 1.0 / static_cast<double>(++n_);
    for (std::size_t i = 0; i < now_.size(); ++i) {
        const double deviation = now_[i] - mean_[i];
        mean_[i] += deviation * weight;
        squares_[i] += deviation * (now_[i] - mean_[i]);
    }
}

void RunningStatistics::finish() {
    recording_->append(series_, mean_);
    std::vector<double> frame(squares_.size(), std::numeric_limits<double>::quiet_NaN());
    if (n_ > 1)
        std::transform(squares_.begin(), squares_.end(), frame.begin(),
                       [this](double sum) { return sum / static_cast<double>(n_ - 1); });
    recording_->append(series_, frame);
    for (double& value : frame) value = math::sqrt(value);
    recording_->append(series_, frame);
    recording_->set_number(series_, "n", static_cast<double>(n_));
}

void RunningStatistics::list_state(const std::string& path, StateList& items) {
    items.push_back({path + ".n", &n_});
    items.push_back({path + ".mean", &mean_});
    items.push_back({path + ".squares", &squares_});
}

}  // namespace brian
