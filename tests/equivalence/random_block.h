#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "language/code_block.h"

namespace brian::test {

/// The names that a generated block may use, by what may be done with them.
struct Vocabulary {
    std::vector<std::string> readable;    ///< variables of all kinds
    std::vector<std::string> assignable;  ///< `x = e` and `x += e`
    std::vector<std::string> summable;    ///< `x += e`
    std::vector<std::string> indices;     ///< whole numbers: elements of draws, columns of tables
};

/// Makes blocks of every construct that kernels know: operators, functions, locals, sums, draws,
/// timed arrays
/// (`table1`, `table2`), special numbers. The same seed gives the same block everywhere.
class BlockGenerator {
  public:
    BlockGenerator(std::uint64_t seed, Vocabulary vocabulary)
        : random_(seed), vocabulary_(std::move(vocabulary)) {}
    [[nodiscard]] CodeBlock block();
    /// A random number, also infinite, NaN, subnormal and -0.
    [[nodiscard]] double value();
    /// A whole number in [0, n).
    [[nodiscard]] std::uint32_t below(std::uint32_t n) {
        return static_cast<std::uint32_t>(random_() % n);
    }

  private:
    [[nodiscard]] Expr expression(int depth);
    [[nodiscard]] Expr leaf();
    [[nodiscard]] Expr operation(int depth);
    [[nodiscard]] Expr function_call(int depth);
    [[nodiscard]] Expr special_call(int depth);
    [[nodiscard]] Statement statement();
    template <class T>
    [[nodiscard]] const T& one_of(const std::vector<T>& choices) {
        return choices[below(static_cast<std::uint32_t>(choices.size()))];
    }

    std::mt19937_64 random_;
    Vocabulary vocabulary_;
    std::vector<std::string> locals_;
};

}  // namespace brian::test
