#pragma once

#include <cstddef>

#include "math/exponential.h"

/// Elementary functions over arrays, for any lanes. No inline function of the standard library in
/// here (see CMakeLists.txt).
namespace brian::math {

/// out = function(x), whole vectors at a time. A rest shorter than a vector is padded with ones, so
/// that the same code computes it.
template <class Lanes, class Function>
void map(const double* x, double* out, std::size_t n, Function function) {
    std::size_t i = 0;
    for (; i + Lanes::width <= n; i += Lanes::width) {
        Lanes::store(out + i, function(Lanes::load(x + i)));
    }
    if (i == n) return;
    double rest[Lanes::width];
    for (std::size_t j = 0; j < Lanes::width; ++j) rest[j] = i + j < n ? x[i + j] : 1.0;
    Lanes::store(rest, function(Lanes::load(rest)));
    for (std::size_t j = 0; i + j < n; ++j) out[i + j] = rest[j];
}

/// out = function(a, b), in the same way.
template <class Lanes, class Function>
void map(const double* a, const double* b, double* out, std::size_t n, Function function) {
    std::size_t i = 0;
    for (; i + Lanes::width <= n; i += Lanes::width) {
        Lanes::store(out + i, function(Lanes::load(a + i), Lanes::load(b + i)));
    }
    if (i == n) return;
    double rest_a[Lanes::width];
    double rest_b[Lanes::width];
    for (std::size_t j = 0; j < Lanes::width; ++j) {
        rest_a[j] = i + j < n ? a[i + j] : 1.0;
        rest_b[j] = i + j < n ? b[i + j] : 1.0;
    }
    Lanes::store(rest_a, function(Lanes::load(rest_a), Lanes::load(rest_b)));
    for (std::size_t j = 0; i + j < n; ++j) out[i + j] = rest_a[j];
}

/// The elementary functions as array functions, each of the type Unary or Binary.
template <class Lanes>
struct ArrayFunctions {
    using Real = typename Lanes::Real;
#define SLEEF_FUNCTION(name, sleef)                                           \
    static void name(const double* x, double* out, std::size_t n) {           \
        map<Lanes>(x, out, n, [](Real lanes) { return Lanes::name(lanes); }); \
    }
#define OWN_FUNCTION(name)
#include "math/elementary.def"
#undef SLEEF_FUNCTION
#undef OWN_FUNCTION
    static void sqrt(const double* x, double* out, std::size_t n) {
        map<Lanes>(x, out, n, [](Real lanes) { return Lanes::sqrt(lanes); });
    }
    static void exp(const double* x, double* out, std::size_t n) {
        map<Lanes>(x, out, n, [on = Lanes()](Real lanes) mutable { return exp_of(on, lanes); });
    }
    static void expm1(const double* x, double* out, std::size_t n) {
        map<Lanes>(x, out, n, [on = Lanes()](Real lanes) mutable { return expm1_of(on, lanes); });
    }
    static void exprel(const double* x, double* out, std::size_t n) {
        map<Lanes>(x, out, n, [on = Lanes()](Real lanes) mutable { return exprel_of(on, lanes); });
    }
    static void pow(const double* base, const double* exponent, double* out, std::size_t n) {
        map<Lanes>(base, exponent, out, n, [](Real a, Real b) { return Lanes::pow(a, b); });
    }
};

}  // namespace brian::math
