#include <doctest/doctest.h>

#include "components/integrators/one_element.h"

namespace brian {

TEST_CASE("the first of exact, euler and heun that applies is chosen, with the reason") {
    struct Fact {
        std::string equations;
        const char* method;
        const char* reason;
    };
    for (const Fact& fact : {
             Fact{"dv/dt = (rest - v)/tau : 1\nrest : 1\ntau : 1", "exact",
                  "linear with constant coefficients"},
             Fact{"dv/dt = v**2 : 1", "euler", "not linear (v**2 in dv/dt)"},
             Fact{"dv/dt = cos(t) - v : 1", "euler", "not constant over a step (t in dv/dt)"},
             Fact{"dv/dt = -v + 2*xi : 1", "euler", "noise is additive"},
             Fact{"dv/dt = v**2 + xi : 1", "euler",
                  "not linear (v**2 in dv/dt); noise is additive"},
             Fact{"dv/dt = -v + v*xi_a : 1", "heun",
                  "noise is multiplicative (factor of xi_a in dv/dt)"},
             Fact{"dv/dt = v**2 + t*xi : 1", "heun",
                  "not linear (v**2 in dv/dt); noise is multiplicative (factor of xi in dv/dt)"},
         }) {
        CAPTURE(fact.equations);
        const Choice choice = choose_integrator(system_of(fact.equations));
        CHECK(choice.integrator->name == fact.method);
        CHECK(choice.reason == fact.reason);
    }
}

}  // namespace brian
