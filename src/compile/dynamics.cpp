#include "compile/dynamics.h"

#include <algorithm>

#include "base/format.h"
#include "compile/bind.h"
#include "compile/clocks.h"
#include "compile/integration.h"
#include "compile/propagation.h"
#include "compile/resolve.h"
#include "compile/shared_dynamics.h"
#include "components/integrators/integrator.h"
#include "components/integrators/rates.h"
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

/// What is shared may read nothing that differs from neuron to neuron; of noise it has its own.
void check_shared(const Population& population, const Equation& equation, const Scope& scope) {
    if (!equation.has_flag("shared")) return;
    const auto refuse = [&](const Expr& expr, std::string message, std::string hint,
                            std::vector<Note> notes) {
        throw ModelError({.message = std::move(message),
                          .where = expr.where(),
                          .path = path_of(population, equation),
                          .hint = std::move(hint),
                          .notes = std::move(notes)});
    };
    const Expr& expr = equation.expression;
    if (equation.has_flag("unless refractory"))
        refuse(expr,
               format("'{}' cannot be both shared and (unless refractory)", equation.variable),
               "each neuron is refractory for itself; remove one of the flags", {});
    for (const std::string& text : names_in(expr)) {
        const Symbol* symbol = scope.find(text);
        if (symbol == nullptr || symbol->shared || is_noise(text)) continue;
        refuse(expr,
               format("'{}' is shared but reads '{}', which differs from neuron to neuron",
                      equation.variable, text),
               "remove the flag (shared), or make what it reads shared",
               {{"defined here", symbol->defined}});
    }
    for (const Equation& other : population.equations)
        if (!other.has_flag("shared") && other.kind == EquationKind::Differential)
            for (const std::string& text : names_in(other.expression))
                if (is_noise(text) && reads(expr, text))
                    refuse(expr,
                           format("'{}' is the noise of shared '{}' and of '{}', of which each "
                                  "neuron has its own",
                                  text, equation.variable, other.variable),
                           format("give one of them a name of its own: xi_{}", equation.variable),
                           {});
}

