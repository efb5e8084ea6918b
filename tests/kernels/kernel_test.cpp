#include <array>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "base/error.h"
#include "kernels/memory.h"
#include "math/random.h"
#include "math/variates.h"

namespace brian::test {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

IndexRange all(std::size_t n) {
    return {0, static_cast<std::uint32_t>(n)};
}

TEST_CASE("each statement sees what those before it wrote") {
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("v", {1.0, 2.0}).element("w", {10.0, 20.0});
        memory.kernel(backend, "v = v + 1\nw = v*2\nv += w")->run(all(2));
        CHECK(memory["v"] == Values{6.0, 9.0});
        CHECK(memory["w"] == Values{4.0, 6.0});
    }
}

TEST_CASE("a local keeps the old value of a variable that is overwritten") {
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("v", {1.0, 2.0}).element("w", {10.0, 20.0});
        memory.kernel(backend, "old = v\nv = w\nw = old")->run(all(2));
        CHECK(memory["v"] == Values{10.0, 20.0});
        CHECK(memory["w"] == Values{1.0, 2.0});
    }
}

TEST_CASE("a local can be added to") {
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("v", {1.0, 2.0});
        memory.kernel(backend, "x = v\nx += 3\nv = x*x")->run(all(2));
        CHECK(memory["v"] == Values{16.0, 25.0});
    }
}

TEST_CASE("a sum of equal terms is a sum: minus zero stays") {
    // muparser's optimiser makes 2*x + 0 of x + x, which is plus zero.
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("x", {-0.0}).element("v", {1.0});
        memory.kernel(backend, "v = x + x")->run(all(1));
        CHECK(std::signbit(memory["v"][0]));
    }
}

TEST_CASE("a run leaves the elements outside its range alone") {
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("v", {1.0, 2.0, 3.0, 4.0});
        memory.kernel(backend, "v = 0")->run(IndexRange{1, 3});
        CHECK(memory["v"] == Values{1.0, 0.0, 0.0, 4.0});
    }
}

TEST_CASE("an empty run writes nothing, not even a shared variable") {
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.shared("s", 1.0);
        memory.kernel(backend, "s = 2")->run(IndexRange{5, 5});
        CHECK(memory["s"][0] == 1.0);
    }
}

TEST_CASE("a subset changes its elements only") {
    const std::array<std::uint32_t, 2> spikes{1, 3};
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("v", {1.0, 2.0, 3.0, 4.0}).element("w", {1.0, 1.0, 1.0, 1.0});
        memory.shared("v_reset", -1.0);
        memory.kernel(backend, "w += v\nv = v_reset")->run(spikes);
        CHECK(memory["v"] == Values{1.0, -1.0, 3.0, -1.0});
        CHECK(memory["w"] == Values{1.0, 3.0, 1.0, 5.0});
    }
}

TEST_CASE("a shared value is read again at every run") {
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("v", {0.0}).shared("s", 1.0);
        const auto advance = memory.kernel(backend, "s = s + 1");
        const auto copy = memory.kernel(backend, "v = s*10");
        copy->run(all(1));
        CHECK(memory["v"][0] == 10.0);
        advance->run(all(1));
        copy->run(all(1));
        CHECK(memory["v"][0] == 20.0);
    }
}

TEST_CASE("where() keeps a NaN of the branch not taken out") {
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("v", {1.0, -1.0});
        memory.kernel(backend, "v = where(v > 0, v, log(v)*0 + 5)")->run(all(2));
        CHECK(memory["v"][0] == 1.0);
        CHECK(std::isnan(memory["v"][1]));
    }
}

TEST_CASE("a condition that is not a number counts as true") {
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("v", {nan});
        memory.kernel(backend, "v = where(v, 1, 2)")->run(all(1));
        CHECK(memory["v"][0] == 1.0);
    }
}

