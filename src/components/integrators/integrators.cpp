#include <algorithm>
#include <array>

#include "components/integrators/integrator.h"
#include "components/integrators/methods.h"

namespace brian {

namespace {

constexpr std::array table = {
#define INTEGRATOR(name, description) Integrator{#name, description, name},
#include "components/integrators/integrators.def"
#undef INTEGRATOR
};

}  // namespace

std::span<const Integrator> integrators() {
    return table;
}

const Integrator* find_integrator(std::string_view name) {
    const auto* found = std::find_if(table.begin(), table.end(),
                                     [&](const Integrator& row) { return row.name == name; });
    return found == table.end() ? nullptr : found;
}

}  // namespace brian
