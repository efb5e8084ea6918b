#include <algorithm>

#include <doctest/doctest.h>

#include "components/integrators/one_element.h"
#include "components/integrators/structure.h"
#include "language/print.h"

// What exact integration writes, and what it refuses.
namespace brian {

namespace {

Update exact_update(const std::string& equations) {
    return find_integrator("exact")->make(system_of(equations));
}

bool all_shared(const Update& update) {
    return std::all_of(update.auxiliaries.begin(), update.auxiliaries.end(),
                       [](const Auxiliary& auxiliary) { return auxiliary.shared; });
}

std::size_t entries(const std::vector<std::string>& names) {
    return static_cast<std::size_t>(
        std::count_if(names.begin(), names.end(), [](const auto& name) { return !name.empty(); }));
}

}  // namespace

TEST_CASE("variables that do not act on each other need no matrix") {
    const Update update = exact_update("dv/dt = -v/0.01 : 1\ndw/dt = (1 - w)/0.02 : 1");
    CHECK(update.propagators.empty());
    CHECK(print(update.step)
          == "_new_v = _P_v*v\n_new_w = fma(_P_w, w, _c_w)\nv = _new_v\nw = _new_w\n");
}

TEST_CASE("two synaptic currents and a membrane make one chain of multiply-adds") {
    const Update update = exact_update(
        "dv/dt = (ge + gi + 0.049 - v)/0.02 : 1\ndge/dt = -ge/0.005 : 1\ndgi/dt = -gi/0.01 : 1");
    REQUIRE(update.propagators.size() == 1);
    CHECK(update.propagators[0].n == 4);  // three variables and the constant drive
    CHECK(entries(update.propagators[0].slopes) == 6);
    CHECK(entries(update.propagators[0].drive) == 0);
    CHECK(print(update.step[0])
          == "_new_v = fma(_P_v_v, v, fma(_P_v_ge, ge, fma(_P_v_gi, gi, _c_v)))");
    CHECK(print(update.step[1]) == "_new_ge = _P_ge_ge*ge");
}

TEST_CASE("a held membrane that drives nobody costs one choice") {
    const Update update =
        exact_update("dv/dt = (g - v)/0.02 : 1 (unless refractory)\ndg/dt = -g/0.005 : 1");
    CHECK(update.propagators.size() == 1);
    CHECK(print(update.step[0]) == "_new_v = where(not_refractory, fma(_P_v_v, v, _P_v_g*g), v)");
}

TEST_CASE("auxiliaries are shared when all that they read is") {
    CHECK(all_shared(exact_update("dv/dt = (rest - v)/tau : 1\ntau : 1 (shared)\nrest : 1")));
    CHECK(all_shared(exact_update("dv/dt = -stim(t)*v : 1")));
    CHECK_FALSE(all_shared(exact_update("dv/dt = -v/tau : 1\ntau : 1")));
}

TEST_CASE("names of matrix entries never meet") {
    const Update update = exact_update(
        "da/dt = b_c - a : 1\ndb_c/dt = -b_c : 1\n"
        "da_b/dt = c - a_b : 1\ndc/dt = -c : 1");
    std::vector<std::string> names;
    for (const Auxiliary& auxiliary : update.auxiliaries) names.push_back(auxiliary.name);
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

TEST_CASE("what is prepared depends on time only when a coefficient does") {
    CHECK(exact_update("dv/dt = -stim(t)*v : 1").prepare_every_step);
    CHECK_FALSE(exact_update("dv/dt = stim(t) - v : 1").prepare_every_step);
}

TEST_CASE("exact integration says what is not linear or not constant") {
    struct Fact {
        std::string equations;
        const char* message;
    };
    for (const Fact& fact : {
             Fact{"dv/dt = 1 - v**2 : 1", "dv/dt is not linear: v enters as v**2"},
             Fact{"dv/dt = g*(1 - v) : 1\ndg/dt = -g : 1",
                  "dv/dt is not linear: g and v enter as g*(1 - v)"},
             Fact{"dv/dt = exp(v) - v : 1", "dv/dt is not linear: v enters as exp(v)"},
             Fact{"dv/dt = 2*xi - v : 1", "exact does not integrate noise: xi enters dv/dt"},
             Fact{"dv/dt = sin(t) - v : 1",
                  "exact integration needs coefficients that hold for a step, but t in dv/dt "
                  "changes within it"},
             Fact{"dv/dt = sound(t)*v : 1",
                  "exact integration needs coefficients that hold for a step, but t in dv/dt "
                  "changes within it"},
             Fact{"dv/dt = stim(t - 1) - v : 1",
                  "exact integration needs coefficients that hold for a step, but t in dv/dt "
                  "changes within it"},
             Fact{"dv/dt = rand() - v : 1",
                  "exact integration needs coefficients that hold for a step, but rand() in dv/dt "
                  "is drawn anew"},
             Fact{"dv/dt = -other*v : 1",
                  "exact integration needs coefficients that hold for a step, but other in dv/dt "
                  "is no constant"},
         }) {
        CHECK(refusal("exact", fact.equations) == fact.message);
    }
}

TEST_CASE("an entry of the flow is zero unless a chain leads to it") {
    Structure chain(3);  // 0 <- 1 <- 2
    chain.set(0, 1);
    chain.set(1, 2);
    const Structure reach = chain.closure();
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            CHECK(reach.at(row, column) == (row <= column));
}

TEST_CASE("parts are independent whichever way their members act") {
    Structure structure(5);  // 0 <- 2 -> 4, 1 <- 3
    structure.set(0, 2);
    structure.set(4, 2);
    structure.set(1, 3);
    const std::vector<std::vector<std::size_t>> expected{{0, 2, 4}, {1, 3}};
    CHECK(structure.independent_parts() == expected);
}

}  // namespace brian
