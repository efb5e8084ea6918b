#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/clock.h"
#include "engine/monitor.h"

namespace brian {

/// A monitor with its name.
struct NamedMonitor {
    std::string name;
    std::unique_ptr<Monitor> monitor;
    const Clock* clock = nullptr;  ///< when none is given, the first of the network
    /// The step of its clock at which the segment that is being recorded began.
    std::int64_t opened_at = -1;
    [[nodiscard]] bool is_open() const { return opened_at >= 0; }
};

}  // namespace brian
