#include "tools/model_difference.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace brian;

namespace {

const std::string model = R"(brian-run: 1
parameters:
  we: 1.62 mV
  wi: -9 mV
groups:
  P:
    size: 4000
    equations: |
      dv/dt = -v/tau : volt
      I : volt
stimuli:
  S:
    times: [1 ms, 2 ms,
            3 ms]
run:
  protocol:
    - duration: 1 ms
    - duration: 2 ms
      set:
        P.I: 3 mV
)";

std::string with(std::string text, const std::string& what, const std::string& instead) {
    return text.replace(text.find(what), what.size(), instead);
}

}  // namespace

TEST_CASE("the key that differs between two models is found") {
    struct Change {
        std::string what;
        std::string instead;
        std::string told;
    };
    const std::vector<Change> changes = {
        {"1.62 mV", "2 mV", "parameters.we was '1.62 mV' and is '2 mV' now"},
        {"  wi: -9 mV\n", "", "parameters.wi was '-9 mV' and is gone"},
        {"  wi", "  wx: 1\n  wi", "parameters.wx ('1') is new"},
        {"-v/tau", "-v/tau2",
         "groups.P.equations was '| dv/dt = -v/tau : volt I : volt' and is '| dv/dt = -v/tau2 : "
         "volt I : volt' now"},
        {"3 ms]", "4 ms]",
         "stimuli.S.times was '[1 ms, 2 ms, 3 ms]' and is '[1 ms, 2 ms, 4 ms]' now"},
        {"duration: 2 ms", "duration: 5 ms",
         "run.protocol[1].duration was '2 ms' and is '5 ms' now"},
        {"P.I: 3 mV", "P.I: 4 mV", "run.protocol[1].set.P.I was '3 mV' and is '4 mV' now"},
    };
    for (const Change& one : changes)
        CHECK(model_difference(model, with(model, one.what, one.instead)) == one.told);
}

TEST_CASE("the same model has no difference") {
    CHECK(model_difference(model, model).empty());
}
