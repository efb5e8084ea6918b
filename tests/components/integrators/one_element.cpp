#include "components/integrators/one_element.h"

#include <stdexcept>
#include <vector>

#include "base/error.h"
#include "language/evaluate.h"
#include "language/functions.h"
#include "language/parser.h"

namespace brian {

System system_of(const std::string& equations) {
    System system{.equations = {}, .shared = {"t", "dt"}, .constant = {}, .step_functions = {}};
    for (const Equation& equation : parse_equations(whole_text(equations))) {
        if (equation.kind == EquationKind::Differential) {
            system.equations.push_back({equation.variable, equation.expression,
                                        equation.has_flag("unless refractory"), equation.where});
            continue;
        }
        system.constant.insert(equation.variable);
        if (equation.has_flag("shared")) system.shared.insert(equation.variable);
    }
    system.step_functions.insert("stim");
    return system;
}

OneElement::OneElement(Update update, Values values, double dt)
    : update_(std::move(update)), values_(std::move(values)) {
    values_["dt"] = dt;
    values_.try_emplace("t", 0.0);
    values_.try_emplace("not_refractory", 1.0);
}

void OneElement::prepare() {
    execute(update_.prepare);
    for (const Propagator& propagator : update_.propagators) {
        const std::size_t size = propagator.n * propagator.n;
        std::vector<double> slopes(size);
        std::vector<double> flow(size);
        std::vector<double> drive(size);
        for (std::size_t k = 0; k < size; ++k)
            if (!propagator.slopes[k].empty()) slopes[k] = values_.at(propagator.slopes[k]);
        propagate(propagator.n, slopes, values_.at("dt"), flow, drive);
        for (std::size_t k = 0; k < size; ++k) {
            if (!propagator.flow[k].empty()) values_[propagator.flow[k]] = flow[k];
            if (!propagator.drive[k].empty()) values_[propagator.drive[k]] = drive[k];
        }
    }
}

void OneElement::step() {
    if (update_.prepare_every_step) prepare();
    execute(update_.step);
}

void OneElement::run(int n) {
    for (int k = 0; k < n; ++k) {
        values_["t"] = k * values_.at("dt");
        step();
    }
}

void OneElement::execute(const CodeBlock& block) {
    for (const Statement& statement : block) values_[statement.target] = value_of(statement.value);
}

double OneElement::value_of(const Expr& expr) const {
    if (const auto* n = expr.as<Number>()) return n->value;
    if (const auto* read = expr.as<Name>()) return values_.at(read->text);
    if (const auto* u = expr.as<Unary>()) return apply(u->op, value_of(u->operand));
    if (const auto* b = expr.as<Binary>())
        return apply(b->op, value_of(b->left), value_of(b->right));
    if (const auto* c = expr.as<Call>()) return value_of(*c);
    throw std::logic_error("nothing that an integrator writes");
}

double OneElement::value_of(const Call& called) const {
    std::vector<double> arguments;
    for (const Expr& argument : called.arguments) arguments.push_back(value_of(argument));
    if (called.function == "stim") return stim(arguments.at(0));
    return brian::apply(*find_function(called.function), arguments);  // not std::apply
}

OneElement element_of(const std::string& integrator, const std::string& equations, Values values,
                      double dt) {
    const Update update = find_integrator(integrator)->make(system_of(equations));
    OneElement element(update, std::move(values), dt);
    element.prepare();
    return element;
}

std::string refusal(const std::string& integrator, const std::string& equations) {
    try {
        (void)find_integrator(integrator)->make(system_of(equations));
    } catch (const ModelError& error) {
        return error.facts().message;
    }
    return "applies";
}

}  // namespace brian
