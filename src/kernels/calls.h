#pragma once

#include "kernels/draws.h"
#include "kernels/places.h"
#include "language/functions.h"

namespace brian {

/// What a call of a block means: one of the three.
struct Callee {
    std::optional<std::size_t> table;
    std::optional<Draw> draw;
    const Function* function = nullptr;
};

/// Throws ModelError when no table, draw or function has that name, when a random function has no
/// stream (rand() ...), and when the number of arguments is wrong.
[[nodiscard]] Callee find_callee(const Call& call, const SourceSpan& where, const Places& places);

[[noreturn]] void fail_unknown_name(const std::string& name, const SourceSpan& where);
[[noreturn]] void fail_not_assignable(const Statement& statement);

}  // namespace brian
