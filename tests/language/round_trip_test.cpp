#include <doctest/doctest.h>

#include "language/check.h"
#include "language/generate.h"
#include "language/helpers.h"
#include "language/print.h"

namespace brian {

namespace {

constexpr std::uint64_t n_trees = 3000;
const std::vector<std::string> variables = {"x", "y", "v_rest"};

}  // namespace

TEST_CASE("what is printed parses back to the same tree") {
    for (std::uint64_t seed = 0; seed < n_trees; ++seed) {
        const Expr expr = random_expr(seed, variables);
        const std::string text = print(expr);
        CAPTURE(text);
        REQUIRE(same(parse(text), expr));
        REQUIRE(hash_of(parse(text)) == hash_of(expr));
    }
}

TEST_CASE("printed blocks parse back to the same statements") {
    for (std::uint64_t seed = 0; seed < n_trees / 10; ++seed) {
        const CodeBlock block = random_block(seed, variables);
        const std::string text = print(block);
        CAPTURE(text);
        REQUIRE(print(parse_statements(whole_text(text))) == text);
    }
}

TEST_CASE("random expressions are pure numbers") {
    Scope scope;
    for (const std::string& variable : variables) scope.define(variable, {});
    for (std::uint64_t seed = 0; seed < n_trees / 5; ++seed) {
        const Expr expr = random_expr(seed, variables);
        CAPTURE(print(expr));
        CHECK(check(expr, scope).dimension.none());
    }
}

}  // namespace brian
