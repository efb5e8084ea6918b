#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "spec/value.h"
#include "units/dimension.h"

namespace brian {

/// Numbers with their shape, row-major, in SI.
struct ModelArray {
    std::vector<double> values;
    std::vector<std::size_t> shape;
    [[nodiscard]] std::size_t columns() const { return shape.size() > 1 ? shape[1] : 1; }
};

/// What a component may ask about values of the model while it is being built; compile answers,
/// with dimensions checked and ModelError at the place of the value. `what` names the thing: "the
/// rate".
struct ModelValues {
    /// One number: an expression of parameters, in SI.
    std::function<double(const Value& value, const Dimension& dimension, const std::string& what)>
        quantity;
    /// A whole number >= 0.
    std::function<std::int64_t(const Value& value, const std::string& what)> integer;
    bool (*boolean)(const Value& value) = nullptr;
    /// Numbers from a list, a parameter that is an array, or a {file: ...}. Plain numbers of a file
    /// are SI or in the unit that its dataset names.
    std::function<ModelArray(const Value& value, const Dimension& dimension,
                             const std::string& what)>
        array;
    /// Whether the value is one number rather than an array or an expression of t, i, rand().
    std::function<bool(const Value& value)> is_constant;
    /// For remarks that are no errors ("3 spikes before t = 0 are dropped").
    std::function<void(ErrorFacts warning)> warn;
};

}  // namespace brian
