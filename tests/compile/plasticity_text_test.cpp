#include "compile/plasticity_text.h"

#include <doctest/doctest.h>

namespace brian::test {

namespace {

PlasticityRule rule(const std::string& type, std::map<std::string, std::string> values) {
    PlasticityRule one;
    one.type = type;
    one.weight = "w";
    one.unit = "siemens";
    one.values = std::move(values);
    one.values.emplace("interactions", "all");
    one.values.emplace("update", "additive");
    one.values.emplace("wmin", "0");
    one.values.emplace("wmax", "(10 nS)");
    return one;
}

const std::map<std::string, std::string> exponential{
    {"taup", "tau_p"}, {"taum", "(20 ms)"}, {"Ap", "0.01"}, {"Am", "(-0.0105)"}};

}  // namespace

TEST_CASE("exponential plasticity is two traces and a bounded change at either end") {
    const PlasticityText text = plasticity_text(rule("stdp_exponential", exponential));
    CHECK(text.equations
          == "dApre/dt = -Apre/tau_p : 1 (event-driven)\n"
             "dApost/dt = -Apost/(20 ms) : 1 (event-driven)\n");
    CHECK(text.on_pre == "Apre += 0.01\nw = clip(w + (10 nS)*Apost, 0, (10 nS))\n");
    CHECK(text.on_post == "Apost += (-0.0105)\nw = clip(w + (10 nS)*Apre, 0, (10 nS))\n");
    CHECK(text.initial.empty());
}

TEST_CASE("a trace of nearest spikes is set, one of all spikes grows") {
    const auto traces = [](const std::string& interactions) {
        auto values = exponential;
        values["interactions"] = interactions;
        const PlasticityText text = plasticity_text(rule("stdp_exponential", values));
        return text.on_pre.substr(0, text.on_pre.find('\n')) + ", "
               + text.on_post.substr(0, text.on_post.find('\n'));
    };
    CHECK(traces("all") == "Apre += 0.01, Apost += (-0.0105)");
    CHECK(traces("nearest") == "Apre = 0.01, Apost = (-0.0105)");
    CHECK(traces("nearest_pre") == "Apre = 0.01, Apost += (-0.0105)");
    CHECK(traces("nearest_post") == "Apre += 0.01, Apost = (-0.0105)");
}

TEST_CASE("short-term plasticity reads u before it grows, and begins at rest") {
    const PlasticityText text =
        plasticity_text(rule("stp", {{"U", "0.6"}, {"taud", "taud"}, {"tauf", "tauf"}}));
    CHECK(text.on_pre == "x -= u*x\nu += 0.6*(1 - u)\n");
    CHECK(text.on_post.empty());
    REQUIRE(text.initial.size() == 2);
    CHECK(text.initial[0] == std::pair<std::string, std::string>("u", "0.6"));
    CHECK(text.initial[1] == std::pair<std::string, std::string>("x", "1"));
}

}  // namespace brian::test
