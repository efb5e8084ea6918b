#include "compile/synapse_dynamics.h"

#include <algorithm>

#include "base/format.h"
#include "compile/clocks.h"
#include "compile/integration.h"
#include "compile/propagation.h"
#include "compile/summed.h"
#include "engine/steps.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/print.h"

namespace brian {

namespace {

[[noreturn]] void refuse(const SourceSpan& where, std::string message, std::string hint) {
    throw ModelError({.message = std::move(message),
                      .where = where,
                      .path = {},
                      .hint = std::move(hint),
                      .notes = {}});
}

void refuse_flags(const Equation& equation) {
    for (const Flag& flag : equation.flags) {
        if (flag.text == "unless refractory")
            refuse(flag.where, "synapses are never refractory", "remove the flag");
        if (flag.text == "linked")
            refuse(flag.where, "variables of synapses cannot be linked",
                   "read the variable of the neuron instead, as in x_pre or x_post");
        if (flag.text == "shared" && equation.kind == EquationKind::Differential)
            refuse(flag.where, "a differential equation of synapses cannot be shared",
                   "let a group of one neuron have it");
    }
}

/// Event-driven variables are only as old as their last event, so code that runs in every step may
/// not read them.
void refuse_event_driven(const Building& b, const Equation& equation, const Expr& resolved) {
    for (const std::string& text : names_in(resolved))
        for (const Equation& other : b.ends.equations)
            if (other.variable == text && is_event_driven(other))
                throw ModelError(
                    {.message = format("'{}' is event-driven, but '{}' is computed in every step",
                                       text, equation.variable),
                     .where = equation.expression.where(),
                     .path = {},
                     .hint = format("flag d{}/dt (clock-driven)", text),
                     .notes = {{"defined here", other.where}}});
}

void check_equation(const Building& b, const Equation& equation, const Scope& scope) {
    refuse_flags(equation);
    if (!equation.expression.exists() || equation.kind == EquationKind::Alias) return;
    const bool differential = equation.kind == EquationKind::Differential;
    const std::string what =
        format(fmt::runtime(differential ? "d{}/dt" : "'{}'"), equation.variable);
    if (!differential && equation.value_kind == ValueKind::Boolean)
        check_condition(equation.expression, scope, what);
    else
        check_dimension(
            equation.expression, scope,
            differential ? equation.dimension / dimensions::second() : equation.dimension, what);
    if (equation.has_flag("summed")) check_summed(b, equation);
    const bool every_step = (differential && !is_event_driven(equation))
                            || equation.has_flag("summed") || equation.has_flag("constant over dt");
    if (!every_step) return;
    Resolver resolve(b.model, scope, b.spec.path, 0, meaning_of(b.ends));
    refuse_event_driven(b, equation, resolve(equation.expression));
}

bool is_clock_driven(const Equation& equation) {
    return equation.kind == EquationKind::Differential && !is_event_driven(equation);
}

/// Variables of the neurons that only `initial` sets.
void add_constants(const Selection& end, const std::string& suffix, std::set<std::string>& names) {
    for (const Equation& equation : end.population->equations)
        if (equation.kind == EquationKind::Parameter && equation.has_flag("constant"))
            names.insert(equation.variable + suffix);
}

System system_of(Building& b, Resolver& resolve) {
    System system;
    for (const Equation& equation : b.ends.equations) {
        if (is_clock_driven(equation))
            system.equations.push_back({equation.variable, resolve(equation.expression), false,
                                        equation.expression.where()});
        else
            system.constant.insert(equation.variable);
    }
    system.shared = shared_names(b.ends);
    for (const auto& [text, cell] : b.model.cells) {
        system.shared.insert(text);
        system.constant.insert(text);
    }
    for (const char* built_in : {"dt", "i", "j", "_element", "N_incoming", "N_outgoing"})
        system.constant.insert(built_in);
    add_constants(b.ends.source, "_pre", system.constant);
    add_constants(b.ends.target, "_post", system.constant);
    for (const auto& [text, table] : b.model.tables)
        if (is_multiple_of_steps(b.model, *b.synapses.clock, table.dt))
            system.step_functions.insert(text);
    return system;
}

/// Columns that the preparation of a block is computed from.
std::vector<const Column*> inputs_of(Building& b, SynapseBlock& block, const CodeBlock& prepare) {
    std::vector<const Column*> inputs;
    for (const std::string& text : reads_of(prepare)) {
        const Column* own = block.state.find(text);
        if (own == nullptr) own = b.synapses.shared.find(text);
        if (const auto cell = b.model.cells.find(text); cell != b.model.cells.end())
            own = cell->second;
        if (own == nullptr) continue;
        inputs.push_back(own);
        b.ends.watched.insert(text);
    }
    return inputs;
}

void prepare_block(Building& b, SynapseBlock& block, const Update& update) {
    for (const Auxiliary& auxiliary : update.auxiliaries) {
        if (auxiliary.shared)
            block.state.add_shared(auxiliary.name, {});
        else
            block.state.add(auxiliary.name, {}, block.size());
    }
    if (block.size() == 0 || (update.prepare.empty() && update.propagators.empty())) return;
    std::function<void()> propagate_all;
    if (!update.propagators.empty())
        propagate_all = propagation(block.state, update.propagators, *b.synapses.clock);
    block.preparation =
        Preparation(compile_routine(b.model, b.ends, block, update.prepare, Visit::Elements),
                    propagate_all, inputs_of(b, block, update.prepare), {0, block.size()},
                    update.prepare_every_step ? Preparation::Repeat::EveryStep
                                              : Preparation::Repeat::WhenWritten);
}

Task task_of(const Building& b, const std::string& action, const Moment& when) {
    return {b.spec.path,      action,           when, 0, Task::Kind::Dynamics,
            b.model.position, b.synapses.clock, {}};
}

void build_clock_driven(Building& b) {
    const Scope names = scope_of(b.model, b.ends);
    const Scope scope = with_noise(names, b.ends.equations);
    Resolver resolve(b.model, scope, b.spec.path + ".equations", 0, meaning_of(b.ends));
    const System system = system_of(b, resolve);
    if (system.equations.empty()) return;
    const Integration integration = integrate(system, b.spec.method, b.spec.path);
    CodeBlock code = noise_code(resolve, system);
    code.insert(code.end(), integration.update.step.begin(), integration.update.step.end());
    for (SynapseBlock& block : b.synapses.blocks) {
        prepare_block(b, block, integration.update);
        block.update = compile_routine(b.model, b.ends, block, code, Visit::Elements);
    }
    b.model.explain(b.spec.path, integration.text);
    b.model.explain(b.spec.path, "one step of every synapse\n" + print(code));
    Task advance = task_of(b, "advance the synapses", {Slot::Groups, Phase::At});
    advance.run = [&synapses = b.synapses] { synapses.run_update(); };
    b.model.network().tasks.push_back(std::move(advance));
}

void build_constant_over_dt(Building& b) {
    const Scope scope = scope_of(b.model, b.ends);
    Resolver resolve(b.model, scope, b.spec.path + ".constant_over_dt", 0, meaning_of(b.ends));
    CodeBlock code;
    for (const std::size_t k : dependency_order(b.ends.equations)) {
        const Equation& equation = b.ends.equations[k];
        if (equation.has_flag("constant over dt"))
            code.push_back(assign(equation.variable, resolve(equation.expression)));
    }
    if (code.empty()) return;
    std::vector<Routine>& routines = b.model.network().routine_lists.emplace_back();
    for (SynapseBlock& block : b.synapses.blocks)
        routines.push_back(compile_routine(b.model, b.ends, block, code, Visit::Elements));
    Task compute = task_of(b, "compute what is constant over dt", {Slot::BeforeStart, Phase::At});
    compute.run = [&routines, &synapses = b.synapses] {
        synapses.run_for_all(routines, Synapses::Blocks::AtOnce);
    };
    b.model.network().tasks.push_back(std::move(compute));
}

}  // namespace

bool check_synaptic_equations(Building& b) {
    Diagnostics& diagnostics = *b.model.diagnostics;
    const std::string path = b.spec.path + ".equations";
    const Scope names = scope_of(b.model, b.ends);
    const Scope scope = with_noise(names, b.ends.equations);
    bool sound = diagnostics.attempt(path, [&] { (void)dependency_order(b.ends.equations); });
    if (!sound) return false;
    for (const Equation& equation : b.ends.equations)
        sound &= diagnostics.attempt(path, [&] { check_equation(b, equation, scope); });
    if (!sound) return false;
    return diagnostics.attempt(path, [&] {
        Resolver resolve(b.model, names, path, 0, meaning_of(b.ends));
        b.event_driven = EventDriven(b.ends.equations, resolve);
        b.hidden_columns = b.event_driven.time_columns();
    });
}

void build_synaptic_dynamics(Building& b) {
    b.model.diagnostics->attempt(b.spec.path + ".equations", [&] {
        build_clock_driven(b);
        build_constant_over_dt(b);
        for (const Equation& equation : b.ends.equations)
            if (equation.has_flag("summed")) build_summed(b, equation);
    });
}

}  // namespace brian
