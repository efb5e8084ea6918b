#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/diagnostics.h"

/// How a place in a model file is shown to the user.
namespace brian {

enum class Style { Bold, Red, Magenta, Cyan, Green };

/// The text in that style, or as it is when there is no colour.
[[nodiscard]] std::string emphasised(std::string_view text, Style style, Colour colour);

/// Column of the span in its line counted in characters (code points of UTF-8), from 1.
[[nodiscard]] std::size_t display_column(const SourceSpan& span);

/// The line in which `where` begins, with its number, and under it tildes with a caret at `caret`
/// (at the beginning of `where` when `caret` is nowhere or on another line). A span that goes on to
/// further lines is cut at the end of the first. Empty when there is no line to quote.
[[nodiscard]] std::string quote(const SourceSpan& where, const SourceSpan& caret, Colour colour);

}  // namespace brian
