#include "compile/resolve.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "math/random.h"

namespace brian {

Expr write_out_functions(const Expr& expr, const std::map<std::string, UserFunction>& functions) {
    return transform(expr, [&](const Expr& node) {
        const Call* c = node.as<Call>();
        if (c == nullptr) return node;
        const auto found = functions.find(c->function);
        if (found == functions.end()) return node;
        const UserFunction& function = found->second;
        if (c->arguments.size() != function.arguments.size())
            throw ModelError(
                {.message = format("function '{}' takes {} argument{}, not {}", c->function,
                                   function.arguments.size(),
                                   function.arguments.size() == 1 ? "" : "s", c->arguments.size()),
                 .where = node.where(),
                 .path = {},
                 .hint = {},
                 .notes = {}});
        std::vector<std::pair<std::string, Expr>> replacements;
        for (std::size_t k = 0; k < c->arguments.size(); ++k)
            replacements.emplace_back(function.arguments[k], c->arguments[k]);
        return substitute(function.expression, replacements);
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
        if (const auto meaning = meaning_(statement.target))
            if (const Name* target = meaning->as<Name>()) copy.target = target->text;
        resolved.push_back(std::move(copy));
    }
    return resolved;
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
                        && !equation.has_flag("constant over dt"))))
                return equation.expression;
        return std::nullopt;
    };
}

}  // namespace brian
