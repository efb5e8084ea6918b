#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace brian {

/// An exact fraction; exponents of units need it (noise is measured per second^(1/2)).
class Rational {
  public:
    constexpr Rational() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): an integer is a rational
    Rational(std::int64_t numerator, std::int64_t denominator = 1);
    [[nodiscard]] std::int64_t numerator() const { return numerator_; }
    [[nodiscard]] std::int64_t denominator() const { return denominator_; }
    [[nodiscard]] double value() const;
    bool operator==(const Rational&) const = default;
    friend Rational operator+(const Rational& a, const Rational& b);
    friend Rational operator-(const Rational& a, const Rational& b);
    friend Rational operator*(const Rational& a, const Rational& b);
    /// The fraction with the smallest denominator (at most 12) equal to `x` within 1e-12; throws
    /// std::domain_error when there is none.
    [[nodiscard]] static Rational from(double x);

  private:
    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

/// The physical dimension of a value: its exponents of the seven SI base units.
class Dimension {
  public:
    enum Base : std::uint8_t { Metre, Kilogram, Second, Ampere, Kelvin, Mole, Candela };
    static constexpr std::size_t base_count = 7;

    Dimension() = default;  ///< dimensionless
    [[nodiscard]] static Dimension base(Base unit);
    [[nodiscard]] const Rational& exponent(Base unit) const { return exponents_.at(unit); }
    [[nodiscard]] bool none() const { return *this == Dimension(); }
    bool operator==(const Dimension&) const = default;
    friend Dimension operator*(const Dimension& a, const Dimension& b);
    friend Dimension operator/(const Dimension& a, const Dimension& b);
    [[nodiscard]] Dimension power(const Rational& exponent) const;

  private:
    std::array<Rational, base_count> exponents_{};
};

/// The shortest familiar name: "volt", "siemens/metre^2", "volt/second", "second^(-1/2)"; "1" for
/// none.
[[nodiscard]] std::string name_of(const Dimension& dimension);
/// "a volt", "an ampere", "a pure number", for messages.
[[nodiscard]] std::string with_article(const Dimension& dimension);

namespace dimensions {
[[nodiscard]] Dimension second();
[[nodiscard]] Dimension hertz();
[[nodiscard]] Dimension volt();
[[nodiscard]] Dimension ampere();
[[nodiscard]] Dimension siemens();
[[nodiscard]] Dimension farad();
[[nodiscard]] Dimension metre();
[[nodiscard]] Dimension ohm();
[[nodiscard]] Dimension coulomb();
[[nodiscard]] Dimension joule();
[[nodiscard]] Dimension watt();
[[nodiscard]] Dimension newton();
[[nodiscard]] Dimension pascal();
}  // namespace dimensions

}  // namespace brian
