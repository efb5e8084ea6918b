#include "kernels/draws.h"

#include <array>

#include "math/variates.h"

namespace brian {
namespace {

math::SubStream substream(double low, double high, double step, double element) {
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
    math::SubStream stream = substream(low, high, step, element);
    return math::poisson(lambda, stream);
}

double draw_binomial(double n, double p, double low, double high, double step, double element) {
    math::SubStream stream = substream(low, high, step, element);
    return math::binomial(n, p, stream);
}

}  // namespace brian
