#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>

#include <asmjit/x86.h>

namespace brian {

/// Lanes that write machine code instead of computing (see math/lanes_scalar.h): each call adds the
/// instruction that the computing lanes would run. What one double, four or eight at a time give is
/// the same bits.
class CodeLanes {
  public:
    /// How many doubles one instruction takes: VEX scalar code, AVX2, AVX-512.
    enum class Width : std::uint8_t { One = 1, Four = 4, Eight = 8 };

    /// A register; or memory that an instruction can take for its last operand.
    using Real = asmjit::Operand;
    using Word = asmjit::Operand;
    /// The result of a comparison: a mask register of AVX-512, else a vector of all ones or zeros.
    struct Mask {
        asmjit::x86::Reg bits;
    };
    enum class Comparison : std::uint8_t {
        Equal = 0x00,
        Unordered = 0x03,
        NotEqual = 0x04,
        Less = 0x11,
        LessEqual = 0x12,
        GreaterEqual = 0x1D,
        Greater = 0x1E
    };
    enum class Rounding : std::uint8_t { Down = 0x9, Up = 0xA, ToZero = 0xB };

    CodeLanes(asmjit::x86::Compiler& code, Width width) : code_(code), width_(width) {}
    [[nodiscard]] std::uint32_t width() const { return static_cast<std::uint32_t>(width_); }

    Real load(const asmjit::x86::Mem& from);
    /// As many lanes as `some` has bits; the others are 0. Width Eight only.
    Real load(const asmjit::x86::Mem& from, const asmjit::x86::KReg& some);
    void store(const asmjit::x86::Mem& to, const Real& x);
    void store(const asmjit::x86::Mem& to, const Real& x, const asmjit::x86::KReg& some);
    /// Each lane from, or to, a place of its own.
    using PlaceOf = std::function<asmjit::x86::Mem(std::size_t lane)>;
    Real load_each(const PlaceOf& from);
    void store_each(const PlaceOf& to, const Real& x);
    /// One number in memory, for all lanes.
    Real all(asmjit::x86::Mem number);
    Real all(double number);
    Real copy(const Real& x);
    /// From here on truth() has the 1 in a register.
    void hold_one();

    Real add(const Real& a, const Real& b);
    Real subtract(const Real& a, const Real& b);
    Real multiply(const Real& a, const Real& b);
    Real divide(const Real& a, const Real& b);
    Real fused(const Real& a, const Real& b, const Real& c);
    void add_product(Real& sum, const Real& a, const Real& b);
    void times_plus(Real& sum, const Real& x, const Real& b);
    Real smaller(const Real& a, const Real& b);
    Real greater(const Real& a, const Real& b);
    Real sqrt(const Real& x);
    Real round(const Real& x, Rounding rounding);
    Real negate(const Real& x);
    Real magnitude(const Real& x);

    Mask compare(const Real& a, const Real& b, Comparison comparison);
    Mask both(const Mask& a, const Mask& b);
    Mask either(const Mask& a, const Mask& b);
    Real choose(const Mask& mask, const Real& chosen, const Real& otherwise);
    Real truth(const Mask& mask);  ///< 1 or 0
    Mask is_true(const Real& x);   ///< where x is not 0
    /// The bits of the mask, a byte that begins with that of the first element.
    void store_bits(const asmjit::x86::Mem& to, const Mask& mask);
    Real where_less(const Real& x, const Real& limit, const Real& chosen, const Real& otherwise);
    Real unless_nan(const Real& x, const Real& value);

    template <int n>
    Word shift_left(const Word& a) {
        return shift(asmjit::x86::Inst::kIdVpsllq, a, n);
    }
    Word as_word(const Real& x) { return x; }
    Real as_real(const Word& bits) { return bits; }
    static constexpr double power_offset = 2046.0;
    Real times_power_of_two(const Real& x, const Real& k, const Word& shifted);

  private:
    /// The instruction for the width: on one double, or on packed doubles.
    struct Names {
        asmjit::InstId one;
        asmjit::InstId packed;
    };
    [[nodiscard]] asmjit::x86::Vec new_register();
    [[nodiscard]] asmjit::x86::Vec in_register(const Real& x);
    /// Bits that packed instructions can take whole: never 8 bytes of memory for 16 of a register.
    [[nodiscard]] Real whole(const Real& x);
    [[nodiscard]] asmjit::InstId name(Names names) const;
    Real binary(Names names, const Real& a, const Real& b);
    Real commutative(Names names, const Real& a, const Real& b);
    Real bitwise(asmjit::InstId id, const Real& a, const Real& b);
    Word shift(asmjit::InstId id, const Word& a, int n);

    asmjit::x86::Compiler& code_;
    Width width_;
    asmjit::x86::Vec one_;                  ///< in all lanes, if it is held
    std::map<std::uint32_t, Mask> truths_;  ///< what the registers were made of, by number
};

}  // namespace brian
