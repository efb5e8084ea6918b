#include "components/component_schemas.h"

#include <algorithm>

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
    for (const ComponentLine& rule : rule_lines()) {
        const bool plain =
            std::find(schemas.plain_rules.begin(), schemas.plain_rules.end(), rule.name)
            != schemas.plain_rules.end();
        if (plain) schemas.plain_rule_descriptions.push_back(rule.description);
    }
    for (const Integrator& integrator : integrators()) {
        schemas.methods.emplace_back(integrator.name);
        schemas.method_descriptions.emplace_back(integrator.description);
    }
    return schemas;
}

}  // namespace brian
