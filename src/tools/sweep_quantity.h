#pragma once

#include <optional>
#include <string>

#include "base/source.h"
#include "units/quantity.h"

/// Values of a sweep as numbers with units, and back as the texts that a model takes.
namespace brian {

/// The unit in which a column of numbers is written, as the user wrote it: "mV"; empty for pure
/// numbers.
struct SweepUnit {
    std::string name;
    Quantity one;  ///< of it, in SI
};

/// The value of a constant expression, read as the model's quantities are: 5 ms, 5*ms, 2*pi.
/// Throws ModelError at what it does not understand.
[[nodiscard]] Quantity read_quantity(const SourceSpan& text);
/// The same, or nothing when the text is no such expression (the name of a method, a list).
[[nodiscard]] std::optional<Quantity> try_quantity(const SourceSpan& text);

/// Whether there is a ratio between them: both positive, or both negative.
[[nodiscard]] inline bool have_one_sign(double a, double b) {
    return (a > 0.0 && b > 0.0) || (a < 0.0 && b < 0.0);
}

/// The unit in which a text states its value: "ms" of "5 ms"; of an expression, a readable one.
[[nodiscard]] SweepUnit unit_of(const SourceSpan& text, const Quantity& value);

/// The number of units, with 15 significant digits, so that 0.1 + 0.2 is 0.3.
[[nodiscard]] std::string number_in(double si, const SweepUnit& unit);
/// The same as a text for the model: "0.3 mV".
[[nodiscard]] std::string text_in(double si, const SweepUnit& unit);

}  // namespace brian
