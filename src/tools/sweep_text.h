#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/source.h"

/// The little grammar in which values of a sweep are written: 1,2,3 | a:b:c | name(x, y).
namespace brian {

/// The span without the blanks around it.
[[nodiscard]] SourceSpan trimmed(const SourceSpan& text);

/// The parts between the separators that stand outside brackets and quotes, trimmed. Throws
/// ModelError at an empty part.
[[nodiscard]] std::vector<SourceSpan> split_outside(const SourceSpan& text, char separator);

/// name(argument, argument ...)
struct SweepCall {
    std::string name;
    std::vector<SourceSpan> arguments;
};
/// The text as a call of one of the known names; nothing when it is none.
[[nodiscard]] std::optional<SweepCall> call_of(const SourceSpan& text,
                                               const std::vector<std::string>& known);

/// The whole number, at least `least`, that the text is; else throws ModelError "`what` is ...".
[[nodiscard]] std::size_t whole_number(const SourceSpan& text, const std::string& what,
                                       std::size_t least);

}  // namespace brian
