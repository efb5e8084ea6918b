#pragma once

#include <optional>
#include <string>

#include "language/token_stream.h"
#include "units/quantity.h"

namespace brian {

struct UnitExpression {
    Quantity quantity;
    std::string text;  ///< as the user wrote it, blanks made one
    SourceSpan where;
};

/// The unit expression that follows a number directly, times that number; nothing when none
/// follows. Units stand side by side, have powers and are divided by: `ms`, `mV/ms`, `N m`,
/// `S/cm^2`, `J/(mol K)`. A `*` ends it, so that m and h in `120 mS/cm^2*m**3*h` are gating
/// variables and not metres.
[[nodiscard]] std::optional<UnitExpression> parse_trailing_unit(TokenStream& tokens, double number);

/// A product of powers of units by itself, up to the first token that cannot belong to it: what
/// stands after the colon of an equation. Here `*` goes on and `1` is allowed.
[[nodiscard]] Quantity parse_unit_product(TokenStream& tokens);

}  // namespace brian
