#include "kernels/lower.h"

#include <algorithm>
#include <array>

#include <doctest/doctest.h>

#include "kernels/memory.h"

namespace brian::test {
namespace {

/// A neuron with element variables v, w, x and a shared dt, and the program of some code on it.
Program program_of(const std::string& code) {
    Memory memory;
    memory.element("v", {0.0}).element("w", {0.0}).element("x", {0.0}).shared("dt", 0.1);
    return lower(parse_statements(whole_text(code)), memory.bindings());
}

std::string text_of(const std::string& code) {
    return disassemble(program_of(code));
}

TEST_CASE("what does not depend on the element is computed once per run") {
    CHECK(text_of("v = v*exp(-dt/0.02)") ==
          "per run:\n"
          "  load dt\n"
          "  s1 = negate dt\n"
          "  s3 = divide s1, 0.02\n"
          "  s4 = exp s3\n"
          "per 512 elements:\n"
          "  load v\n"
          "  v = multiply v, s4\n"
          "  v := v\n");
}

TEST_CASE("equal operations are done once") {
    CHECK(text_of("w = exp(v) + x*exp(v)") ==
          "per 512 elements:\n"
          "  load v\n"
          "  r0 = exp v\n"
          "  load x\n"
          "  w = multiply_add x, r0, r0\n"
          "  w := w\n");
}

TEST_CASE("a value read before and after a write is two values") {
    const Program program = program_of("w = exp(v)\nv = 0\nx = exp(v)");
    CHECK(program.once.size() == 1);  // exp(0)
    CHECK(std::count_if(program.per_tile.begin(), program.per_tile.end(),
                        [](const Instruction& i) { return i.action == Action::Evaluate; })
          == 1);
}

TEST_CASE("0.0 and -0.0 are two constants") {
    CHECK(program_of("v = 0.0\nw = -(0.0)\nx = v").scalars.size() == 2);
}

TEST_CASE("an old value that a later statement reads is kept in a register") {
    CHECK(text_of("a = v\nv = w\nw = a") ==
          "per 512 elements:\n"
          "  load v\n"
          "  r0 = copy v\n"
          "  load w\n"
          "  v := w\n"
          "  w := r0\n");
}

TEST_CASE("new values wait in registers until all have been computed from the old ones") {
    CHECK(text_of("a = v + w\nb = v - w\nv = a\nw = b") ==
          "per 512 elements:\n"
          "  load v\n"
          "  load w\n"
          "  r0 = add v, w\n"
          "  w = subtract v, w\n"
          "  v := r0\n"
          "  w := w\n");
}

TEST_CASE("registers are used again after the last use of their value") {
    // ((((v+w)/x + w)/x + w)/x ...: one value is alive at a time.
    std::string code = "v = v + w";
    for (int k = 0; k < 20; ++k) code = "v = (" + code.substr(4) + ")/x + w";
    CHECK(program_of(code).n_registers == 1);
}

TEST_CASE("an unused local leaves nothing behind") {
    CHECK(text_of("a = exp(v)\nw = 1") == "per 512 elements:\n  w := 1\n");
}

TEST_CASE("a block in which a synapse reads what another writes runs element by element") {
    const std::array<std::uint32_t, 1> post{0};
    Memory memory;
    memory.gathered("x_post", {0.0}, post.data()).element("w", {0.0});
    const auto program = [&](const std::string& code) {
        return lower(parse_statements(whole_text(code)), memory.bindings());
    };
    CHECK(program("x_post += w").elements_per_tile > 1);
    CHECK(program("w = w + x_post").elements_per_tile > 1);
    CHECK(program("x_post += x_post*w").elements_per_tile == 1);
    CHECK(program("x_post += w\nw = x_post").elements_per_tile == 1);
    CHECK(program("x_post += w\nx_post += 1").elements_per_tile == 1);
}

TEST_CASE("names of parts of one array are seen to overlap") {
    const std::array<std::uint32_t, 1> post{0};
    Values v(4);
    Binding whole{"v", Binding::Access::Element, v.data(), {}, 0.0, v.data()};
    Binding part{"v_post", Binding::Access::Gathered, v.data() + 2, post.data(), 0.0, v.data()};
    const KernelBindings bindings{{whole, part}, {}};
    CHECK(lower(parse_statements(whole_text("v = v_post")), bindings).elements_per_tile == 1);
}

}  // namespace
}  // namespace brian::test
