#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "base/error.h"

namespace brian {

/// Where a YAML parser gave up.
struct ParserStop {
    const std::shared_ptr<const SourceText>& file;
    std::size_t place = 0;                    ///< offset in the file
    std::optional<std::size_t> open_bracket;  ///< offset of the innermost { or [ around it
};

/// What the user most likely did where a YAML parser gave up with that complaint: an equation on
/// one plain line, a tab, a value beginning with * @ ` % ...
[[nodiscard]] ModelError explain_syntax(const ParserStop& stop, std::string_view complaint);

}  // namespace brian
