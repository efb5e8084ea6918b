#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "kernels/elementwise.h"
#include "kernels/vector_ops.h"
#include "language/evaluate.h"
#include "language/functions.h"

namespace brian {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Numbers around which operations differ; 17 of them, so that vectors of any width have a rest.
constexpr std::array special{0.0,
                             -0.0,
                             1.0,
                             -1.0,
                             0.5,
                             -0.5,
                             1.5,
                             -2.5,
                             3.0,
                             -3.0,
                             inf,
                             -inf,
                             nan,
                             1e300,
                             1e-300,
                             5e-324,
                             4503599627370497.5};

std::vector<math::Simd> code_paths() {
    std::vector<math::Simd> paths;
    for (const auto simd : {math::Simd::Scalar, math::Simd::Avx2, math::Simd::Avx512})
        if (math::supported(simd)) paths.push_back(simd);
    return paths;
}

/// Equal bits, any NaN being as good as any other (see tests/equivalence).
bool same_value(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b)
           || (std::isnan(a) && std::isnan(b));
}

struct Arguments {
    std::vector<double> a;
    std::vector<double> b;
    std::vector<double> c;
};

/// All triples of special numbers.
Arguments all_triples() {
    Arguments all;
    for (const double a : special)
        for (const double b : special)
            for (const double c : special) {
                all.a.push_back(a);
                all.b.push_back(b);
                all.c.push_back(c);
            }
    return all;
}

/// Checks one operation against its meaning, for every instruction set and every choice of scalar
/// arguments.
template <class Meaning>
void check_operation(Elementwise operation, const Meaning& meaning) {
    const Arguments x = all_triples();
    std::vector<double> out(x.a.size());
    for (const math::Simd simd : code_paths())
        for (unsigned variant = 0; variant < 8; ++variant) {
            const ScalarArguments scalars{(variant & 1U) != 0, (variant & 2U) != 0,
                                          (variant & 4U) != 0};
            // A block of successive triples; the scalars are those of its first.
            constexpr std::size_t block = special.size();
            int wrong = 0;
            for (std::size_t first = 0; first < out.size(); first += block) {
                find_loop(operation, scalars, simd)(&x.a[first], &x.b[first], &x.c[first],
                                                    &out[first], block);
                for (std::size_t k = first; k < first + block; ++k)
                    wrong += same_value(out[k], meaning(x.a[scalars.a ? first : k],
                                                        x.b[scalars.b ? first : k],
                                                        x.c[scalars.c ? first : k]))
                                 ? 0
                                 : 1;
            }
            CAPTURE(name_of(operation));
            CAPTURE(math::name_of(simd));
            CAPTURE(variant);
            CHECK(wrong == 0);
        }
}

TEST_CASE("every loop of an operator computes what the language says") {
    for (const Op op : {Op::Add, Op::Sub, Op::Mul, Op::Div, Op::FloorDiv, Op::Lt, Op::Le, Op::Gt,
                        Op::Ge, Op::Eq, Op::Ne, Op::And, Op::Or})
        check_operation(*elementwise(op),
                        [op](double a, double b, double /*c*/) { return apply(op, a, b); });
    for (const Op op : {Op::Neg, Op::Not})
        check_operation(*elementwise(op),
                        [op](double a, double /*b*/, double /*c*/) { return apply(op, a); });
}

TEST_CASE("every loop of a function computes what the language says") {
    for (const Function& function : functions()) {
        const auto operation = elementwise(function.name);
        if (!operation) continue;
        check_operation(*operation, [&](double a, double b, double c) {
            const std::array arguments{a, b, c};
            return apply(function,
                         std::span(arguments).first(static_cast<std::size_t>(function.arity)));
        });
    }
}

TEST_CASE("a product and a sum done together are rounded twice") {
    check_operation(Elementwise::MultiplyAdd, [](double a, double b, double c) {
        const volatile double product = a * b;
        return product + c;
    });
    check_operation(Elementwise::MultiplySubtract, [](double a, double b, double c) {
        const volatile double product = a * b;
        return product - c;
    });
    check_operation(Elementwise::SubtractProduct, [](double a, double b, double c) {
        const volatile double product = a * b;
        return c - product;
    });
    const double a = 1.0 + 0x1p-30;
    const double c = -(1.0 + 0x1p-29);  // a*a is 2^-60 more than -c; rounded, it equals -c
    for (const math::Simd simd : code_paths()) {
        std::vector<double> out(9);
        const std::vector<double> as(9, a);
        const std::vector<double> cs(9, c);
        find_loop(Elementwise::MultiplyAdd, {}, simd)(as.data(), as.data(), cs.data(), out.data(),
                                                      out.size());
        CHECK(out == std::vector<double>(9, 0.0));
        find_loop(Elementwise::Fused, {}, simd)(as.data(), as.data(), cs.data(), out.data(),
                                                out.size());
        CHECK(out == std::vector<double>(9, 0x1p-60));
    }
}

}  // namespace
}  // namespace brian
