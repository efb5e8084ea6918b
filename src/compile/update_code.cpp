#include "compile/update_code.h"

#include <numeric>

#include "compile/group_code.h"
#include "language/parser.h"

namespace brian {

void build_update_code(Model& model, DeclaredGroup& declared) {
    const GroupSpec& spec = *declared.spec;
    Selection everybody{declared.population, spec.name, {}};
    everybody.neurons.resize(declared.population->size);
    std::iota(everybody.neurons.begin(), everybody.neurons.end(), 0U);
    Operation& operation = model.network().operations.emplace_back();
    operation.name = spec.name + ".update";
    operation.neurons = everybody.neurons;
    operation.clock = declared.group->clock;
    operation.parts = compile_group_code(
        model, {everybody, spec.path + ".update", "update", parse_statements(*spec.update)});
    model.network().tasks.push_back({spec.path,
                                     "run the update code",
                                     {Slot::Groups, Phase::At},
                                     read_order(model, spec.order, 0),
                                     Task::Kind::Dynamics,
                                     model.position,
                                     declared.group->clock,
                                     [&operation] { operation.run(); }});
}

}  // namespace brian
