#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "kernels/program.h"
#include "math/count_distribution.h"
#include "math/random.h"

namespace brian {

/// A function that only generated code calls: _uniform, _normal, _poisson, _binomial (see
/// make_kernel.h).
struct Draw {
    std::string_view name;
    Action action;
    std::size_t arity;
};
[[nodiscard]] std::optional<Draw> find_draw(std::string_view name);
/// Arguments of a draw before the key of its stream: parameters of the distribution.
[[nodiscard]] std::size_t n_parameters(Action draw);

/// The key of a stream, from the two whole numbers that code carries it in.
[[nodiscard]] math::StreamKey stream_key_of(double low, double high);

[[nodiscard]] double draw_uniform(double low, double high, double step, double element);
[[nodiscard]] double draw_normal(double low, double high, double step, double element);
[[nodiscard]] double draw_poisson(double lambda, double low, double high, double step,
                                  double element);
[[nodiscard]] double draw_binomial(double n, double p, double low, double high, double step,
                                   double element);

/// Poisson or Binomial draws of one place of a block. Their distribution is made ready once, and
/// again when its parameters have changed.
class CountDraws {
  public:
    explicit CountDraws(Action action) : action_(action) {}
    /// Parameters: lambda, or n and p.
    [[nodiscard]] const math::CountDistribution& with(double first, double second);

  private:
    Action action_;
    double first_ = 0.0;
    double second_ = 0.0;
    std::optional<math::CountDistribution> distribution_;
};

}  // namespace brian
