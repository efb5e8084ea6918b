#include "components/component_schemas.h"

#include "components/connections/rule.h"
#include "components/integrators/integrator.h"
#include "components/monitors/make_monitor.h"
#include "components/stimuli/make_stimulus.h"

namespace brian {

ComponentSchemas component_schemas() {
    ComponentSchemas schemas{.stimuli = stimulus_schemas(),
                             .monitors = monitor_schemas(),
                             .rules = rule_schemas(),
                             .plain_rules = plain_rules(),
                             .methods = {}};
    for (const Integrator& integrator : integrators())
        schemas.methods.emplace_back(integrator.name);
    return schemas;
}

}  // namespace brian
