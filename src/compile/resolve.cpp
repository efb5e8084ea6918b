#include "compile/resolve.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/changing_parameters.h"
#include "language/analysis.h"
#include "math/random.h"

namespace brian {

namespace {

[[noreturn]] void refuse(const Expr& where, std::string message, std::string hint = {}) {
    throw ModelError({.message = std::move(message),
                      .where = where.where(),
                      .path = {},
                      .hint = std::move(hint),
                      .notes = {}});
}

int uses_of(const std::string& argument, const Expr& body) {
    int uses = 0;
    (void)transform(body, [&](const Expr& node) {
        const Name* n = node.as<Name>();
        if (n != nullptr && n->text == argument) ++uses;
        return node;
    });
    return uses;
}

/// The body of a function with the arguments of one call.
Expr written_out(const Expr& node, const Call& call, const UserFunction& function) {
    if (call.arguments.size() != function.arguments.size())
        refuse(node, format("function '{}' takes {} argument{}, not {}", call.function,
                            function.arguments.size(), function.arguments.size() == 1 ? "" : "s",
                            call.arguments.size()));
    std::vector<std::pair<std::string, Expr>> replacements;
    for (std::size_t k = 0; k < call.arguments.size(); ++k) {
        const Expr& given = call.arguments[k];
        if (draws(given) && uses_of(function.arguments[k], function.expression) > 1)
            refuse(given,
                   format("function '{}' uses its argument '{}' several times, so it must not draw "
                          "random numbers",
                          call.function, function.arguments[k]),
                   "draw into a variable first and hand that over");
        replacements.emplace_back(function.arguments[k], given);
    }
    return substitute(function.expression, replacements);
}

}  // namespace

Expr write_out_functions(const Expr& expr, const std::map<std::string, UserFunction>& functions) {
    return transform(expr, [&](const Expr& node) {
        const Call* c = node.as<Call>();
        if (c == nullptr) return node;
        const auto found = functions.find(c->function);
        return found == functions.end() ? node : written_out(node, *c, found->second);
    });
}

Resolver::Resolver(const Model& model, const Scope& scope, std::string purpose,
                   std::uint32_t n_elements, Meaning meaning)
    : model_(&model),
      scope_(&scope),
      purpose_(std::move(purpose)),
      n_elements_(n_elements),
      meaning_(std::move(meaning)) {}

Expr Resolver::operator()(const Expr& expr) {
    return transform(write_out_functions(expr, model_->functions),
                     [this](const Expr& node) { return replace(node); });
}

CodeBlock Resolver::operator()(const CodeBlock& block) {
    CodeBlock resolved;
    for (const Statement& statement : block) {
        Statement copy = statement;
        copy.value = (*this)(statement.value);
        copy.target = written(statement.target);
        resolved.push_back(std::move(copy));
    }
    return resolved;
}

std::string Resolver::written(const std::string& target) const {
    const auto meaning = meaning_(target);
    const Name* other = meaning ? meaning->as<Name>() : nullptr;
    return other == nullptr || other->text == target ? target : written(other->text);
}

Expr Resolver::noise(const std::string& name_of_noise) const {
    const math::StreamKey key =
        math::stream_key(model_->options->seed, purpose_ + ":" + name_of_noise);
    return call("_normal", {number(key.low), number(key.high), name("_step"), name("_element")});
}

Expr Resolver::replace(const Expr& node) {
    if (const Name* n = node.as<Name>()) return replace_name(node, n->text);
    const Call* c = node.as<Call>();
    if (c == nullptr) return node;
    if (c->function == "rand") return draw(node, "_uniform", {});
    if (c->function == "randn") return draw(node, "_normal", {});
    if (c->function == "poisson") return draw(node, "_poisson", c->arguments);
    if (c->function == "binomial") return draw(node, "_binomial", c->arguments);
    return node;
}

Expr Resolver::draw(const Expr& node, const std::string& function, std::vector<Expr> arguments) {
    const math::StreamKey key =
        math::stream_key(model_->options->seed, format("{}:{}", purpose_, n_draws_++));
    arguments.push_back(number(key.low));
    arguments.push_back(number(key.high));
    arguments.push_back(name("_step"));
    arguments.push_back(name("_element"));
    return call(function, std::move(arguments), node.where());
}

Expr Resolver::replace_name(const Expr& node, const std::string& text) {
    if (const auto meaning = meaning_(text)) {
        if (const Name* other = meaning->as<Name>(); other != nullptr && other->text == text)
            return node;
        return (*this)(*meaning);
    }
    const Symbol* symbol = scope_->find(text);
    if (symbol == nullptr) return node;
    if (symbol->kind == Symbol::Kind::Constant && symbol->value)
        return Expr(Number{*symbol->value, symbol->type.dimension, text}, node.where());
    if (symbol == model_->globals.find(text) && model_->changing.contains(text))
        return name(cell_name(text), node.where());
    if (symbol->kind != Symbol::Kind::Array) return node;
    const auto array = model_->arrays.find(text);
    if (array == model_->arrays.end()) return node;
    const std::size_t length = array->second.array.values.size();
    if (length != n_elements_)
        throw ModelError({.message = format("'{}' holds {} values, but {} are needed here", text,
                                            length, n_elements_),
                          .where = node.where(),
                          .path = {},
                          .hint = "an array is used element by element: one value for each neuron",
                          .notes = {{"defined here", symbol->defined}}});
    return node;
}

Resolver::Meaning meaning_in(const Equations& equations) {
    return [&equations](const std::string& text) -> std::optional<Expr> {
        for (const Equation& equation : equations)
            if (equation.variable == text && equation.expression.exists()
                && (equation.kind == EquationKind::Alias
                    || (equation.kind == EquationKind::Subexpression
                        && !equation.has_flag("constant over dt") && !equation.has_flag("summed"))))
                return equation.expression;
        return std::nullopt;
    };
}

}  // namespace brian
