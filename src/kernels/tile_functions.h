#pragma once

#include <span>

#include "kernels/access.h"
#include "kernels/draws.h"
#include "kernels/program.h"
#include "language/functions.h"

namespace brian {

/// out[k] = function(arguments at k), one call after the other: for functions without an array
/// form.
void evaluate_each(const Function& function, std::span<const TileValues> arguments, double* out,
                   std::size_t n);

/// out[k] = the draw that `action` names, for n elements, one call after the other.
void draw_each(Action action, std::span<const TileValues> arguments, double* out, std::size_t n);

/// Uniform or Normal draws of n elements that follow each other: the same bits as draw_each(),
/// faster.
void draw_successive(Action action, std::span<const TileValues> arguments, std::uint32_t first,
                     double* out, std::size_t n);

/// Poisson or Binomial draws whose parameters and stream are the same for all n elements: the same
/// bits as draw_each(), faster, in particular for elements that follow each other.
void draw_counts_each(CountDraws& draws, std::span<const TileValues> arguments, double* out,
                      std::size_t n);
void draw_successive_counts(CountDraws& draws, std::span<const TileValues> arguments,
                            std::uint32_t first, double* out, std::size_t n);

/// out[k] = table(t) or table(t, i).
void look_up(const TableBinding& table, std::span<const TileValues> arguments, double* out,
             std::size_t n);

}  // namespace brian
