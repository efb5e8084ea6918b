#pragma once

#include <string>

#include "compile/resolve.h"
#include "components/integrators/integrator.h"

namespace brian {

/// What the chosen integrator makes of a system, and the words for --explain: its name, what it is,
/// why it was taken, and what would have been taken unasked.
struct Integration {
    Update update;
    std::string text;
};

/// method: as the model asks, if it does. Throws ModelError when the method is unknown or does not
/// apply.
[[nodiscard]] Integration integrate(const System& system, const LocatedText& method,
                                    const std::string& path);

/// The names plus the noise terms that the differential equations may use.
[[nodiscard]] Scope with_noise(const Scope& names, const Equations& equations);

/// Deviates of variance dt for every noise term that the rates read.
[[nodiscard]] CodeBlock noise_code(const Resolver& resolve, const System& system);

}  // namespace brian
