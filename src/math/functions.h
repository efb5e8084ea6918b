#pragma once

#include <cstddef>

/// The elementary functions, one definition for every engine. The scalar call returns the very bits
/// that the array call writes for that element, whatever instruction set runs it (exponential.h and
/// SLEEF's finz functions, all with fused multiply-add, agree bit for bit between scalar, AVX2 and
/// AVX-512).
/// Domain errors give NaN and overflow gives infinity, as in IEEE 754; nothing here throws.
namespace brian::math {

double exp(double x);
double expm1(double x);
double exprel(double x);  ///< (exp(x) - 1) / x, and 1 at x = 0
double log(double x);
double log10(double x);
double log1p(double x);
double sqrt(double x);
double sin(double x);
double cos(double x);
double tan(double x);
double sinh(double x);
double cosh(double x);
double tanh(double x);
double arcsin(double x);
double arccos(double x);
double arctan(double x);
double pow(double base, double exponent);
double log_factorial(double n);  ///< log(n!) for n >= 0

double floor(double x);
double ceil(double x);
double abs(double x);
double sign(double x);                           ///< -1, 0 or 1
double integer_part(double x);                   ///< Brian's int(): towards zero
double floor_divide(double a, double b);         ///< Brian's a // b: floor(a / b)
double modulo(double a, double b);               ///< Brian's a % b: the sign of b, as in Python
double minimum(double a, double b);              ///< a < b ? a : b
double maximum(double a, double b);              ///< a > b ? a : b
double clip(double x, double low, double high);  ///< minimum(maximum(x, low), high)
double choose(double condition, double a, double b);  ///< where(): condition != 0 ? a : b
double fused_multiply_add(double a, double b, double c);
/// Number of whole steps in `t`: floor((t + 1e-3 dt) / dt) (b2:brian2/core/functions.py, timestep).
double timestep(double t, double dt);

/// The instruction set whose code runs. All give the same bits.
enum class Simd { Scalar, Avx2, Avx512 };

/// The widest set of this CPU, or the one that BRIAN_RUN_SIMD=scalar|avx2|avx512 names if the CPU
/// has it.
[[nodiscard]] Simd simd();
/// Whether this CPU can run that code. Without fused multiply-add it is none, not even Scalar.
[[nodiscard]] bool supported(Simd simd);
/// "scalar", "avx2" or "avx512".
[[nodiscard]] const char* name_of(Simd simd);

using Unary = void (*)(const double* x, double* out, std::size_t n);
using Binary = void (*)(const double* a, const double* b, double* out, std::size_t n);

/// Array forms of the functions above that are expensive (all others are cheap loops wherever they
/// are written). `out` may be `x`. nullptr when there is no such function. Names as in the
/// language: "exp", "log", "arctan" ...; binary: "pow", "modulo".
[[nodiscard]] Unary array_function(const char* name, Simd simd);
[[nodiscard]] Binary array_function2(const char* name, Simd simd);

}  // namespace brian::math
