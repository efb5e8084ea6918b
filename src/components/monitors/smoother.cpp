#include "components/monitors/smoother.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/steps.h"
#include "math/functions.h"

namespace brian {

Smoother::Smoother(std::vector<double> weights)
    : weights_(std::move(weights)), recent_(weights_.size(), 0.0) {
    const double sum = std::accumulate(weights_.begin(), weights_.end(), 0.0);
    for (double& weight : weights_) weight /= sum;
}

void Smoother::push(double value, std::vector<double>& out) {
    std::shift_left(recent_.begin(), recent_.end(), 1);
    recent_.back() = value;
    if (++n_pushed_ > half())
        out.push_back(std::inner_product(weights_.begin(), weights_.end(), recent_.begin(), 0.0));
}

void Smoother::finish(std::vector<double>& out) {
    for (std::int64_t k = 0; k < half(); ++k) push(0.0, out);
}

void Smoother::list_state(const std::string& path, StateList& items) {
    items.push_back({path + ".recent", &recent_});
    items.push_back({path + ".n_pushed", &n_pushed_});
}

std::vector<double> gaussian_window(double sigma) {
    const std::int64_t half = delay_steps(2.0 * sigma, 1.0);
    std::vector<double> weights;
    for (std::int64_t k = -half; k <= half; ++k) {
        const double z = static_cast<double>(k) / sigma;
        weights.push_back(math::exp(-0.5 * z * z));
    }
    return weights;
}

std::vector<double> flat_window(double width) {
    const std::int64_t half = bin_of(0.5 * width, 1.0);
    return std::vector<double>(static_cast<std::size_t>(2 * half + 1), 1.0);
}

}  // namespace brian
