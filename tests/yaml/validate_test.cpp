#include "spec/validate.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "parsed.h"
#include "small_schema.h"

namespace {

/// Errors of a model whose further lines are `sections`.
std::string model_errors(const std::string& sections) {
    brian::Diagnostics diagnostics;
    const brian::Value root = brian::test::parse("brian-run: 1\n" + sections, diagnostics);
    brian::validate(root, brian::test::small_schema(), diagnostics);
    return brian::test::errors(diagnostics);
}

struct Case {
    std::string sections;
    std::string errors;
};

void check_all(const std::vector<Case>& cases) {
    for (const Case& example : cases) {
        CAPTURE(example.sections);
        CHECK(model_errors(example.sections) == example.errors);
    }
}

}  // namespace

TEST_CASE("unknown keys come with the nearest known one") {
    check_all({
        {"grups: {}\n", "2:1: unknown key 'grups' | did you mean 'groups'?"},
        {"groups: {P: {size: 1, treshold: v > 1}}\n",
         "2:23: unknown key 'treshold' | did you mean 'threshold'?"},
        {"stimuli: {S: {type: poisson, size: 1, times: [1 ms]}}\n",
         "2:39: unknown key 'times' | 'times' belongs to type spike_list"},
        {"operations: {o: {of: P, code: x = 1, every: 1 ms, on: P.spike}}\n",
         "2:51: unknown key 'on' | write `event`; YAML reads 'on' as a boolean"},
    });
}

TEST_CASE("missing keys are reported at the name of what lacks them") {
    check_all({
        {"groups:\n  P: {method: euler}\n", "3:3: missing key 'size' | for example `size: 4000`"},
        {"monitors: {M: {type: spikes}}\n", "2:12: missing key 'of' | for example `of: P.exc`"},
        {"stimuli: {S: {size: 3}}\n", "2:11: missing key 'type' | for example `type: poisson`"},
        {"run: {dt: 0.1 ms}\n",
         "2:1: one of duration, protocol is needed | for example `duration: 1 s`"},
    });
}

TEST_CASE("a value of the wrong shape is told from what was expected") {
    check_all({
        {"groups: 5\n",
         "2:9: expected a map, found the number 5 | for example `{P: {size: 4000, "
         "equations: 'dv/dt = -v/(20*ms) : volt', threshold: v > 10*mV, reset: v = "
         "0*mV}}`"},
        {"run: {duration: [1 s]}\n", "2:17: expected a quantity, found a list | for example `1 s`"},
        {"run: {duration:}\n", "2:7: expected a quantity, found nothing"},
        {"groups: {P: {size: 2.5}}\n",
         "2:20: expected a whole number, found the number 2.5 | for example `4000`"},
        {"include: a.yaml\n",
         "2:10: expected a list, found 'a.yaml' | for example `[library/neurons.yaml]`"},
        {"parameters: {x: [1, {a: b}]}\n", "2:21: expected an expression, found a map"},
    });
}

TEST_CASE("booleans are true and false") {
    const std::string before = "output: {network: ";
    check_all({
        {before + "true}\n", ""},
        {before + "false}\n", ""},
        {before + "yes}\n", "2:19: expected true or false, found 'yes' | write true"},
        {before + "Off}\n", "2:19: expected true or false, found 'Off' | write false"},
        {before + "True}\n", "2:19: expected true or false, found 'True' | write true"},
        {before + "1}\n", "2:19: expected true or false, found the number 1 | for example `true`"},
    });
}

TEST_CASE("names that YAML takes for booleans are refused") {
    check_all({
        {"parameters: {on: 1, n: 2, y: 3}\n",
         "2:14: nothing can be called 'on' | many readers of YAML take it for a boolean"},
        {"parameters: {a b: 1}\n",
         "2:14: 'a b' is not a name | names are letters, digits and _, no digit first"},
        {"parameters: {2a: 1}\n",
         "2:14: '2a' is not a name | names are letters, digits and _, no digit first"},
    });
}

TEST_CASE("equations that YAML took for a map are explained") {
    check_all({
        {"groups:\n  P:\n    size: 1\n    equations:\n      dv/dt = x : volt\n      x : 1\n",
         "6:7: expected equations or a list, found a map | write the equations under `|` or in "
         "quotes"},
        {"groups:\n  P:\n    size: 1\n    equations:\n      - dv/dt = x : volt\n",
         "6:9: expected equations or a map, found a map | write the equations under `|` or in "
         "quotes"},
    });
}

TEST_CASE("connect takes one rule with its options") {
    const std::string before = "connections: {C: {source: P, target: P, connect: ";
    check_all({
        {before + "all}}\n", ""},
        {before + "{probability: 0.1, allow_self: false, multiplicity: 2}}}\n", ""},
        {before + "{generator: 'k for k in range(3)', skip_if_invalid: true}}}\n", ""},
        {before + "al}}\n", "2:50: unknown connect 'al' | did you mean 'all'?"},
        {before + "{probability: 0.1, skip_if_invalid: true}}}\n",
         "2:69: 'skip_if_invalid' goes with generator"},
        {before + "{probability: 0.1, condition: i != j}}}\n", ""},
        {before + "{condition: i != j, probability: 0.1}}}\n", ""},
        {before + "[all, {probability: 0.1}]}}\n", ""},
        {before + "{probability: 0.1, generator: i}}}\n",
         "2:69: 'probability' and 'generator' exclude each other"},
        {before + "{allow_self: false}}}\n",
         "2:41: one of probability, condition, generator is needed | for example `probability: "
         "0.1`"},
    });
}

TEST_CASE("pathways are code, or have names") {
    const std::string before = "connections: {C: {source: P, target: P, connect: all, on_pre: ";
    check_all({
        {before + "x += 1}}\n", ""},
        {before + "{up: x += 1, down: {code: y += 1, delay: 2 ms}}}}\n", ""},
        {before + "{code: x += 1, delay: 2 ms}}}\n",
         "2:63: expected code or a map, found a map | a name is missing, as in {NAME: {code: "
         "...}}"},
    });
}

TEST_CASE("the version must be the one that is known") {
    brian::Diagnostics diagnostics;
    brian::validate(brian::test::parse("brian-run: 2\n"), brian::test::small_schema(), diagnostics);
    CHECK(brian::test::errors(diagnostics)
          == "1:12: expected 1, found the number 2 | for example `1`");
}

TEST_CASE("phases may hold phases") {
    check_all({
        {"run: {protocol: [{repeat: 2, phases: [{duration: 1 s}, {store: a}]}]}\n", ""},
        {"run: {protocol: [{phases: [{phases: [{duratio: 1 s}]}]}]}\n",
         "2:39: unknown key 'duratio' | did you mean 'duration'?"},
    });
}

TEST_CASE("a section that is left empty is an empty map") {
    CHECK(model_errors("monitors:\nparameters:\n").empty());
}