TEST_CASE("sums into one place are made in the order of the synapses") {
    // 1 + 1e16 - 1e16 is 0 in this order and 1 in any other.
    const std::array<std::uint32_t, 3> post{0, 0, 0};
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.gathered("g_post", {1.0}, post.data()).element("w", {1e16, -1e16, 0.5});
        const std::array rows{Row{0, 0, 2}, Row{1, 2, 3}};
        memory.kernel(backend, "g_post += w")->run_rows(rows);
        CHECK(memory["g_post"][0] == 0.5);
    }
}

TEST_CASE("a row gives its source's value to each of its synapses") {
    const std::array<std::uint16_t, 4> post{1, 0, 1, 1};
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.gathered("g_post", {0.0, 0.0}, post.data()).row("u_pre", {1.0, 10.0, 100.0});
        const std::array rows{Row{2, 0, 1}, Row{0, 2, 4}};
        memory.kernel(backend, "g_post += u_pre*2")->run_rows(rows);
        CHECK(memory["g_post"] == Values{0.0, 204.0});
    }
}

TEST_CASE("listed synapses have the values of their sources") {
    const std::array<std::uint16_t, 3> narrow{2, 0, 1};
    const std::array<std::uint32_t, 3> wide{2, 0, 1};
    const std::array<std::uint32_t, 3> synapses{3, 1, 0};
    const std::array<IndexArray, 2> widths{narrow.data(), wide.data()};
    for (const Backend backend : all_backends())
        for (const IndexArray& sources : widths) {
            CAPTURE(backend);
            Memory memory;
            memory.row("u_pre", {1.0, 10.0, 100.0}).element("w", {0.5, 0.5, 0.5, 0.5});
            memory.kernel(backend, "w += u_pre")->run_listed(synapses, sources);
            CHECK(memory["w"] == Values{10.5, 1.5, 0.5, 100.5});
        }
}

TEST_CASE("rows that all reach the same neurons need no look at their numbers") {
    constexpr std::uint32_t n = 40;
    std::vector<std::uint16_t> post(std::size_t{3} * n);
    for (std::uint32_t e = 0; e < post.size(); ++e) post[e] = static_cast<std::uint16_t>(e % n + 1);
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        Values u(n + 2);
        for (std::uint32_t k = 0; k < u.size(); ++k) u[k] = 0.25 * k;
        memory.gathered("g_post", Values(n + 2, 1.0), post.data()).counts_from(1);
        memory.gathered("u_post", u, post.data()).counts_from(1);
        memory.element("w", Values(post.size(), 0.5));
        const std::array rows{Row{0, 0, n}, Row{2, 2 * n, 3 * n}};
        memory.kernel(backend, "g_post += w\nw += u_post")->run_rows(rows);
        CHECK(memory["g_post"][0] == 1.0);
        CHECK(memory["g_post"][n + 1] == 1.0);
        for (std::uint32_t k = 0; k < n; ++k) {
            CHECK(memory["w"][k] == 0.5 + u[k + 1]);
            CHECK(memory["w"][n + k] == 0.5);
            CHECK(memory["w"][2 * n + k] == 0.5 + u[k + 1]);
            CHECK(memory["g_post"][k + 1] == 2.0);
        }
    }
}

