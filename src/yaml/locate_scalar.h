#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "base/source.h"
#include "spec/value.h"

namespace brian {

/// A scalar found again in the file it was read from.
struct LocatedScalar {
    SourceSpan text;  ///< the scalar's value, each character with its place
    Value::Style style = Value::Style::Plain;
    std::size_t end = 0;  ///< offset in the file behind the scalar (its closing quote, last line)
};

/// Finds the scalar with that value, whose first character (of the text, the quote, or the | or >)
/// is at offset `begin` of the file. A parser unfolds lines, drops indentation and replaces
/// escapes: the file's text is read in parallel to undo that. Throws ModelError when a quote is not
/// closed.
[[nodiscard]] LocatedScalar locate_scalar(const std::shared_ptr<const SourceText>& file,
                                          std::size_t begin, const std::string& value);

}  // namespace brian
