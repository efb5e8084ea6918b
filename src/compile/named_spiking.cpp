#include "compile/named_spiking.h"

#include "base/format.h"
#include "compile/bind.h"
#include "compile/model_values.h"
#include "compile/resolve.h"
#include "components/stimuli/population_poisson.h"
#include "language/check.h"
#include "language/print.h"
#include "math/random.h"

namespace brian {

namespace {

bool has_type(const Value& map, std::string_view type) {
    const Value* given = map.find("type");
    return given != nullptr && given->text() == type;
}

/// A key that the schema requires, as an expression.
Expr field(const Value& map, std::string_view key) {
    return expression_of(*map.find(key));
}

/// A key that names a variable.
Expr variable(const Value& map, std::string_view key) {
    const Value& value = *map.find(key);
    return name(value.where.str(), value.where);
}

Statement set(const Value& map, std::string_view key, Expr value) {
    Statement statement = assign(map.find(key)->where.str(), std::move(value));
    statement.target_where = map.find(key)->where;
    return statement;
}

/// Every neuron has the same rate, which is then that of neuron 0 (b1:brian/threshold.py).
void require_shared(const Expr& rate, const Scope& scope) {
    for (const std::string& text : names_in(rate)) {
        const Symbol* symbol = scope.find(text);
        if (symbol == nullptr || symbol->shared || symbol->kind == Symbol::Kind::Constant) continue;
        throw ModelError({.message = format("the rate reads '{}', which differs from neuron to "
                                            "neuron",
                                            text),
                          .where = rate.where(),
                          .path = {},
                          .hint = "take type: poisson, where each neuron has a rate of its own",
                          .notes = {}});
    }
}

}  // namespace

std::optional<Expr> named_condition(const GroupSpec& spec) {
    const Value& map = spec.threshold_type;
    if (map.kind == Value::Kind::Null || is_homogeneous_poisson(spec)) return std::nullopt;
    if (has_type(map, "poisson"))
        return binary(Op::Lt, call("rand", {}), field(map, "rate") * name("dt"));
    return binary(Op::Gt, variable(map, "variable"), field(map, "value"));
}

std::optional<Expr> refractory_of_threshold(const GroupSpec& spec) {
    const Value& map = spec.threshold_type;
    if (!has_type(map, "empirical")) return std::nullopt;
    const Value* given = map.find("refractory");
    if (given == nullptr) return Expr(Number{1e-3, dimensions::second(), "1 ms"}, map.where);
    if (spec.refractory.kind == Value::Kind::Scalar)
        throw ModelError({.message = "the refractory period is given twice",
                          .where = given->where,
                          .path = given->path,
                          .hint = "remove one of them",
                          .notes = {{"the other one is here", spec.refractory.where}}});
    return expression_of(*given);
}

std::optional<CodeBlock> named_reset(const GroupSpec& spec) {
    const Value& map = spec.reset_type;
    if (map.kind == Value::Kind::Null) return std::nullopt;
    CodeBlock code{set(map, "variable", field(map, "value"))};
    if (!has_type(map, "adaptive")) return code;
    code.push_back(set(map, "adaptation", field(map, "increment")));
    code.back().kind = Statement::Kind::Add;
    return code;
}

bool is_homogeneous_poisson(const GroupSpec& spec) {
    return has_type(spec.threshold_type, "homogeneous_poisson");
}

void build_homogeneous_poisson(Model& model, DeclaredGroup& declared) {
    Population& population = *declared.population;
    NeuronGroup& group = *declared.group;
    const Expr rate = field(declared.spec->threshold_type, "rate");
    check_dimension(rate, population.scope, dimensions::hertz(), "the rate");
    require_shared(rate, population.scope);
    Resolver resolve(model, population.scope, population.path + ".threshold", population.size,
                     meaning_in(population.equations));
    const Expr mean = number(population.size) * resolve(rate) * name("dt");
    group.spiking = &group.state.add_shared("_spiking", {});
    group.condition = compile_routine(model, population, {assign("_spiking", mean)});
    group.chance = make_population_poisson(
        population.size, group.spiking->values.data(),
        math::stream_key(model.options->seed, population.path + ".threshold:number"));
    if (declared.refractory) {
        group.not_refractory = group.state.find("not_refractory");
        const CodeBlock mark{assign("lastspike", name("t")),
                             assign("not_refractory", boolean(false))};
        group.mark = compile_routine(model, population, mark);
    }
    model.explain(population.path, "threshold\nas many different neurons as poisson(" + print(mean)
                                       + ") says, at most all of them");
}

}  // namespace brian
