#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/state.h"

namespace brian {

/// Convolves a stream with a symmetric window; beyond both ends the stream counts as 0
/// (numpy.convolve, mode 'same').
class Smoother {
  public:
    /// weights: of odd number, symmetric; scaled to the sum 1. One weight passes the stream on.
    explicit Smoother(std::vector<double> weights);

    /// Takes the next value; appends the smoothed one that it completes, half a window back.
    void push(double value, std::vector<double>& out);
    /// Appends what is still outstanding.
    void finish(std::vector<double>& out);
    void list_state(const std::string& path, StateList& items);

  private:
    [[nodiscard]] std::int64_t half() const { return std::ssize(weights_) / 2; }
    std::vector<double> weights_;
    std::vector<double> recent_;  // as many values as weights, oldest first
    std::int64_t n_pushed_ = 0;
};

/// exp(-k^2 / 2 sigma^2) for |k| <= 2 sigma, sigma counted in bins
/// (b2:brian2/monitors/ratemonitor.py).
[[nodiscard]] std::vector<double> gaussian_window(double sigma);
/// As many equal weights as an odd number of bins fit into `width` bins, one more than twice half
/// of them (b2:brian2/monitors/ratemonitor.py).
[[nodiscard]] std::vector<double> flat_window(double width);

}  // namespace brian
