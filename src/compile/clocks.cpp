#include "compile/clocks.h"

#include <algorithm>

#include "base/format.h"
#include "compile/explanation.h"
#include "compile/model_values.h"
#include "compile/refuse.h"
#include "engine/steps.h"

namespace brian {

Clock* clock_of(Model& model, const LocatedText& dt, const std::string& path) {
    if (!dt) return model.clock;
    const double length =
        model_values(model).quantity(scalar(*dt, path), dimensions::second(), "the time step");
    if (!(length > 0.0)) refuse(*dt, path, "the time step must be positive");
    Clock*& clock = model.clocks[length];
    if (clock == nullptr) clock = &model.network().clocks.emplace_back(length);
    return clock;
}

std::vector<double> time_steps(const Model& model, const Clock& clock) {
    if (&clock == model.clock) return model.dts;
    return {clock.dt()};
}

bool is_multiple_of_steps(const Model& model, const Clock& clock, double time) {
    const std::vector<double> steps = time_steps(model, clock);
    return std::all_of(steps.begin(), steps.end(),
                       [time](double dt) { return is_multiple(time, dt); });
}

}  // namespace brian
