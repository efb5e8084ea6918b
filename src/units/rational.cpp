#include <cmath>
#include <numeric>
#include <stdexcept>

#include "base/format.h"
#include "units/dimension.h"

namespace brian {

Rational::Rational(std::int64_t numerator, std::int64_t denominator) {
    if (denominator == 0) throw std::domain_error("a fraction with the denominator 0");
    const std::int64_t sign = denominator < 0 ? -1 : 1;
    const std::int64_t divisor = sign * std::gcd(numerator, denominator);
    numerator_ = numerator / divisor;
    denominator_ = denominator / divisor;
}

double Rational::value() const {
    return static_cast<double>(numerator_) / static_cast<double>(denominator_);
}

Rational operator+(const Rational& a, const Rational& b) {
    return {a.numerator_ * b.denominator_ + b.numerator_ * a.denominator_,
            a.denominator_ * b.denominator_};
}

Rational operator-(const Rational& a, const Rational& b) {
    return a + Rational(-b.numerator_, b.denominator_);
}

Rational operator*(const Rational& a, const Rational& b) {
    return {a.numerator_ * b.numerator_, a.denominator_ * b.denominator_};
}

Rational Rational::from(double x) {
    constexpr std::int64_t largest_denominator = 12;
    constexpr double tolerance = 1e-12;
    constexpr double largest = 1e6;  // no unit has a greater exponent; keeps the products exact
    if (std::abs(x) <= largest) {
        for (std::int64_t denominator = 1; denominator <= largest_denominator; ++denominator) {
            const double numerator = std::round(x * static_cast<double>(denominator));
            if (std::abs(numerator / static_cast<double>(denominator) - x) > tolerance) continue;
            return {static_cast<std::int64_t>(numerator), denominator};
        }
    }
    throw std::domain_error(format("{} is not a fraction with a denominator of 1 to 12", x));
}

}  // namespace brian
