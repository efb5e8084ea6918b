#include "kernels/draws.h"

#include <array>

#include "math/variates.h"

namespace brian {
namespace {

math::DrawPlace place_of(double low, double high, double step, double element) {
    return {stream_key_of(low, high), static_cast<std::int64_t>(step),
            static_cast<std::uint32_t>(element)};
}

}  // namespace

std::optional<Draw> find_draw(std::string_view name) {
    static constexpr std::array draws{
        Draw{"_uniform", Action::Uniform, 4}, Draw{"_normal", Action::Normal, 4},
        Draw{"_poisson", Action::Poisson, 5}, Draw{"_binomial", Action::Binomial, 6}};
    for (const Draw& draw : draws)
        if (draw.name == name) return draw;
    return {};
}

std::size_t n_parameters(Action draw) {
    if (draw == Action::Binomial) return 2;
    return draw == Action::Poisson ? 1 : 0;
}

math::StreamKey stream_key_of(double low, double high) {
    return {static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(high)};
}

double draw_uniform(double low, double high, double step, double element) {
    return math::uniform(stream_key_of(low, high), static_cast<std::int64_t>(step),
                         static_cast<std::uint32_t>(element));
}

double draw_normal(double low, double high, double step, double element) {
    return math::normal(stream_key_of(low, high), static_cast<std::int64_t>(step),
                        static_cast<std::uint32_t>(element));
}

double draw_poisson(double lambda, double low, double high, double step, double element) {
    return math::poisson(lambda, place_of(low, high, step, element));
}

double draw_binomial(double n, double p, double low, double high, double step, double element) {
    return math::binomial(n, p, place_of(low, high, step, element));
}

const math::CountDistribution& CountDraws::with(double first, double second) {
    if (distribution_ && first == first_ && second == second_) return *distribution_;
    first_ = first;
    second_ = second;
    distribution_ = action_ == Action::Poisson
                        ? math::CountDistribution::of_poisson(first)
                        : math::CountDistribution::of_binomial(first, second);
    return *distribution_;
}

}  // namespace brian
