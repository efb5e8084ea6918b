#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "kernels/jit_kernel.h"
#include "kernels/lower.h"
#include "kernels/memory.h"

namespace brian::test {
namespace {

std::vector<math::Simd> sets_with_code() {
    std::vector<math::Simd> sets;
    for (const auto simd : {math::Simd::Avx2, math::Simd::Avx512})
        if (math::supported(simd)) sets.push_back(simd);
    return sets;
}

Program program_of(const Memory& memory, const std::string& code) {
    return lower(parse_statements(whole_text(code)), memory.bindings());
}

bool mentions(const Kernel& kernel, const std::string& text) {
    return kernel.disassemble().find(text) != std::string::npos;
}

bool same_bits(const Values& a, const Values& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
        return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y)
               || (std::isnan(x) && std::isnan(y));
    });
}

/// Every pair of numbers where operations change their ways, and some ordinary ones.
std::pair<Values, Values> pairs_of_numbers() {
    constexpr double inf = std::numeric_limits<double>::infinity();
    const Values numbers{0.0,  -0.0,  1.0,    -1.0,         0.5,  2.5,   -2.5, 5e-324, 1e308, inf,
                         -inf, 709.5, -745.1, std::nan(""), 0.35, -0.35, 1e-9, -1e300, 3.0,   1e16};
    std::pair<Values, Values> pairs;
    for (const double a : numbers)
        for (const double b : numbers) {
            pairs.first.push_back(a);
            pairs.second.push_back(b);
        }
    return pairs;
}

}  // namespace

TEST_CASE("one loop of code gives the bits of the vector engine for every operation") {
    const auto [a, b] = pairs_of_numbers();
    const auto n = static_cast<std::uint32_t>(a.size());
    for (const char* value : {"-a",
                              "not a",
                              "sqrt(a)",
                              "floor(a)",
                              "ceil(a)",
                              "int(a)",
                              "abs(a)",
                              "sign(a)",
                              "a + b",
                              "a - b",
                              "a * b",
                              "a / b",
                              "a // b",
                              "a < b",
                              "a <= b",
                              "a > b",
                              "a >= b",
                              "a == b",
                              "a != b",
                              "a and b",
                              "a or b",
                              "min(a, b)",
                              "max(a, b)",
                              "timestep(a, b)",
                              "where(a, b, 2)",
                              "clip(a, b, 1)",
                              "fma(a, b, a)",
                              "a * b + 3",
                              "a * b - 3",
                              "3 - a * b",
                              "exp(a)",
                              "expm1(a)",
                              "exprel(a)",
                              "a + s",
                              "s / a",
                              "exp(s) * a",
                              "5",
                              "s"}) {
        for (const math::Simd simd : sets_with_code()) {
            const std::string code = std::string("c = ") + value;
            Memory expected;
            Memory actual;
            for (Memory* memory : {&expected, &actual})
                memory->element("a", a).element("b", b).element("c", Values(n)).shared("s", 0.7);
            VectorKernel(program_of(expected, code), simd).run(IndexRange{0, n});
            JitKernel kernel(program_of(actual, code), simd);
            kernel.run(IndexRange{0, n});
            CAPTURE(value);
            CAPTURE(math::name_of(simd));
            CHECK(same_bits(actual["c"], expected["c"]));
            CHECK(mentions(kernel, "in 1 loop"));
        }
    }
}

TEST_CASE("a loop writes the elements of its range and no others") {
    for (const math::Simd simd : sets_with_code())
        for (std::uint32_t n = 0; n < 20; ++n) {
            CAPTURE(n);
            Memory memory;
            memory.element("v", Values(24, 1.0));
            JitKernel(program_of(memory, "v = 2*v"), simd).run(IndexRange{2, 2 + n});
            Values expected(24, 1.0);
            std::fill_n(expected.begin() + 2, n, 2.0);
            CHECK(memory["v"] == expected);
        }
}

TEST_CASE("a loop goes one way and then the other, and finds the same elements in order") {
    for (const math::Simd simd : sets_with_code())
        for (const std::uint32_t n : {0U, 1U, 3U, 8U, 63U, 64U, 100U, 600U, 1100U})
            for (const char* const code :
                 {"f = v > 3", "w = v > 3; f = w and sin(v) < 2", "f = v"}) {
                CAPTURE(n);
                CAPTURE(code);
                Memory memory;
                Values v(n + 2, 0.0);
                std::vector<std::uint32_t> expected;
                for (std::uint32_t e = 0; e < v.size(); e += 1 + e % 41) {
                    v[e] = e % 7 == 0 ? std::nan("") : 4.0;
                    const bool counts = !std::isnan(v[e]) || std::string(code) == "f = v";
                    if (e >= 2 && counts) expected.push_back(e);
                }
                memory.element("v", v).element("f", Values(n + 2, 7.0));
                JitKernel kernel(program_of(memory, code), simd);
                for (int run = 0; run < 3; ++run) {
                    std::vector<std::uint32_t> found;
                    CHECK(kernel.run_and_find({2, 2 + n}, memory["f"].data(), found));
                    CHECK(found == expected);
                }
            }
}

TEST_CASE("flags that something else reads are written, not marked") {
    for (const math::Simd simd : sets_with_code()) {
        Memory memory;
        memory.element("v", {0.0, 1.0, 2.0}).element("f", Values(3, 7.0));
        JitKernel kernel(program_of(memory, "f = v > 0; v = sin(f) + f"), simd);
        std::vector<std::uint32_t> found;
        CHECK_FALSE(kernel.run_and_find({0, 3}, memory["f"].data(), found));
        kernel.run(IndexRange{0, 3});
        CHECK(memory["f"] == Values{0.0, 1.0, 1.0});
        CHECK(memory["v"] == Values{0.0, math::sin(1.0) + 1.0, math::sin(1.0) + 1.0});
    }
}

TEST_CASE("two arrays can change places") {
    for (const math::Simd simd : sets_with_code()) {
        Memory memory;
        memory.element("v", Values(11, 1.0)).element("w", Values(11, 2.0));
        JitKernel(program_of(memory, "u = v; v = w; w = u"), simd).run(IndexRange{0, 11});
        CHECK(memory["v"] == Values(11, 2.0));
        CHECK(memory["w"] == Values(11, 1.0));
    }
}

TEST_CASE("functions without code split a loop, and shared values are read at every run") {
    for (const math::Simd simd : sets_with_code()) {
        Memory memory;
        memory.element("v", {0.0, 1.0, 2.0}).shared("s", 3.0).shared("dt", 2.0);
        JitKernel kernel(program_of(memory, "v = s*dt + sin(v + 1) + exp(v)"), simd);
        CHECK(mentions(kernel, "in 2 loops"));
        kernel.run(IndexRange{0, 2});
        CHECK(memory["v"][0] == 6.0 + math::sin(1.0) + 1.0);
        memory.set("s", 5.0);
        kernel.run(std::vector<std::uint32_t>{2});
        CHECK(memory["v"][2] == 10.0 + math::sin(3.0) + math::exp(2.0));
    }
}

TEST_CASE("a kernel says why it has no machine code") {
    Memory memory;
    memory.element("v", {0.0, 1.0}).shared("s", 0.0);
    const JitKernel scalar(program_of(memory, "v = 2*v"), math::Simd::Scalar);
    CHECK(mentions(scalar, "no machine code: the CPU has no AVX2"));
    const JitKernel ordered(program_of(memory, "s = s + v; v = s"), math::Simd::Avx2);
    CHECK(mentions(ordered, "no machine code: an element reads what another one writes"));
}

}  // namespace brian::test
