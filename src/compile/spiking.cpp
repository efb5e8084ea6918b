#include "compile/spiking.h"

#include "base/format.h"
#include "compile/bind.h"
#include "compile/named_spiking.h"
#include "compile/refractory_code.h"
#include "compile/resolve.h"
#include "compile/slots.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/parser.h"
#include "language/print.h"

namespace brian {

namespace {

std::optional<Expr> threshold_of(const DeclaredGroup& declared) {
    if (declared.spec->threshold) return parse_expression(*declared.spec->threshold);
    if (auto condition = named_condition(*declared.spec)) return condition;
    return declared.expanded.threshold;
}

std::optional<CodeBlock> reset_of(const DeclaredGroup& declared) {
    if (declared.spec->reset) return parse_statements(*declared.spec->reset);
    if (auto code = named_reset(*declared.spec)) return code;
    return declared.expanded.reset;
}

/// Brian 1 allowed `threshold: -50*mV`; it can mean only "the membrane potential is above".
Expr as_condition(const DeclaredGroup& declared, const Expr& expr) {
    const Population& population = *declared.population;
    if (check(expr, population.scope).kind == ValueKind::Boolean) return expr;
    std::vector<std::string> potentials;
    for (const char* text : {"v", "V", "vm", "Vm"})
        if (population.state->find(text) != nullptr) potentials.emplace_back(text);
    if (potentials.size() == 1 && !reads(expr, potentials.front())) {
        Expr condition = binary(Op::Gt, name(potentials.front(), expr.where()), expr);
        check_condition(condition, population.scope, "the threshold");
        return condition;
    }
    check_condition(expr, population.scope, "the threshold");
    return expr;
}

void build_threshold(Model& model, DeclaredGroup& declared, const Expr& given) {
    Population& population = *declared.population;
    NeuronGroup& group = *declared.group;
    const Expr condition = as_condition(declared, given);
    Resolver resolve(model, population.scope, population.path + ".threshold", population.size,
                     meaning_in(population.equations));
    Expr crossed = resolve(condition);
    if (declared.refractory) crossed = binary(Op::And, crossed, name("not_refractory"));
    group.spiking = &flags_of(group, "_spiking");
    const CodeBlock test{assign("_spiking", crossed)};
    group.condition = compile_routine(model, population, test);
    if (!declared.step.empty() && group.update.is_divisible() && group.condition.is_divisible()) {
        CodeBlock both = declared.step;
        both.insert(both.end(), test.begin(), test.end());
        Routine routine = compile_routine(model, population, both);
        if (routine.is_divisible()) group.update_and_condition = std::move(routine);
    }
    model.explain(population.path, "threshold\n" + print(crossed));
    if (declared.refractory) {
        const CodeBlock mark{assign("lastspike", name("t")),
                             assign("not_refractory", boolean(false))};
        group.mark = compile_routine(model, population, mark);
    }
    schedule_threshold(model, group, population.path, 0);
}

void build_reset(Model& model, DeclaredGroup& declared, const CodeBlock& given) {
    Population& population = *declared.population;
    NeuronGroup& group = *declared.group;
    const Scope scope = scope_of_reset(population);
    if (!check_statements(given, scope, population.path + ".reset", *model.diagnostics)) return;
    Resolver resolve(model, population.scope, population.path + ".reset", population.size,
                     meaning_in(population.equations));
    const CodeBlock code = with_kept_values(declared, resolve(given));
    group.reset = compile_routine(model, population, code);
    group.reset_lag = lag_at(model, {Slot::Resets, Phase::At}, Kept::Spikes, group.spikes);
    model.explain(population.path, "reset\n" + print(code));
    model.network().tasks.push_back({population.path,
                                     "reset",
                                     {Slot::Resets, Phase::At},
                                     0,
                                     Task::Kind::Dynamics,
                                     model.position,
                                     group.clock,
                                     [&group] { group.run_reset(); }});
    schedule_clamp(model, declared, code);
}

}  // namespace

Column& flags_of(NeuronGroup& group, const std::string& name) {
    Column& flags = group.state.add(name, {}, group.size);
    flags.constant = true;  // as far as state goes: they are read in the step alone
    return flags;
}

void schedule_threshold(Model& model, NeuronGroup& group, const std::string& path, int order) {
    model.network().tasks.push_back({path,
                                     "find spikes",
                                     {Slot::Thresholds, Phase::At},
                                     order,
                                     Task::Kind::Dynamics,
                                     model.position,
                                     group.clock,
                                     [&group] { group.run_threshold(); }});
    model.network().tasks.back().finds = &group;
}

void build_spiking(Model& model, DeclaredGroup& declared) {
    const GroupSpec& spec = *declared.spec;
    Diagnostics& diagnostics = *model.diagnostics;
    std::optional<Expr> threshold;
    std::optional<CodeBlock> reset;
    declared.population->silent = !spec.threshold && !declared.expanded.threshold
                                  && spec.threshold_type.kind == Value::Kind::Null;
    diagnostics.attempt(spec.path + ".threshold", [&] {
        if (is_homogeneous_poisson(spec)) {
            build_homogeneous_poisson(model, declared);
            schedule_threshold(model, *declared.group, spec.path, 0);
            return;
        }
        threshold = threshold_of(declared);
        if (threshold) build_threshold(model, declared, *threshold);
    });
    diagnostics.attempt(spec.path + ".reset", [&] {
        reset = reset_of(declared);
        if (reset) build_reset(model, declared, *reset);
    });
    if (!reset)
        diagnostics.attempt(spec.path + ".refractory_clamp", [&] { refuse_clamp(declared); });
    diagnostics.attempt(spec.path + ".while_refractory",
                        [&] { build_while_refractory(model, declared); });
    const SourceSpan& where = spec.threshold ? *spec.threshold : spec.where;
    // A random condition is not expected to hold for several steps.
    if (threshold && !draws(*threshold) && !reset && !declared.refractory)
        model.warn(
            where, spec.path + ".threshold",
            "there is a threshold, but neither a reset nor a refractory period",
            "neurons fire in every step while the condition holds; add reset: or refractory:");
    if (reset && declared.population->silent && spec.reset)
        model.warn(*spec.reset, spec.path + ".reset",
                   "there is a reset but no threshold: it never runs", "add threshold: ...");
}

CodeBlock hold_while_refractory(const Population& population, const CodeBlock& code,
                                const std::string& suffix) {
    CodeBlock held;
    const Expr free = name("not_refractory" + suffix);
    for (const Statement& statement : code) {
        Statement copy = statement;
        std::string variable = statement.target;
        const bool named = variable.ends_with(suffix);
        if (named) variable.resize(variable.size() - suffix.size());
        if (named && population.held_while_refractory.contains(variable)) {
            const Expr kept =
                statement.kind == Statement::Kind::Add ? number(0.0) : name(statement.target);
            copy.value = call("where", {free, statement.value, kept}, statement.value.where());
        }
        held.push_back(std::move(copy));
    }
    return held;
}

}  // namespace brian
