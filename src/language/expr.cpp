#include "language/expr.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <set>

namespace brian {

namespace {

constexpr std::array<const char*, 16> symbols = {"+",  "-", "*",  "/",  "//", "%",   "**", "<",
                                                 "<=", ">", ">=", "==", "!=", "and", "or", "-"};

std::uint64_t bits(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

/// The place of a node made of two others, of which one may be nowhere.
SourceSpan place_of(const Expr& left, const Expr& right) {
    if (!left.where().somewhere()) return right.where();
    if (!right.where().somewhere()) return left.where();
    return SourceSpan::join(left.where(), right.where());
}

std::size_t mix(std::size_t seed, std::size_t value) {
    return seed ^ (value + 0x9e3779b97f4a7c15U + (seed << 6U) + (seed >> 2U));
}

bool same_arguments(const Call& a, const Call& b) {
    return a.function == b.function
           && std::equal(a.arguments.begin(), a.arguments.end(), b.arguments.begin(),
                         b.arguments.end(), same);
}

/// Calls `visit(node)` for every node, parents first, left to right.
template <class Visit>
void walk(const Expr& expr, const Visit& visit) {
    visit(expr);
    if (const auto* u = expr.as<Unary>()) walk(u->operand, visit);
    if (const auto* b = expr.as<Binary>()) {
        walk(b->left, visit);
        walk(b->right, visit);
    }
    if (const auto* c = expr.as<Call>())
        for (const Expr& argument : c->arguments) walk(argument, visit);
}

/// The strings that `text_of(node)` gives (nullptr for none), each once, in order of appearance.
template <class TextOf>
std::vector<std::string> collect(const Expr& expr, const TextOf& text_of) {
    std::vector<std::string> found;
    std::set<std::string> seen;
    walk(expr, [&](const Expr& node) {
        const std::string* text = text_of(node);
        if (text != nullptr && seen.insert(*text).second) found.push_back(*text);
    });
    return found;
}

}  // namespace

const char* symbol_of(Op op) {
    if (op == Op::Not) return "not";
    return symbols.at(static_cast<std::size_t>(op));
}

Expr::Expr(Node node, SourceSpan where)
    : node_(std::make_shared<const Node>(std::move(node))), where_(std::move(where)) {}

Expr number(double value, const Dimension& dimension, const SourceSpan& where) {
    return {Number{value, dimension, {}}, where};
}

Expr boolean(bool value, const SourceSpan& where) {
    return {Boolean{value}, where};
}

Expr name(std::string text, const SourceSpan& where) {
    return {Name{std::move(text)}, where};
}

Expr unary(Op op, Expr operand) {
    const SourceSpan where = operand.where();
    return {Unary{op, std::move(operand)}, where};
}

Expr binary(Op op, Expr left, Expr right) {
    const SourceSpan where = place_of(left, right);
    return {Binary{op, std::move(left), std::move(right)}, where};
}

Expr call(std::string function, std::vector<Expr> arguments, const SourceSpan& where) {
    SourceSpan place = where;
    if (!place.somewhere() && !arguments.empty()) place = arguments.front().where();
    return {Call{std::move(function), std::move(arguments)}, place};
}

Expr operator+(Expr left, Expr right) {
    return binary(Op::Add, std::move(left), std::move(right));
}
Expr operator-(Expr left, Expr right) {
    return binary(Op::Sub, std::move(left), std::move(right));
}
Expr operator*(Expr left, Expr right) {
    return binary(Op::Mul, std::move(left), std::move(right));
}
Expr operator/(Expr left, Expr right) {
    return binary(Op::Div, std::move(left), std::move(right));
}
Expr operator-(Expr operand) {
    return unary(Op::Neg, std::move(operand));
}

bool same(const Expr& a, const Expr& b) {
    if (a.identity() == b.identity()) return true;
    if (!a.exists() || !b.exists() || a.node().index() != b.node().index()) return false;
    if (const auto* n = a.as<Number>()) {
        const auto* other = b.as<Number>();
        return bits(n->value) == bits(other->value) && n->dimension == other->dimension;
    }
    if (const auto* flag = a.as<Boolean>()) return flag->value == b.as<Boolean>()->value;
    if (const auto* n = a.as<Name>()) return n->text == b.as<Name>()->text;
    if (const auto* u = a.as<Unary>())
        return u->op == b.as<Unary>()->op && same(u->operand, b.as<Unary>()->operand);
    if (const auto* x = a.as<Binary>()) {
        const auto* y = b.as<Binary>();
        return x->op == y->op && same(x->left, y->left) && same(x->right, y->right);
    }
    return same_arguments(*a.as<Call>(), *b.as<Call>());
}

std::size_t hash_of(const Expr& expr) {
    if (!expr.exists()) return 0;
    std::size_t seed = expr.node().index();
    if (const auto* n = expr.as<Number>())
        return mix(seed, std::hash<std::uint64_t>()(bits(n->value)));
    if (const auto* flag = expr.as<Boolean>()) return mix(seed, flag->value ? 1 : 2);
    if (const auto* n = expr.as<Name>()) return mix(seed, std::hash<std::string>()(n->text));
    if (const auto* u = expr.as<Unary>())
        return mix(mix(seed, static_cast<std::size_t>(u->op)), hash_of(u->operand));
    if (const auto* b = expr.as<Binary>()) {
        seed = mix(seed, static_cast<std::size_t>(b->op));
        return mix(mix(seed, hash_of(b->left)), hash_of(b->right));
    }
    const auto* c = expr.as<Call>();
    seed = mix(seed, std::hash<std::string>()(c->function));
    for (const Expr& argument : c->arguments) seed = mix(seed, hash_of(argument));
    return seed;
}

Expr substitute(const Expr& expr, const std::vector<std::pair<std::string, Expr>>& replacements) {
    return transform(expr, [&](const Expr& node) {
        const auto* n = node.as<Name>();
        if (n == nullptr) return node;
        const auto found = std::find_if(replacements.begin(), replacements.end(),
                                        [&](const auto& entry) { return entry.first == n->text; });
        return found == replacements.end() ? node : found->second;
    });
}

std::vector<std::string> names_in(const Expr& expr) {
    return collect(expr, [](const Expr& node) {
        const auto* n = node.as<Name>();
        return n == nullptr ? nullptr : &n->text;
    });
}

std::vector<std::string> functions_in(const Expr& expr) {
    return collect(expr, [](const Expr& node) {
        const auto* c = node.as<Call>();
        return c == nullptr ? nullptr : &c->function;
    });
}

}  // namespace brian
