#include "kernels/jit_lanes.h"

#include <array>
#include <bit>

namespace brian {

using asmjit::Imm;
using asmjit::InstId;
namespace Inst = asmjit::x86::Inst;
using asmjit::x86::KReg;
using asmjit::x86::Mem;
using asmjit::x86::Vec;
using Real = CodeLanes::Real;

namespace {

constexpr double sign_bit = -0.0;

}  // namespace

Vec CodeLanes::new_register() {
    switch (width_) {
        case Width::Four:
            return code_.newYmmPd();
        case Width::Eight:
            return code_.newZmmPd();
        case Width::One:
            break;
    }
    return code_.newXmmPd();
}

Vec CodeLanes::in_register(const Real& x) {
    if (!x.isMem()) return x.as<Vec>();
    Mem from = x.as<Mem>();
    const bool one_for_all = from.hasBroadcast();
    from.resetBroadcast();
    const Vec to = new_register();
    if (width_ == Width::One)
        code_.emit(Inst::kIdVmovsd, to, from);
    else
        code_.emit(one_for_all ? Inst::kIdVbroadcastsd : Inst::kIdVmovupd, to, from);
    return to;
}

Real CodeLanes::whole(const Real& x) {
    return width_ == Width::One ? Real(in_register(x)) : x;
}

InstId CodeLanes::name(Names names) const {
    return width_ == Width::One ? names.one : names.packed;
}

Real CodeLanes::load(const Mem& from) {
    return in_register(from);
}

Real CodeLanes::load(const Mem& from, const KReg& some) {
    const Vec to = new_register();
    code_.k(some).z().emit(Inst::kIdVmovupd, to, from);
    return to;
}

void CodeLanes::store(const Mem& to, const Real& x) {
    code_.emit(name({Inst::kIdVmovsd, Inst::kIdVmovupd}), to, in_register(x));
}

void CodeLanes::store(const Mem& to, const Real& x, const KReg& some) {
    const Vec from = in_register(x);
    code_.k(some).emit(Inst::kIdVmovupd, to, from);
}

Real CodeLanes::load_each(const PlaceOf& from) {
    if (width_ == Width::One) return load(from(0));
    const auto load_four = [&](const Vec& to, std::size_t lane) {
        const Vec high = code_.newXmmPd();
        for (const std::size_t pair : {0U, 2U}) {
            const Vec low = pair == 0 ? Vec(to.xmm()) : high;
            code_.emit(Inst::kIdVmovsd, low, from(lane + pair));
            code_.emit(Inst::kIdVmovhpd, low, low, from(lane + pair + 1));
        }
        code_.emit(Inst::kIdVinsertf128, to.ymm(), to.ymm(), high, Imm(1));
    };
    const Vec to = new_register();
    load_four(to, 0);
    if (width_ == Width::Eight) {
        const Vec high = code_.newYmmPd();
        load_four(high, 4);
        code_.emit(Inst::kIdVinsertf64x4, to, to, high, Imm(1));
    }
    return to;
}

void CodeLanes::store_each(const PlaceOf& to, const Real& x) {
    const Vec values = in_register(x);
    if (width_ == Width::One) {
        store(to(0), values);
        return;
    }
    const auto store_four = [&](const Vec& four, std::size_t lane) {
        const Vec high = code_.newXmmPd();
        code_.emit(Inst::kIdVextractf128, high, four.ymm(), Imm(1));
        for (const std::size_t pair : {0U, 2U}) {
            const Vec low = pair == 0 ? Vec(four.xmm()) : high;
            code_.emit(Inst::kIdVmovlpd, to(lane + pair), low);
            code_.emit(Inst::kIdVmovhpd, to(lane + pair + 1), low);
        }
    };
    store_four(values, 0);
    if (width_ != Width::Eight) return;
    const Vec high = code_.newYmmPd();
    code_.emit(Inst::kIdVextractf64x4, high, values, Imm(1));
    store_four(high, 4);
}

Real CodeLanes::all(Mem number) {
    if (width_ == Width::Eight) return number.cloneBroadcasted(Mem::Broadcast::k1To8);
    if (width_ == Width::One) return number;
    const Vec to = new_register();
    code_.emit(Inst::kIdVbroadcastsd, to, number);
    return to;
}

Real CodeLanes::all(double number) {
    using asmjit::ConstPoolScope;
    if (width_ != Width::Four) return all(code_.newDoubleConst(ConstPoolScope::kLocal, number));
    const std::array<double, 4> numbers{number, number, number, number};
    return code_.newConst(ConstPoolScope::kLocal, numbers.data(), sizeof numbers);
}

Real CodeLanes::copy(const Real& x) {
    if (x.isMem()) return in_register(x);
    const Vec to = new_register();
    code_.emit(Inst::kIdVmovapd, to, in_register(x));
    return to;
}

void CodeLanes::hold_one() {
    one_ = copy(all(1.0)).as<Vec>();
}

Real CodeLanes::binary(Names names, const Real& a, const Real& b) {
    const Vec first = in_register(a);
    const Vec out = new_register();
    code_.emit(name(names), out, first, b);
    return out;
}

Real CodeLanes::commutative(Names names, const Real& a, const Real& b) {
    return a.isMem() ? binary(names, b, a) : binary(names, a, b);
}

Real CodeLanes::bitwise(InstId id, const Real& a, const Real& b) {
    return binary({id, id}, a, whole(b));
}

Real CodeLanes::add(const Real& a, const Real& b) {
    return commutative({Inst::kIdVaddsd, Inst::kIdVaddpd}, a, b);
}

Real CodeLanes::subtract(const Real& a, const Real& b) {
    return binary({Inst::kIdVsubsd, Inst::kIdVsubpd}, a, b);
}

Real CodeLanes::multiply(const Real& a, const Real& b) {
    return commutative({Inst::kIdVmulsd, Inst::kIdVmulpd}, a, b);
}

Real CodeLanes::divide(const Real& a, const Real& b) {
    return binary({Inst::kIdVdivsd, Inst::kIdVdivpd}, a, b);
}

Real CodeLanes::smaller(const Real& a, const Real& b) {
    return binary({Inst::kIdVminsd, Inst::kIdVminpd}, a, b);
}

Real CodeLanes::greater(const Real& a, const Real& b) {
    return binary({Inst::kIdVmaxsd, Inst::kIdVmaxpd}, a, b);
}

Real CodeLanes::fused(const Real& a, const Real& b, const Real& c) {
    Real sum = copy(c);
    add_product(sum, a, b);
    return sum;
}

void CodeLanes::add_product(Real& sum, const Real& a, const Real& b) {
    sum = in_register(sum);
    const Vec first = in_register(a.isMem() ? b : a);
    code_.emit(name({Inst::kIdVfmadd231sd, Inst::kIdVfmadd231pd}), sum, first, a.isMem() ? a : b);
}

void CodeLanes::times_plus(Real& sum, const Real& x, const Real& b) {
    sum = in_register(sum);
    code_.emit(name({Inst::kIdVfmadd213sd, Inst::kIdVfmadd213pd}), sum, in_register(x), b);
}

Real CodeLanes::sqrt(const Real& x) {
    if (width_ == Width::One) return binary({Inst::kIdVsqrtsd, 0}, x, in_register(x));
    const Vec out = new_register();
    code_.emit(Inst::kIdVsqrtpd, out, x);
    return out;
}

Real CodeLanes::round(const Real& x, Rounding rounding) {
    const Imm mode(static_cast<std::uint32_t>(rounding));
    const Vec in = in_register(x);
    const Vec out = new_register();
    if (width_ == Width::One)
        code_.emit(Inst::kIdVroundsd, out, in, in, mode);
    else
        code_.emit(width_ == Width::Four ? Inst::kIdVroundpd : Inst::kIdVrndscalepd, out, in, mode);
    return out;
}

Real CodeLanes::negate(const Real& x) {
    return bitwise(Inst::kIdVxorpd, x, all(sign_bit));
}

Real CodeLanes::magnitude(const Real& x) {
    constexpr std::uint64_t all_but_sign = 0x7FFFFFFFFFFFFFFFU;
    return bitwise(Inst::kIdVandpd, x, all(std::bit_cast<double>(all_but_sign)));
}

CodeLanes::Mask CodeLanes::compare(const Real& a, const Real& b, Comparison comparison) {
    const Imm kind(static_cast<std::uint32_t>(comparison));
    const Vec first = in_register(a);
    if (width_ == Width::Eight) {
        const KReg bits = code_.newKb();
        code_.emit(Inst::kIdVcmppd, bits, first, b, kind);
        return {bits};
    }
    const Vec bits = new_register();
    code_.emit(name({Inst::kIdVcmpsd, Inst::kIdVcmppd}), bits, first, b, kind);
    return {bits};
}

CodeLanes::Mask CodeLanes::both(const Mask& a, const Mask& b) {
    if (width_ != Width::Eight)
        return {bitwise(Inst::kIdVandpd, a.bits, b.bits).as<asmjit::x86::Reg>()};
    const KReg bits = code_.newKb();
    code_.emit(Inst::kIdKandb, bits, a.bits, b.bits);
    return {bits};
}

CodeLanes::Mask CodeLanes::either(const Mask& a, const Mask& b) {
    if (width_ != Width::Eight)
        return {bitwise(Inst::kIdVorpd, a.bits, b.bits).as<asmjit::x86::Reg>()};
    const KReg bits = code_.newKb();
    code_.emit(Inst::kIdKorb, bits, a.bits, b.bits);
    return {bits};
}

Real CodeLanes::choose(const Mask& mask, const Real& chosen, const Real& otherwise) {
    if (width_ == Width::Eight) {
        // Not vblendmpd, whose output the register allocator takes for an input.
        const Vec first = in_register(chosen);
        const Vec out = copy(otherwise).as<Vec>();
        code_.k(mask.bits.as<KReg>()).emit(Inst::kIdVmovapd, out, first);
        return out;
    }
    const Vec out = new_register();
    code_.emit(Inst::kIdVblendvpd, out, in_register(otherwise), whole(chosen), mask.bits);
    return out;
}

Real CodeLanes::truth(const Mask& mask) {
    const Real one = one_.isValid() ? Real(one_) : all(1.0);
    Vec out;
    if (width_ != Width::Eight) {
        out = bitwise(Inst::kIdVandpd, mask.bits, one).as<Vec>();
    } else if (one_.isValid()) {
        out = new_register();
        code_.k(mask.bits.as<KReg>()).z().emit(Inst::kIdVmovapd, out, one_);
    } else {
        Mem number = one.as<Mem>();
        number.resetBroadcast();
        out = new_register();
        code_.k(mask.bits.as<KReg>()).z().emit(Inst::kIdVbroadcastsd, out, number);
    }
    truths_[out.id()] = mask;
    return out;
}

CodeLanes::Mask CodeLanes::is_true(const Real& x) {
    if (x.isReg()) {
        const auto known = truths_.find(x.id());
        if (known != truths_.end()) return known->second;
    }
    return compare(x, all(0.0), Comparison::NotEqual);
}

void CodeLanes::store_bits(const Mem& to, const Mask& mask) {
    if (width_ == Width::Eight) {
        code_.emit(Inst::kIdKmovb, to, mask.bits);
        return;
    }
    const asmjit::x86::Gp bits = code_.newUInt32();
    code_.emit(Inst::kIdVmovmskpd, bits, mask.bits);
    if (width_ == Width::One) code_.and_(bits, 1);
    code_.mov(to, bits.r8());
}

Real CodeLanes::where_less(const Real& x, const Real& limit, const Real& chosen,
                           const Real& otherwise) {
    return choose(compare(x, limit, Comparison::Less), chosen, otherwise);
}

Real CodeLanes::unless_nan(const Real& x, const Real& value) {
    const Vec argument = in_register(x);
    return choose(compare(argument, argument, Comparison::Unordered), all(-__builtin_nan("")),
                  value);
}

Real CodeLanes::shift(InstId id, const Word& a, int n) {
    const Vec in = in_register(a);
    const Vec out = new_register();
    code_.emit(id, out, in, Imm(n));
    return out;
}

Real CodeLanes::times_power_of_two(const Real& x, const Real& k, const Word& shifted) {
    if (width_ == Width::Eight) return binary({0, Inst::kIdVscalefpd}, x, k);
    const Word half = shift(Inst::kIdVpsrlq, shifted, 1);
    const Word rest = binary({Inst::kIdVpsubq, Inst::kIdVpsubq}, shifted, half);
    return multiply(multiply(x, shift_left<52>(half)), shift_left<52>(rest));
}

}  // namespace brian
