#include "compile/refractory_code.h"

#include "base/format.h"
#include "compile/bind.h"
#include "compile/resolve.h"
#include "language/check.h"
#include "language/parser.h"
#include "language/print.h"

namespace brian {

namespace {

bool is_clamped(const DeclaredGroup& declared) {
    const LocatedText& clamp = declared.spec->refractory_clamp;
    return clamp && clamp->text() == "brian1";
}

[[noreturn]] void refuse(const SourceSpan& where, std::string message, std::string hint) {
    throw ModelError({.message = std::move(message),
                      .where = where,
                      .path = {},
                      .hint = std::move(hint),
                      .notes = {}});
}

/// Steps since the spike are counted against a period in time.
void require_period(const DeclaredGroup& declared, const SourceSpan& where, const char* key) {
    if (!declared.refractory)
        refuse(where, format("`{}` needs a refractory period", key), "add refractory: 2 ms");
    if (declared.refractory_is_condition)
        refuse(where, format("`{}` needs a refractory period that is a time", key),
               "this group is refractory by a condition");
}

std::string kept(const std::string& variable) {
    return "_kept_" + variable;
}

/// Variables of the group's neurons that the reset assigns, each once.
std::vector<std::string> assigned(const Population& population, const CodeBlock& reset) {
    std::vector<std::string> variables;
    for (const std::string& text : writes_of(reset)) {
        bool assigns = false;
        for (const Statement& statement : reset)
            assigns |= statement.target == text && statement.kind == Statement::Kind::Assign;
        const Column* column = population.state->find(text);
        if (assigns && column != nullptr && !is_internal(*column)) variables.push_back(text);
    }
    return variables;
}

/// 1 from the step of the spike until the period has passed.
Expr still_refractory(Model& model, const DeclaredGroup& declared) {
    const Population& population = *declared.population;
    Resolver resolve(model, population.scope, population.path + ".refractory", population.size,
                     meaning_in(population.equations));
    const Expr since = call("timestep", {name("t") - name("lastspike"), name("dt")});
    const Expr period = call("timestep", {resolve(*declared.refractory), name("dt")});
    return binary(Op::Le, since, period);
}

void schedule_code(Model& model, DeclaredGroup& declared, const CodeBlock& code,
                   const std::string& action) {
    Population& population = *declared.population;
    Routine& routine =
        model.network().routines.emplace_back(compile_routine(model, population, code));
    const IndexRange all{0, population.size};
    model.explain(population.path, action + "\n" + print(code));
    model.network().tasks.push_back({population.path,
                                     action,
                                     {Slot::Resets, Phase::At},
                                     0,
                                     Task::Kind::Dynamics,
                                     model.position,
                                     population.clock,
                                     [&routine, all] { routine.run(all); }});
}

}  // namespace

Scope scope_of_reset(const Population& population) {
    Scope scope(&population.scope);
    for (const Equation& equation : population.equations) {
        const Symbol* symbol = population.scope.find(equation.variable);
        if (symbol == nullptr || !symbol->shared || !symbol->writable) continue;
        Symbol held = *symbol;
        held.writable = false;
        held.why_not_writable = format(
            "shared by all neurons, of which several may spike in one step: let an operation with "
            "event: {}.spike write it",
            population.name);
        scope.define(equation.variable, held);
    }
    return scope;
}

void refuse_clamp(const DeclaredGroup& declared) {
    if (is_clamped(declared))
        refuse(*declared.spec->refractory_clamp,
               "there is nothing to clamp: the group has no reset",
               "write reset: v = -60*mV, or remove refractory_clamp");
}

CodeBlock with_kept_values(DeclaredGroup& declared, const CodeBlock& reset) {
    if (!is_clamped(declared)) return reset;
    const SourceSpan& where = *declared.spec->refractory_clamp;
    require_period(declared, where, "refractory_clamp");
    Population& population = *declared.population;
    const std::vector<std::string> variables = assigned(population, reset);
    if (variables.empty())
        refuse(where, "there is nothing to clamp: the reset assigns no variable",
               "write reset: v = -60*mV, or remove refractory_clamp");
    CodeBlock code = reset;
    for (const std::string& variable : variables) {
        population.state->add(kept(variable), {}, population.size);
        code.push_back(assign(kept(variable), name(variable)));
    }
    return code;
}

void schedule_clamp(Model& model, DeclaredGroup& declared, const CodeBlock& reset) {
    if (!is_clamped(declared)) return;
    CodeBlock code{assign("_clamped", still_refractory(model, declared))};
    for (const std::string& variable : assigned(*declared.population, reset))
        code.push_back(assign(
            variable, call("where", {name("_clamped"), name(kept(variable)), name(variable)})));
    schedule_code(model, declared, code, "clamp refractory neurons");
}

void build_while_refractory(Model& model, DeclaredGroup& declared) {
    const LocatedText& text = declared.spec->while_refractory;
    if (!text) return;
    require_period(declared, *text, "while_refractory");
    const Population& population = *declared.population;
    const std::string path = population.path + ".while_refractory";
    const CodeBlock given = parse_statements(*text);
    if (!check_statements(given, scope_of_reset(population), path, *model.diagnostics)) return;
    Resolver resolve(model, population.scope, path, population.size,
                     meaning_in(population.equations));
    CodeBlock code{assign("_concerned", still_refractory(model, declared))};
    for (Statement statement : resolve(given)) {
        const bool variable = population.state->find(statement.target) != nullptr;
        const bool sum = statement.kind == Statement::Kind::Add;
        if (variable)
            statement.value = call("where", {name("_concerned"), statement.value,
                                             sum ? number(0.0) : name(statement.target)});
        code.push_back(std::move(statement));
    }
    schedule_code(model, declared, code, "run the code of refractory neurons");
}

}  // namespace brian
