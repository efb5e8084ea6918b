#include "language/generate.h"

#include <array>
#include <utility>

#include "base/format.h"
#include "language/functions.h"

namespace brian {

namespace {

constexpr int deepest = 5;

/// SplitMix64 (Steele, Lea & Flood 2014, OOPSLA'14:453): the same numbers with every standard
/// library.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    /// One of 0 ... n - 1.
    std::size_t roll(std::size_t n) {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return static_cast<std::size_t>((z ^ (z >> 31U)) % n);
    }

    template <class Things>
    const auto& pick(const Things& things) {
        return things[roll(things.size())];
    }

  private:
    std::uint64_t state_;
};

class Generator {
  public:
    Generator(std::uint64_t seed, std::vector<std::string> names)
        : dice_(seed), names_(std::move(names)) {}

    Expr number_expr(int depth) {
        if (depth >= deepest) return leaf();
        switch (dice_.roll(8)) {
            case 0:
                return leaf();
            case 1:
                return -number_expr(depth + 1);
            case 2:
                return power(depth);
            case 3:
                return function_call(depth);
            case 4:
                return with_units(depth);
            default:
                return binary(dice_.pick(arithmetic), number_expr(depth + 1),
                              number_expr(depth + 1));
        }
    }

    CodeBlock block() {
        CodeBlock statements;
        const std::size_t n = 1 + dice_.roll(6);
        for (std::size_t k = 0; k < n; ++k) statements.push_back(statement(k));
        return statements;
    }

  private:
    static constexpr std::array arithmetic = {Op::Add, Op::Sub,      Op::Mul, Op::Div, Op::Add,
                                              Op::Mul, Op::FloorDiv, Op::Mod, Op::Sub};
    static constexpr std::array comparisons = {Op::Lt, Op::Le, Op::Gt, Op::Ge, Op::Eq, Op::Ne};
    static constexpr std::array logic = {Op::And, Op::Or, Op::Eq, Op::Ne};
    static constexpr std::array literals = {0.0, 0.5, 1.0, 2.0, 3.0, 0.1, 10.0, 1e-3, 7.25};
    static constexpr std::array exponents = {2.0, 3.0, 4.0, 0.5, 1.0, 5.0};

    Expr literal() { return number(dice_.pick(literals)); }

    Expr leaf() {
        return names_.empty() || dice_.roll(3) == 0 ? literal() : name(dice_.pick(names_));
    }

    Expr power(int depth) {
        Expr exponent = number(dice_.pick(exponents));
        const std::size_t kind = dice_.roll(6);
        if (kind == 0) exponent = number_expr(depth + 1);
        if (kind == 1) exponent = -number(1.0);
        return binary(Op::Pow, number_expr(depth + 1), exponent);
    }

    /// (a 20 ms)/(1 ms) and the like.
    Expr with_units(int depth) {
        const Expr time = number_expr(depth + 1) * number(0.02, dimensions::second());
        return time / number(1e-3, dimensions::second());
    }

    Expr condition(int depth) {
        if (depth >= deepest) return boolean(dice_.roll(2) == 0);
        switch (dice_.roll(4)) {
            case 0:
                return unary(Op::Not, condition(depth + 1));
            case 1:
                return binary(dice_.pick(logic), condition(depth + 1), condition(depth + 1));
            default:
                return binary(dice_.pick(comparisons), number_expr(depth + 1),
                              number_expr(depth + 1));
        }
    }

    Expr function_call(int depth) {
        const Function* function = &dice_.pick(functions());
        while (function->random) function = &dice_.pick(functions());
        std::vector<Expr> arguments;
        for (int k = 0; k < function->arity; ++k) {
            Expr argument = number_expr(depth + 1);
            if (function->rule == DimensionRule::Timestep)
                argument = argument * number(1.0, dimensions::second());
            arguments.push_back(std::move(argument));
        }
        const bool choice = function->rule == DimensionRule::Choice;
        const bool truth_to_number = function->name == "int" && dice_.roll(2) == 0;
        if (choice || truth_to_number) arguments[0] = condition(depth + 1);
        return call(std::string(function->name), std::move(arguments));
    }

    Statement statement(std::size_t k) {
        Expr value = number_expr(1);
        if (names_.empty() || dice_.roll(3) == 0) {
            std::string local = format("local_{}", k);
            names_.push_back(local);
            return assign(std::move(local), std::move(value));
        }
        const std::string target = dice_.pick(names_);
        return dice_.roll(3) == 0 ? add(target, std::move(value))
                                  : assign(target, std::move(value));
    }

    Dice dice_;
    std::vector<std::string> names_;
};

}  // namespace

Expr random_expr(std::uint64_t seed, const std::vector<std::string>& variables) {
    return Generator(seed, variables).number_expr(0);
}

CodeBlock random_block(std::uint64_t seed, const std::vector<std::string>& variables) {
    return Generator(seed, variables).block();
}

}  // namespace brian