TEST_CASE("a row onto neurons that follow each other is like any other") {
    constexpr std::uint32_t n = 40;
    std::vector<std::uint16_t> post(n);
    std::vector<double> u(n + 2);
    for (std::uint32_t k = 0; k < n; ++k) post[k] = static_cast<std::uint16_t>(k + 1);
    for (std::uint32_t k = 0; k < u.size(); ++k) u[k] = 0.25 * k;
    for (const std::uint16_t last :
         std::array<std::uint16_t, 3>{40, 41, 39})  // one after the other, a gap, one of them twice
        for (const Backend backend : all_backends()) {
            CAPTURE(backend);
            post.back() = last;
            Memory memory;
            memory.gathered("g_post", Values(n + 2, 1.0), post.data());
            memory.gathered("u_post", u, post.data()).element("w", Values(n, 0.5));
            const std::array rows{Row{0, 0, n}};
            memory.kernel(backend, "g_post += w\nw += u_post")->run_rows(rows);
            for (std::uint32_t k = 0; k < n; ++k) CHECK(memory["w"][k] == 0.5 + u[post[k]]);
            CHECK(memory["g_post"][0] == 1.0);
            CHECK(memory["g_post"][38] == 1.5);
            CHECK(memory["g_post"][39] == (last == 39 ? 2.0 : 1.5));
            CHECK(memory["g_post"][41] == (last == 41 ? 1.5 : 1.0));
        }
}

TEST_CASE("a source may collect from its synapses") {
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.row("n_pre", {0.0, 0.0}).element("w", {1.0, 2.0, 4.0});
        const std::array rows{Row{0, 0, 2}, Row{1, 2, 3}};
        memory.kernel(backend, "n_pre += w")->run_rows(rows);
        CHECK(memory["n_pre"] == Values{3.0, 4.0});
    }
}

TEST_CASE("weights of all forms are added row by row") {
    const std::array<std::uint32_t, 5> post{3, 1, 3, 0, 2};
    const std::array rows{Row{0, 0, 3}, Row{5, 4, 5}};
    struct Case {
        const char* code;
        Values g;
    };
    const std::vector<Case> cases{{"g_post += w", {0.0, 2.0, 16.0, 5.0}},
                                  {"g_post += s", {0.0, 0.5, 0.5, 1.0}},
                                  {"g_post += s*w", {0.0, 1.0, 8.0, 2.5}},
                                  {"g_post += w*s", {0.0, 1.0, 8.0, 2.5}},
                                  {"g_post += 2", {0.0, 2.0, 2.0, 4.0}},
                                  {"g_post += w*w", {0.0, 4.0, 256.0, 17.0}},
                                  {"g_post += u_pre", {0.0, 3.0, 7.0, 6.0}},
                                  {"g_post += u_pre*w", {0.0, 6.0, 112.0, 15.0}},
                                  {"g_post += s*u_pre", {0.0, 1.5, 3.5, 3.0}},
                                  {"g_post += u_pre*u_pre", {0.0, 9.0, 49.0, 18.0}},
                                  {"g_post += s*w*u_pre", {0.0, 3.0, 56.0, 7.5}},
                                  {"g_post += where(on_post, s, 0)", {0.0, 0.5, 0.0, 1.0}},
                                  {"g_post += where(on_post, w, 0)", {0.0, 2.0, 0.0, 5.0}},
                                  {"g_post += where(on_post, s*w, 0)", {0.0, 1.0, 0.0, 2.5}},
                                  {"g_post += where(on_post, w*u_pre, 0)", {0.0, 6.0, 0.0, 15.0}},
                                  {"g_post += where(on_post, w, s)", {0.0, 2.0, 0.5, 5.0}},
                                  {"g_post += where(not on_post, w, 0)", {0.0, 0.0, 16.0, 0.0}},
                                  {"g_post += where(w > 2, s, 0)", {0.0, 0.0, 0.5, 0.5}}};
    for (const Backend backend : all_backends())
        for (const Case& row : cases) {
            CAPTURE(backend);
            CAPTURE(row.code);
            Memory memory;
            memory.gathered("g_post", {0.0, 0.0, 0.0, 0.0}, post.data());
            memory.element("w", {1.0, 2.0, 4.0, 8.0, 16.0}).shared("s", 0.5);
            memory.row("u_pre", {3.0, 0.0, 0.0, 0.0, 0.0, 7.0});
            memory.gathered("on_post", {0.0, 1.0, 0.0, 1.0}, post.data());
            memory.kernel(backend, row.code)->run_rows(rows);
            CHECK(memory["g_post"] == row.g);
        }
}

