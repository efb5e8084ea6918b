#pragma once

#include "units/dimension.h"

namespace brian {

/// A value in SI base units with its dimension.
struct Quantity {
    double value = 0.0;
    Dimension dimension;
    bool operator==(const Quantity&) const = default;
};

}  // namespace brian
