#include "units/dimension.h"

namespace brian {

Dimension Dimension::base(Base unit) {
    Dimension dimension;
    dimension.exponents_.at(unit) = 1;
    return dimension;
}

Dimension operator*(const Dimension& a, const Dimension& b) {
    Dimension product;
    for (std::size_t i = 0; i < Dimension::base_count; ++i) {
        product.exponents_.at(i) = a.exponents_.at(i) + b.exponents_.at(i);
    }
    return product;
}

Dimension operator/(const Dimension& a, const Dimension& b) {
    return a * b.power(-1);
}

Dimension Dimension::power(const Rational& exponent) const {
    Dimension power;
    for (std::size_t i = 0; i < base_count; ++i) {
        power.exponents_.at(i) = exponents_.at(i) * exponent;
    }
    return power;
}

namespace dimensions {

Dimension second() {
    return Dimension::base(Dimension::Second);
}
Dimension hertz() {
    return second().power(-1);
}
Dimension metre() {
    return Dimension::base(Dimension::Metre);
}
Dimension ampere() {
    return Dimension::base(Dimension::Ampere);
}
Dimension newton() {
    return Dimension::base(Dimension::Kilogram) * metre() / second().power(2);
}
Dimension pascal() {
    return newton() / metre().power(2);
}
Dimension joule() {
    return newton() * metre();
}
Dimension watt() {
    return joule() / second();
}
Dimension coulomb() {
    return ampere() * second();
}
Dimension volt() {
    return watt() / ampere();
}
Dimension ohm() {
    return volt() / ampere();
}
Dimension siemens() {
    return ampere() / volt();
}
Dimension farad() {
    return coulomb() / volt();
}

}  // namespace dimensions

}  // namespace brian
