#include "kernels/tile_functions.h"

#include <array>

#include "kernels/table_lookup.h"

namespace brian {
namespace {

/// The distribution, and the place of the first element; `element` is behind that.
struct Counts {
    const math::CountDistribution& distribution;
    math::DrawPlace place;
    TileValues element;
};

Counts counts_of(CountDraws& draws, std::span<const TileValues> arguments) {
    const std::size_t n = arguments.size() - 4;  // then the key, the step and the element
    const auto& distribution = draws.with(arguments[0].at(0), n == 2 ? arguments[1].at(0) : 0.0);
    const math::StreamKey key = stream_key_of(arguments[n].at(0), arguments[n + 1].at(0));
    return {distribution,
            {.key = key, .step = static_cast<std::int64_t>(arguments[n + 2].at(0))},
            arguments[n + 3]};
}

}  // namespace

void evaluate_each(const Function& function, std::span<const TileValues> arguments, double* out,
                   std::size_t n) {
    std::vector<double> values(arguments.size());
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t a = 0; a < values.size(); ++a) values[a] = arguments[a].at(k);
        out[k] = brian::apply(function, values);
    }
}

void draw_each(Action action, std::span<const TileValues> arguments, double* out, std::size_t n) {
    for (std::size_t k = 0; k < n; ++k) {
        std::array<double, 6> x{};
        for (std::size_t a = 0; a < arguments.size(); ++a) x.at(a) = arguments[a].at(k);
        if (action == Action::Uniform) out[k] = draw_uniform(x[0], x[1], x[2], x[3]);
        if (action == Action::Normal) out[k] = draw_normal(x[0], x[1], x[2], x[3]);
        if (action == Action::Poisson) out[k] = draw_poisson(x[0], x[1], x[2], x[3], x[4]);
        if (action == Action::Binomial) out[k] = draw_binomial(x[0], x[1], x[2], x[3], x[4], x[5]);
    }
}

void draw_successive(Action action, std::span<const TileValues> arguments, std::uint32_t first,
                     double* out, std::size_t n) {
    const math::StreamKey key = stream_key_of(arguments[0].at(0), arguments[1].at(0));
    const auto step = static_cast<std::int64_t>(arguments[2].at(0));
    if (action == Action::Uniform)
        math::fill_uniform(key, step, first, out, n);
    else
        math::fill_normal(key, step, first, out, n);
}

void draw_counts_each(CountDraws& draws, std::span<const TileValues> arguments, double* out,
                      std::size_t n) {
    Counts counts = counts_of(draws, arguments);
    for (std::size_t k = 0; k < n; ++k) {
        counts.place.element = static_cast<std::uint32_t>(counts.element.at(k));
        out[k] = counts.distribution.draw(counts.place);
    }
}

void draw_successive_counts(CountDraws& draws, std::span<const TileValues> arguments,
                            std::uint32_t first, double* out, std::size_t n) {
    Counts counts = counts_of(draws, arguments);
    counts.place.element = first;
    counts.distribution.fill(counts.place, out, n);
}

void look_up(const TableBinding& table, std::span<const TileValues> arguments, double* out,
             std::size_t n) {
    static constexpr double only_column = 0.0;
    const TileValues column = table.two_dimensional ? arguments[1] : TileValues{&only_column, 0};
    for (std::size_t k = 0; k < n; ++k)
        out[k] = table_value(table, arguments[0].at(k), column.at(k));
}

}  // namespace brian