TEST_CASE("a held target gets 0.0, whose sum with -0.0 is 0.0") {
    const std::array<std::uint16_t, 3> post{0, 1, 2};
    const std::array rows{Row{0, 0, 2}};
    for (const Backend backend : all_backends())
        for (const char* code : {"g_post += where(on_post, w, 0)", "g_post += where(on_post, s, 0)",
                                 "g_post += where(on_post, w, -0.0)"}) {
            CAPTURE(backend);
            CAPTURE(code);
            Memory memory;
            memory.gathered("g_post", {-0.0, -0.0, -0.0}, post.data());
            memory.gathered("on_post", {0.0, nan, 0.0}, post.data());
            memory.element("w", {nan, -0.0, -0.0}).shared("s", -0.0);
            memory.kernel(backend, code)->run_rows(rows);
            const bool added_zero = std::string(code).find("-0.0") == std::string::npos;
            CHECK(std::signbit(memory["g_post"][0]) != added_zero);
            CHECK(std::signbit(memory["g_post"][1]));
            CHECK(std::signbit(memory["g_post"][2]));
        }
}

TEST_CASE("a synapse sees the target that the one before it changed") {
    const std::array<std::uint32_t, 3> post{0, 0, 0};
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.gathered("x_post", {1.0}, post.data()).element("w", {0.0, 0.0, 0.0});
        const std::array rows{Row{0, 0, 3}};
        memory.kernel(backend, "w = x_post\nx_post = x_post*2")->run_rows(rows);
        CHECK(memory["w"] == Values{1.0, 2.0, 4.0});
        CHECK(memory["x_post"][0] == 8.0);
    }
}

TEST_CASE("two names for one array are seen through") {
    const std::array<std::uint32_t, 2> neighbour{1, 0};
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("v", {1.0, 2.0});
        memory.alias("v_next", "v", Binding::Access::Gathered, neighbour.data());
        memory.kernel(backend, "v = v_next + 10")->run(all(2));
        CHECK(memory["v"] == Values{12.0, 22.0});
    }
}

TEST_CASE("two sums into one place alternate") {
    const std::array<std::uint32_t, 2> post{0, 0};
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.gathered("x_post", {0.0}, post.data()).element("w", {1e16, 1.0});
        const std::array rows{Row{0, 0, 2}};
        // ((0 + 1e16) - 1e16) + 1 - 1 = 0; all first sums before all second ones would give -1.
        memory.kernel(backend, "x_post += w\nx_post += -w")->run_rows(rows);
        CHECK(memory["x_post"][0] == 0.0);
    }
}

TEST_CASE("index names give the numbers of the element, the source and the target") {
    const std::array<std::uint32_t, 3> post{7, 5, 6};
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("a", {0, 0, 0}).element("b", {0, 0, 0}).element("c", {0, 0, 0});
        memory.index("element", Binding::Access::ElementIndex, 100.0);
        memory.index("i", Binding::Access::RowIndex, 0.0);
        memory.index("j", Binding::Access::GatheredIndex, 1000.0, post.data());
        const std::array rows{Row{4, 0, 1}, Row{9, 1, 3}};
        memory.kernel(backend, "a = element\nb = i\nc = j")->run_rows(rows);
        CHECK(memory["a"] == Values{100.0, 101.0, 102.0});
        CHECK(memory["b"] == Values{4.0, 9.0, 9.0});
        CHECK(memory["c"] == Values{1007.0, 1005.0, 1006.0});
    }
}

