#include "math/functions.h"

#include <cmath>
#include <string_view>

#include "math/array_functions.h"
#include "math/lanes.h"
#include "math/lanes_scalar.h"

namespace brian::math {

#define SLEEF_FUNCTION(name, sleef)  \
    double name(double x) {          \
        return ScalarLanes::name(x); \
    }
#define OWN_FUNCTION(name)
#include "math/elementary.def"
#undef SLEEF_FUNCTION
#undef OWN_FUNCTION

double sqrt(double x) {
    return ScalarLanes::sqrt(x);
}
double exp(double x) {
    ScalarLanes on;
    return exp_of(on, x);
}
double expm1(double x) {
    ScalarLanes on;
    return expm1_of(on, x);
}
double exprel(double x) {
    ScalarLanes on;
    return exprel_of(on, x);
}
double pow(double base, double exponent) {
    return ScalarLanes::pow(base, exponent);
}
double log_factorial(double n) {
    return ScalarLanes::with_one_nan(Sleef_finz_lgammad1_u10purecfma(n + 1.0));
}

double floor(double x) {
    return std::floor(x);
}
double ceil(double x) {
    return std::ceil(x);
}
double abs(double x) {
    return std::fabs(x);
}
double sign(double x) {
    return (x > 0.0 ? 1.0 : 0.0) - (x < 0.0 ? 1.0 : 0.0);
}
double integer_part(double x) {
    return std::trunc(x);
}
double floor_divide(double a, double b) {
    return std::floor(a / b);
}

double modulo(double a, double b) {
    const double remainder = std::fmod(a, b);  // exact, with the sign of a
    if (remainder == 0.0) return std::copysign(0.0, b);
    const bool same_sign = (remainder < 0.0) == (b < 0.0);
    return same_sign ? remainder : remainder + b;
}

double minimum(double a, double b) {
    return a < b ? a : b;
}
double maximum(double a, double b) {
    return a > b ? a : b;
}
double clip(double x, double low, double high) {
    return minimum(maximum(x, low), high);
}
double choose(double condition, double a, double b) {
    return condition != 0.0 ? a : b;
}
double fused_multiply_add(double a, double b, double c) {
    return std::fma(a, b, c);
}
double timestep(double t, double dt) {
    return std::floor((t + 1e-3 * dt) / dt);
}

namespace {

void modulo_of_arrays(const double* a, const double* b, double* out, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) out[i] = modulo(a[i], b[i]);
}

}  // namespace

Unary array_function(const char* name, Simd simd) {
    const std::string_view wanted = name;
    const LanesTable& table = table_of(simd);
#define SLEEF_FUNCTION(function, sleef) \
    if (wanted == #function) return table.function;
#define OWN_FUNCTION(function) \
    if (wanted == #function) return table.function;
#include "math/elementary.def"
#undef SLEEF_FUNCTION
#undef OWN_FUNCTION
    return nullptr;
}

Binary array_function2(const char* name, Simd simd) {
    const std::string_view wanted = name;
    if (wanted == "pow") return table_of(simd).pow;
    if (wanted == "modulo") return modulo_of_arrays;
    return nullptr;
}

}  // namespace brian::math
