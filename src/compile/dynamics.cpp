#include "compile/dynamics.h"

#include <algorithm>

#include "base/format.h"
#include "compile/bind.h"
#include "compile/integration.h"
#include "compile/propagation.h"
#include "compile/resolve.h"
#include "components/integrators/integrator.h"
#include "engine/steps.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/print.h"

namespace brian {

namespace {

std::string path_of(const Population& population, const Equation& equation) {
    const char* shape = equation.kind == EquationKind::Differential ? ", d{}/dt" : ", {}";
    return population.path + ".equations" + format(fmt::runtime(shape), equation.variable);
}

/// What is added up in a variable flagged (added) is checked piece by piece.
void check_summands(const Expr& expr, const Equation& equation, const Scope& scope) {
    const Binary* sum = expr.as<Binary>();
    if (sum == nullptr || sum->op != Op::Add || !equation.has_flag("added")) {
        check_dimension(expr, scope, equation.dimension, format("'{}'", equation.variable));
        return;
    }
    check_summands(sum->left, equation, scope);
    check_summands(sum->right, equation, scope);
}

void check_equation(const Population& population, const Equation& equation, const Scope& scope) {
    const Expr& expr = equation.expression;
    if (equation.kind == EquationKind::Differential) {
        check_dimension(expr, scope, equation.dimension / dimensions::second(),
                        format("d{}/dt", equation.variable));
        return;
    }
    if (equation.kind != EquationKind::Subexpression) return;
    if (equation.value_kind == ValueKind::Boolean)
        check_condition(expr, scope, format("'{}'", equation.variable));
    else
        check_summands(expr, equation, scope);
    if (draws(expr) && !equation.has_flag("constant over dt"))
        throw ModelError(
            {.message = format("'{}' draws random numbers, so it must be constant over dt",
                               equation.variable),
             .where = equation.where,
             .path = path_of(population, equation),
             .hint = format("write {} = ... : {} (constant over dt)", equation.variable,
                            name_of(equation.dimension)),
             .notes = {}});
    if (equation.has_flag("shared"))
        for (const std::string& text : names_in(expr)) {
            const Symbol* symbol = scope.find(text);
            if (symbol != nullptr && !symbol->shared)
                throw ModelError(
                    {.message = format(
                         "'{}' is shared but reads '{}', which differs from neuron to neuron",
                         equation.variable, text),
                     .where = expr.where(),
                     .path = path_of(population, equation),
                     .hint = "remove the flag (shared), or make what it reads shared",
                     .notes = {{"defined here", symbol->defined}}});
        }
}

/// The same, saying which use of a template brought the equation.
void check_origin(const Population& population, const Equation& equation, const Scope& scope) {
    try {
        check_equation(population, equation, scope);
    } catch (const ModelError& error) {
        const auto use = population.used_at.find(equation.variable);
        if (use == population.used_at.end() || equation.has_flag("added")) throw;
        ErrorFacts facts = error.facts();
        facts.notes.push_back({format("{} uses this template here", population.name), use->second});
        throw ModelError(std::move(facts));
    }
}

/// Rates with everything written out that an integrator need not know.
System system_of(Model& model, Population& population) {
    System system;
    Resolver resolve(model, population.scope, population.path + ".equations", population.size,
                     meaning_in(population.equations));
    std::set<std::string> differential;
    for (const Equation& equation : population.equations) {
        if (equation.kind != EquationKind::Differential) continue;
        const bool held = population.held_while_refractory.contains(equation.variable);
        system.equations.push_back(
            {equation.variable, resolve(equation.expression), held, equation.expression.where()});
        differential.insert(equation.variable);
    }
    for (const Column& column : population.state->columns()) {
        if (column.shared) system.shared.insert(column.name);
        if (!differential.contains(column.name)) system.constant.insert(column.name);
    }
    for (const char* built_in : {"t", "dt", "_step"}) system.shared.insert(built_in);
    for (const char* built_in : {"dt", "i", "_element"}) system.constant.insert(built_in);
    for (const auto& [name, array] : model.arrays) system.constant.insert(name);
    for (const auto& [name, table] : model.tables)
        if (is_multiple(table.dt, model.dt())) system.step_functions.insert(name);
    return system;
}

/// `not_refractory` of this step, from the time since the last spike or from the condition.
CodeBlock refractory_code(Model& model, const DeclaredGroup& declared) {
    if (!declared.refractory) return {};
    const Population& population = *declared.population;
    Resolver resolve(model, population.scope, population.path + ".refractory", population.size,
                     meaning_in(population.equations));
    const Expr given = resolve(*declared.refractory);
    if (declared.refractory_is_condition)
        return {assign("not_refractory",
                       binary(Op::Or, name("not_refractory"), unary(Op::Not, given)))};
    const Expr since = call("timestep", {name("t") - name("lastspike"), name("dt")});
    const Expr period = call("timestep", {given, name("dt")});
    return {assign("not_refractory", binary(Op::Ge, since, period))};
}

void add_preparation(Model& model, DeclaredGroup& declared, const Update& update) {
    NeuronGroup& group = *declared.group;
    Population& population = *declared.population;
    for (const Auxiliary& auxiliary : update.auxiliaries) {
        if (auxiliary.shared)
            group.state.add_shared(auxiliary.name, {});
        else
            group.state.add(auxiliary.name, {}, group.size);
    }
    if (update.prepare.empty() && update.propagators.empty()) return;
    std::vector<const Column*> inputs;
    for (const std::string& text : reads_of(update.prepare))
        if (Column* column = group.state.find(text)) inputs.push_back(column);
    population.watched.insert(inputs.begin(), inputs.end());
    const auto repeat = update.prepare_every_step ? Preparation::Repeat::EveryStep
                                                  : Preparation::Repeat::WhenWritten;
    std::function<void()> propagate_all;
    if (!update.propagators.empty())
        propagate_all = propagation(group.state, update.propagators, model.dt());
    group.preparation = Preparation(compile_routine(model, population, update.prepare),
                                    propagate_all, inputs, {0, group.size}, repeat);
}

void compute_once_a_step(Model& model, DeclaredGroup& declared) {
    Population& population = *declared.population;
    CodeBlock code;
    Resolver resolve(model, population.scope, population.path + ".constant_over_dt",
                     population.size, meaning_in(population.equations));
    for (const std::size_t k : dependency_order(population.equations)) {
        const Equation& equation = population.equations[k];
        if (equation.has_flag("constant over dt"))
            code.push_back(assign(equation.variable, resolve(equation.expression)));
    }
    if (code.empty()) return;
    Routine& routine =
        model.network().routines.emplace_back(compile_routine(model, population, code));
    const IndexRange all{0, population.size};
    model.network().tasks.push_back({population.path,
                                     "compute what is constant over dt",
                                     {Slot::BeforeStart, Phase::At},
                                     0,
                                     Task::Kind::Dynamics,
                                     model.position,
                                     model.clock,
                                     [&routine, all] { routine.run(all); }});
}

/// The step of the chosen integrator, with the noise that it reads; prepares what it needs.
CodeBlock integration_code(Model& model, DeclaredGroup& declared) {
    const Population& population = *declared.population;
    const LocatedText& method =
        declared.spec->method ? declared.spec->method : declared.expanded.method;
    const System system = system_of(model, *declared.population);
    if (system.equations.empty()) return {};
    const Integration integration = integrate(system, method, population.path);
    const Update& update = integration.update;
    add_preparation(model, declared, update);
    model.explain(population.path, integration.text);
    if (!update.prepare.empty())
        model.explain(population.path, "prepared ahead\n" + print(update.prepare));
    const Resolver resolve(model, population.scope, population.path, population.size,
                           meaning_in(population.equations));
    CodeBlock code = noise_code(resolve, system);
    code.insert(code.end(), update.step.begin(), update.step.end());
    return code;
}

void schedule_update(Model& model, DeclaredGroup& declared, const CodeBlock& code) {
    const Population& population = *declared.population;
    NeuronGroup& group = *declared.group;
    group.update = compile_routine(model, *declared.population, code);
    model.explain(population.path, "one step\n" + print(code));
    model.explain(population.path, "program of one step\n" + group.update.kernel().disassemble());
    model.network().tasks.push_back({population.path,
                                     "advance the state",
                                     {Slot::Groups, Phase::At},
                                     read_order(model, declared.spec->order, 0),
                                     Task::Kind::Dynamics,
                                     model.position,
                                     group.clock,
                                     [&group] { group.run_update(); }});
}

}  // namespace

bool check_equations(Model& model, Population& population) {
    const Scope scope = with_noise(population.scope, population.equations);
    bool sound = model.diagnostics->attempt(population.path + ".equations",
                                            [&] { (void)dependency_order(population.equations); });
    for (const Equation& equation : population.equations) {
        if (!equation.expression.exists() || equation.kind == EquationKind::Alias) continue;
        sound &= model.diagnostics->attempt(path_of(population, equation),
                                            [&] { check_origin(population, equation, scope); });
    }
    return sound;
}

void build_update(Model& model, DeclaredGroup& declared) {
    model.diagnostics->attempt(declared.population->path + ".equations", [&] {
        CodeBlock code = refractory_code(model, declared);
        const CodeBlock step = integration_code(model, declared);
        // After the preparation, which has to learn of the variables that this writes.
        compute_once_a_step(model, declared);
        code.insert(code.end(), step.begin(), step.end());
        if (!code.empty()) schedule_update(model, declared, code);
    });
}

}  // namespace brian
