#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "kernels/program.h"
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

/// The key of a stream, from the two whole numbers that code carries it in.
[[nodiscard]] math::StreamKey stream_key_of(double low, double high);

[[nodiscard]] double draw_uniform(double low, double high, double step, double element);
[[nodiscard]] double draw_normal(double low, double high, double step, double element);
[[nodiscard]] double draw_poisson(double lambda, double low, double high, double step,
                                  double element);
[[nodiscard]] double draw_binomial(double n, double p, double low, double high, double step,
                                   double element);

}  // namespace brian
