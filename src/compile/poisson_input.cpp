#include "compile/poisson_input.h"

#include "base/format.h"
#include "base/number.h"
#include "compile/model_values.h"
#include "compile/resolve.h"
#include "compile/spiking.h"
#include "components/fields.h"
#include "language/check.h"
#include "math/functions.h"

namespace brian {

namespace {

/// How the spikes of the inputs come to the neurons (b1:brian/directcontrol.py, PoissonInput).
struct Transmission {
    double copies = 1.0;       ///< synapses of each input
    double reliability = 1.0;  ///< probability that a synapse transmits
    double jitter = 0.0;       ///< [s] mean of the exponential time by which each is late
    bool frozen = false;       ///< whether all neurons get the same spikes

    [[nodiscard]] bool is_plain() const {
        return copies == 1.0 && reliability == 1.0 && jitter == 0.0 && !frozen;
    }
};

Transmission transmission_of(Model& model, const StimulusSpec& spec) {
    const ModelValues values = model_values(model);
    Transmission transmission;
    if (const Value* copies = spec.fields.find("copies")) {
        transmission.copies = static_cast<double>(values.integer(*copies, "the number of copies"));
        if (transmission.copies < 1.0) refuse(*copies, "there must be at least one copy");
    }
    if (const Value* reliability = spec.fields.find("reliability")) {
        transmission.reliability = values.quantity(*reliability, {}, "the reliability");
        if (!(transmission.reliability >= 0.0 && transmission.reliability <= 1.0))
            refuse(*reliability,
                   format("the reliability must lie between 0 and 1, not {}",
                          print_number(transmission.reliability)),
                   "it is the probability that a synapse transmits a spike");
    }
    if (const Value* jitter = spec.fields.find("jitter")) {
        transmission.jitter = values.quantity(*jitter, dimensions::second(), "the jitter");
        if (!(transmission.jitter >= 0.0)) refuse(*jitter, "the jitter must not be negative");
    }
    if (const Value* frozen = spec.fields.find("frozen"))
        transmission.frozen = values.boolean(*frozen);
    return transmission;
}

/// The spikes that set out in a step: binomial, thinned by the synapses that fail.
Expr sent(const Transmission& transmission, const Expr& n, const Expr& probability) {
    Expr spikes = call("binomial", {n, probability});
    if (transmission.copies != 1.0) spikes = number(transmission.copies) * spikes;
    if (transmission.reliability != 1.0)
        spikes = call("binomial", {spikes, number(transmission.reliability)});
    return spikes;
}

/// Each spike under way arrives in a step with one and the same probability, since exponential
/// times have no memory: whole steps of an exponential time are geometric.
CodeBlock arriving_late(const std::string& under_way, const Expr& spikes, const Expr& probability) {
    return {assign("_on_the_way", name(under_way) + spikes),
            assign("_arriving", call("binomial", {name("_on_the_way"), probability})),
            assign(under_way, name("_on_the_way") - name("_arriving"))};
}

/// The same draws for all neurons: those of element 0.
CodeBlock frozen(const CodeBlock& code) {
    return substitute(code, {{"_element", number(0.0)}});
}

/// `variable` must be one that code may change.
const Symbol& target_symbol(const Population& population, const Value& variable,
                            const CodeBlock& code) {
    const Symbol* symbol = population.scope.find(variable.where.str());
    if (symbol == nullptr || !symbol->writable) {
        Statement shown = code.front();
        shown.target_where = variable.where;
        check_statements({shown}, population.scope);
    }
    return *symbol;
}

/// The number of arriving spikes is made first, then weighed; only the former may be frozen.
CodeBlock code_with(Model& model, const StimulusSpec& spec, Population& population,
                    const Transmission& transmission) {
    Resolver resolve(model, population.scope, spec.path, population.size,
                     meaning_in(population.equations));
    const Expr rate = expression_of(need(spec, "rate"));
    const Expr spikes = sent(transmission, expression_of(need(spec, "n")), rate * name("dt"));
    CodeBlock arrivals{assign("_arriving", spikes)};
    if (transmission.jitter > 0.0) {
        const std::string under_way = format("_under_way_{}", spec.name);
        population.state->add(under_way, {}, population.size);
        const Expr jitter = number(transmission.jitter, dimensions::second());
        arrivals =
            arriving_late(under_way, spikes, number(1.0) - call("exp", {-name("dt") / jitter}));
    }
    CodeBlock code = resolve(arrivals);
    if (transmission.frozen) code = frozen(code);
    const Expr weight = expression_of(need(spec, "weight"));
    const CodeBlock effect =
        resolve(CodeBlock{add(need(spec, "variable").where.str(), weight * name("_arriving"))});
    code.insert(code.end(), effect.begin(), effect.end());
    return code;
}

}  // namespace

const Value& need(const StimulusSpec& spec, const std::string& key) {
    if (const Value* value = spec.fields.find(key)) return *value;
    throw ModelError(
        {.message = format("{} '{}' needs the key '{}'", spec.type.text(), spec.name, key),
         .where = spec.where,
         .path = spec.path,
         .hint = {},
         .notes = {}});
}

CodeBlock poisson_input_code(Model& model, const StimulusSpec& spec, Population& population) {
    const Expr n = expression_of(need(spec, "n"));
    const Expr rate = expression_of(need(spec, "rate"));
    const Expr weight = expression_of(need(spec, "weight"));
    const Value& variable = need(spec, "variable");
    const CodeBlock plain{
        add(variable.where.str(), weight * call("binomial", {n, rate * name("dt")}))};
    const Symbol& symbol = target_symbol(population, variable, plain);
    check_dimension(n, population.scope, {}, "the number of inputs");
    check_dimension(rate, population.scope, dimensions::hertz(), "the rate");
    check_dimension(weight, population.scope, symbol.type.dimension, "the weight");
    const Transmission transmission = transmission_of(model, spec);
    if (!transmission.is_plain())
        return hold_while_refractory(population, code_with(model, spec, population, transmission),
                                     {});
    Resolver resolve(model, population.scope, spec.path, population.size,
                     meaning_in(population.equations));
    return hold_while_refractory(population, resolve(plain), {});
}

}  // namespace brian
