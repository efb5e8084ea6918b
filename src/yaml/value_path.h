#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "spec/value.h"

/// Paths into the tree of a model: groups.P.size, stimuli.S.times[3].
namespace brian {

/// Where a path leads.
struct Found {
    Value* deepest = nullptr;  ///< last value on the way that exists
    Value* parent = nullptr;   ///< of `deepest`; nullptr when that is the root
    std::string_view rest;     ///< what of the path is left; empty when all of it exists
};

/// Follows the path as far as it exists. A key may itself hold dots ("P.I" in a protocol's set).
[[nodiscard]] Found follow(Value& root, std::string_view path);

/// Takes the first key off a path; an item "[3]" is returned with its brackets.
[[nodiscard]] std::string_view take_key(std::string_view& path);

/// The existing path that was most likely meant: "did you mean ...?", or empty.
[[nodiscard]] std::string nearest_path(const Value& root, std::string_view path);

}  // namespace brian