TEST_CASE("draws are those of the stream, whatever the order of the elements") {
    const math::StreamKey key{123456789U, 4000000000U};
    constexpr std::uint32_t n = 700;  // more than a tile
    const std::string arguments = "(123456789, 4000000000, step, element)";
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("u", Values(n)).element("z", Values(n)).shared("step", 5.0);
        memory.element("k", Values(n)).element("b", Values(n));
        memory.index("element", Binding::Access::ElementIndex, 3.0);
        memory
            .kernel(backend,
                    "u = _uniform" + arguments + "\nz = _normal" + arguments
                        + "\nk = _poisson(2.5, 123456789, 4000000000, step, element)"
                        + "\nb = _binomial(20, 0.25, 123456789, 4000000000, step, element)")
            ->run(all(n));
        for (std::uint32_t e = 0; e < n; ++e) {
            CHECK(memory["u"][e] == math::uniform(key, 5, e + 3));
            CHECK(memory["z"][e] == math::normal(key, 5, e + 3));
            const math::DrawPlace place{key, 5, e + 3};
            CHECK(memory["k"][e] == math::poisson(2.5, place));
            CHECK(memory["b"][e] == math::binomial(20, 0.25, place));
        }
    }
}

TEST_CASE("a timed array gives the row of the time and the column of the element") {
    const std::array values{1.0, 2.0, 3.0, 4.0, 5.0, 6.0};
    TableBinding stimulus;
    stimulus.name = "stimulus";
    stimulus.values = values.data();
    stimulus.n_rows = 3;
    stimulus.n_columns = 2;
    stimulus.two_dimensional = true;
    stimulus.dt = 0.1;
    for (const Backend backend : all_backends()) {
        CAPTURE(backend);
        Memory memory;
        memory.element("v", {0.0, 0.0, 0.0}).shared("t", 0.15).table(stimulus);
        memory.index("i", Binding::Access::ElementIndex, 0.0);
        memory.kernel(backend, "v = stimulus(t, i)")->run(all(3));
        CHECK(memory["v"][0] == 3.0);
        CHECK(memory["v"][1] == 4.0);
        CHECK(std::isnan(memory["v"][2]));
    }
}

TEST_CASE("what cannot be compiled is refused by both engines") {
    struct Case {
        const char* code;
        const char* message;
    };
    const std::vector<Case> cases{
        {"v = nothing", "unknown name 'nothing'"},
        {"v = expp(v)", "unknown function 'expp'"},
        {"v = rand()", "'rand' has not been given a stream of random numbers"},
        {"v = exp(v, v)", "'exp' takes 1 arguments, not 2"},
        {"i = 3", "'i' cannot be assigned"},
        {"x += 3", "unknown name 'x'"},
    };
    for (const Backend backend : all_backends())
        for (const Case& row : cases) {
            CAPTURE(backend);
            CAPTURE(row.code);
            Memory memory;
            memory.element("v", {0.0}).index("i", Binding::Access::ElementIndex, 0.0);
            CHECK_THROWS_WITH_AS((void)memory.kernel(backend, row.code), row.message, ModelError);
        }
}

TEST_CASE("an expression too long for muparser is refused with its remedy") {
    Expr sum = name("v");
    for (int k = 0; k < 13; ++k) sum = sum + sum;  // 2^13 terms
    Memory memory;
    memory.element("v", {1.0});
    try {
        (void)make_kernel(Backend::Muparser, {assign("v", sum)}, memory.bindings());
        FAIL("accepted");
    } catch (const ModelError& refusal) {
        CHECK(refusal.facts().hint == "split it into several, or use the vector engine");
    }
}

TEST_CASE("a block that reads the source of a row refuses to run without rows") {
    for (const Backend backend : all_backends()) {
        Memory memory;
        memory.element("w", {0.0}).row("x_pre", {1.0});
        const auto kernel = memory.kernel(backend, "w = x_pre");
        CHECK_THROWS_AS(kernel->run(all(1)), std::logic_error);
    }
}

TEST_CASE("every backend is found by its name") {
    for (const Backend backend : all_backends()) CHECK(find_backend(name_of(backend)) == backend);
    CHECK(!find_backend("llvm"));
}

}  // namespace
}  // namespace brian::test