void check_equation(const Population& population, const Equation& equation, const Scope& scope) {
    const Expr& expr = equation.expression;
    if (equation.kind == EquationKind::Differential) {
        check_dimension(expr, scope, equation.dimension / dimensions::second(),
                        format("d{}/dt", equation.variable));
        return check_shared(population, equation, scope);
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
    check_shared(population, equation, scope);
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
    for (const auto& [text, link] : population.links) {
        if (link.kind == Link::Kind::Shared) system.shared.insert(text);
        if (link.constant) system.constant.insert(text);
    }
    for (const char* built_in : {"t", "dt", "_step"}) system.shared.insert(built_in);
    for (const char* built_in : {"dt", "i", "_element"}) system.constant.insert(built_in);
    for (const auto& [name, array] : model.arrays) system.constant.insert(name);
    for (const auto& [name, cell] : model.cells) {
        system.shared.insert(name);
        system.constant.insert(name);
    }
    for (const auto& [name, table] : model.tables)
        if (is_multiple_of_steps(model, *population.clock, table.dt))
            system.step_functions.insert(name);
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
        if (Column* column = group.state.find(text))
            inputs.push_back(column);
        else if (const auto link = population.links.find(text); link != population.links.end())
            inputs.push_back(link->second.column);
    population.watched.insert(inputs.begin(), inputs.end());
    for (const std::string& text : reads_of(update.prepare))
        if (const auto cell = model.cells.find(text); cell != model.cells.end())
            inputs.push_back(cell->second);
    const auto repeat = update.prepare_every_step ? Preparation::Repeat::EveryStep
                                                  : Preparation::Repeat::WhenWritten;
    std::function<void()> propagate_all;
    if (!update.propagators.empty())
        propagate_all = propagation(group.state, update.propagators, *group.clock);
    group.preparation = Preparation(compile_routine(model, population, update.prepare),
                                    propagate_all, inputs, {0, group.size}, repeat);
}

/// Schedules one part of what is constant over dt.
void compute_before_start(Model& model, Population& population, const CodeBlock& code,
                          const IndexRange& elements) {
    if (code.empty()) return;
    Routine& routine =
        model.network().routines.emplace_back(compile_routine(model, population, code));
    model.network().tasks.push_back({population.path,
                                     "compute what is constant over dt",
                                     {Slot::BeforeStart, Phase::At},
                                     0,
                                     Task::Kind::Dynamics,
                                     model.position,
                                     population.clock,
                                     [&routine, elements] { routine.run(elements); }});
}

/// What is shared comes first and once: it reads nothing that differs from neuron to neuron.
void compute_once_a_step(Model& model, DeclaredGroup& declared) {
    Population& population = *declared.population;
    CodeBlock shared;
    CodeBlock code;
    Resolver resolve(model, population.scope, population.path + ".constant_over_dt",
                     population.size, meaning_in(population.equations));
    for (const std::size_t k : dependency_order(population.equations)) {
        const Equation& equation = population.equations[k];
        if (!equation.has_flag("constant over dt")) continue;
        CodeBlock& part = equation.has_flag("shared") ? shared : code;
        part.push_back(assign(equation.variable, resolve(equation.expression)));
    }
    compute_before_start(model, population, shared, {0, 1});
    compute_before_start(model, population, code, {0, population.size});
}

/// The step of the chosen integrator, with the noise that it reads; prepares what it needs.
StepCode integration_code(Model& model, DeclaredGroup& declared) {
    const Population& population = *declared.population;
    const LocatedText& method =
        declared.spec->method ? declared.spec->method : declared.expanded.method;
    const System system = system_of(model, *declared.population);
    if (system.equations.empty()) return {};
    const Integration integration = integrate(system, method, population.path);
    Update update = integration.update;
    const Resolver resolve(model, population.scope, population.path, population.size,
                           meaning_in(population.equations));
    StepCode code;
    if (const System shared = shared_part(system); !shared.equations.empty()) {
        const Update once = named_apart(integrate(shared, method, population.path).update);
        code.once = noise_code(resolve, shared);
        code.once.insert(code.once.end(), once.step.begin(), once.step.end());
        update.step = shared.equations.size() == system.equations.size()
                          ? CodeBlock{}
                          : without_writes_to(shared, update.step);
        append_preparation(once, update);
    }
    add_preparation(model, declared, update);
    model.explain(population.path, integration.text);
    if (!update.prepare.empty())
        model.explain(population.path, "prepared ahead\n" + print(update.prepare));
    if (update.step.empty()) return code;
    code.each = drawn_once_for_all(noise_code(resolve, system), code.once);
    code.each.insert(code.each.end(), update.step.begin(), update.step.end());
    return code;
}

/// A group that is linked to variables of its own reads what they were before the step: copies of
/// them, made just before.
CodeBlock read_before_step(Model& model, DeclaredGroup& declared, const CodeBlock& code) {
    Population& population = *declared.population;
    CodeBlock copies;
    CodeBlock reading = code;
    for (const std::string& text : reads_of(code)) {
        const auto link = population.links.find(text);
        if (link == population.links.end()) continue;
        const Column* column = link->second.column;
        if (population.state->find(column->name) != column) continue;
        const std::string copy = "_before_" + text;
        population.state->add(copy, column->dimension, population.size);
        copies.push_back(assign(copy, name(text)));
        reading = substitute(reading, {{text, name(copy)}});
    }
    if (copies.empty()) return reading;
    Routine& routine =
        model.network().routines.emplace_back(compile_routine(model, population, copies));
    const IndexRange all{0, population.size};
    model.network().tasks.push_back({population.path,
                                     "copy what the group is linked to of itself",
                                     {Slot::Groups, Phase::At},
                                     read_order(model, declared.spec->order, 0),
                                     Task::Kind::Dynamics,
                                     model.position,
                                     population.clock,
                                     [&routine, all] { routine.run(all); }});
    return reading;
}

void schedule_update(Model& model, DeclaredGroup& declared, const StepCode& code) {
    Population& population = *declared.population;
    NeuronGroup& group = *declared.group;
    if (!code.each.empty()) {
        const CodeBlock each = read_before_step(model, declared, code.each);
        group.update = compile_routine(model, population, each);
        declared.step = each;
        model.explain(population.path, "one step\n" + print(each));
        if (model.options->programs == CompileOptions::Programs::Shown)
            model.explain(population.path,
                          "program of one step\n" + group.update.kernel().disassemble());
    }
    if (!code.once.empty()) {
        group.shared_update = compile_routine(model, population, code.once);
        model.explain(population.path, "one step of what is shared\n" + print(code.once));
    }
    model.network().tasks.push_back({population.path,
                                     "advance the state",
                                     {Slot::Groups, Phase::At},
                                     read_order(model, declared.spec->order, 0),
                                     Task::Kind::Dynamics,
                                     model.position,
                                     group.clock,
                                     [&group] { group.run_update(); }});
    model.network().tasks.back().advances = &group;
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
        CodeBlock each = refractory_code(model, declared);
        StepCode code = integration_code(model, declared);
        // After the preparation, which has to learn of the variables that this writes.
        compute_once_a_step(model, declared);
        each.insert(each.end(), code.each.begin(), code.each.end());
        code.each = std::move(each);
        if (!code.each.empty() || !code.once.empty()) schedule_update(model, declared, code);
    });
}

}  // namespace brian
