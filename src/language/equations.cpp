#include "language/equations.h"

#include <algorithm>

namespace brian {

bool Equation::has_flag(std::string_view flag) const {
    return std::any_of(flags.begin(), flags.end(),
                       [&](const Flag& candidate) { return candidate.text == flag; });
}

}  // namespace brian
