#include <cmath>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Values = std::vector<double>;

/// One synapse with w = 1 at first, dt = 1 ms; `g` is the weight that the last presynaptic spike
/// saw. The source fires at 1, 3, 20 and 21 ms, the target at 2 and 5 ms.
std::string pair(const std::string& plasticity, const std::string& keys = {}) {
    return format(R"(
groups:
  target:
    size: 1
    equations: |
      fires = at(t) : 1
      g : 1
    threshold: fires > 0.5
    reset: g = g
stimuli:
  source: {{type: spike_list, size: 1, indices: [0, 0, 0, 0], times: [1 ms, 3 ms, 20 ms, 21 ms]}}
  at: {{type: timed_array, values: [0, 0, 1, 0, 0, 1, 0], dt: 1 ms}}
connections:
  S:
    source: source
    target: target
    connect: all
    equations: "w : 1"
    initial: {{w: 1}}
    on_pre: g = w
    plasticity: {}
{}
monitors:
  trace: {{type: state, of: target, variables: [g], record: all, when: end}}
run: {{dt: 1 ms, duration: 40 ms}}
)",
                  plasticity, keys);
}

struct Kind {
    std::string keys;
    double pre_2 = 0.0;   ///< presynaptic trace at the postsynaptic spikes: 2 ms ...
    double pre_5 = 0.0;   ///< ... and 5 ms
    double post_3 = 0.0;  ///< postsynaptic trace at the presynaptic spikes: 3 ms ...
    double post_20 = 0.0;
};

const double late = std::exp(-15.0 / 20.0);
const double pre_last = 0.1 * std::exp(-2.0 / 10.0);                           // of the last spike
const double pre_all = 0.1 * (std::exp(-2.0 / 10.0) + std::exp(-4.0 / 10.0));  // of both
const double post_last = -0.12 * late;
const double post_all = -0.12 * late * (1.0 + std::exp(-3.0 / 20.0));
const double pre_2 = 0.1 * std::exp(-1.0 / 10.0);
const double post_3 = -0.12 * std::exp(-1.0 / 20.0);

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all{
        {"", pre_2, pre_all, post_3, post_all},
        {", interactions: all", pre_2, pre_all, post_3, post_all},
        {", interactions: nearest", pre_2, pre_last, post_3, post_last},
        {", interactions: nearest_pre", pre_2, pre_last, post_3, post_all},
        {", interactions: nearest_post", pre_2, pre_all, post_3, post_last}};
    return all;
}

const std::string exponential =
    "{type: stdp_exponential, taup: 10 ms, taum: 20 ms, Ap: 0.1, Am: -0.12, wmax: 2";

double last_weight(const std::string& text, Backend backend) {
    return Ran(text, backend).last("trace", "g")[0];
}

}  // namespace

TEST_CASE("additive plasticity changes the weight by the traces, whichever pairs count") {
    for (Backend backend : all_backends())
        for (const Kind& kind : kinds()) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(kind.keys);
            const double w = 1.0 + 2.0 * (kind.pre_2 + kind.post_3 + kind.pre_5 + kind.post_20);
            CHECK(last_weight(pair(exponential + kind.keys + "}"), backend)
                  == doctest::Approx(w).epsilon(1e-13));
        }
}

TEST_CASE("multiplicative plasticity grows on what is left and declines on what is there") {
    for (Backend backend : all_backends())
        for (const Kind& kind : kinds()) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(kind.keys);
            double w = 1.0;
            w += (2.0 - w) * kind.pre_2;
            w *= 1.0 + kind.post_3;
            w += (2.0 - w) * kind.pre_5;
            w *= 1.0 + kind.post_20;
            CHECK(last_weight(pair(exponential + kind.keys + ", update: multiplicative}"), backend)
                  == doctest::Approx(w).epsilon(1e-13));
        }
}

TEST_CASE("mixed plasticity grows by steps and declines on what is there") {
    for (Backend backend : all_backends())
        for (const Kind& kind : kinds()) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(kind.keys);
            double w = 1.0;
            w += 2.0 * kind.pre_2;
            w *= 1.0 + kind.post_3;
            w += 2.0 * kind.pre_5;
            w *= 1.0 + kind.post_20;
            CHECK(last_weight(pair(exponential + kind.keys + ", update: mixed}"), backend)
                  == doctest::Approx(w).epsilon(1e-13));
        }
}

TEST_CASE("which change is the growth is told by its sign") {
    // Anti-Hebbian: pre before post weakens, post before pre strengthens.
    const std::string rule =
        "{type: stdp_exponential, taup: 10 ms, taum: 20 ms, Ap: -0.1, Am: 0.12, wmax: 2, "
        "update: multiplicative}";
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        double w = 1.0;
        w *= 1.0 - pre_2;
        w += (2.0 - w) * -post_3;
        w *= 1.0 - pre_all;
        w += (2.0 - w) * -post_all;
        CHECK(last_weight(pair(rule), backend) == doctest::Approx(w).epsilon(1e-13));
    }
}

TEST_CASE("the weight stays within its bounds") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(last_weight(pair("{type: stdp_exponential, taup: 10 ms, taum: 20 ms, Ap: 9, Am: 0, "
                               "wmax: 2}"),
                          backend)
              == 2.0);
        CHECK(last_weight(pair("{type: stdp_exponential, taup: 10 ms, taum: 20 ms, Ap: 0, Am: -9, "
                               "wmin: 0.25, wmax: 2}"),
                          backend)
              == 0.25);
    }
}

TEST_CASE(
    "a presynaptic spike changes the weight when it arrives, unless delay_pre says otherwise") {
    // Only growth: Am = 0. The weight is read at 20 and 21 ms or later, after all changes.
    const std::string rule =
        "{type: stdp_exponential, taup: 10 ms, taum: 20 ms, Ap: 0.1, Am: 0, "
        "wmax: 2";
    const auto trace = [](double ms) { return 0.1 * std::exp(-ms / 10.0); };
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // The spikes of 1 and 3 ms arrive at 3 and 5 ms, the latter just before the postsynaptic
        // spike of 5 ms acts in the same step.
        CHECK(last_weight(pair(rule + "}", "    delay: 2 ms"), backend)
              == doctest::Approx(1.0 + 2.0 * (trace(2.0) + trace(0.0))).epsilon(1e-13));
        CHECK(
            last_weight(pair(rule + ", delay_pre: 0 ms}", "    delay: 2 ms"), backend)
            == doctest::Approx(1.0 + 2.0 * (trace(1.0) + trace(4.0) + trace(2.0))).epsilon(1e-13));
        // Postsynaptic spikes act at 5 and 8 ms.
        CHECK(last_weight(pair(rule + ", delay_post: 3 ms}"), backend)
              == doctest::Approx(1.0 + 2.0 * (trace(4.0) + trace(2.0) + trace(7.0) + trace(5.0)))
                     .epsilon(1e-13));
    }
}

TEST_CASE("every pair of spikes strengthens inhibition, every presynaptic spike weakens it") {
    // tau = 20 ms: traces x of the source, y of the target; alpha = 2*5 Hz*20 ms = 0.2.
    const auto decay = [](double ms) { return std::exp(-ms / 20.0); };
    double w = 1.0;
    w += 0.5 * (0.0 - 0.2);                        // pre at 1 ms
    w += 0.5 * decay(1.0);                         // post at 2 ms
    w += 0.5 * (decay(1.0) - 0.2);                 // pre at 3 ms
    w += 0.5 * (decay(4.0) + decay(2.0));          // post at 5 ms
    w += 0.5 * (decay(18.0) + decay(15.0) - 0.2);  // pre at 20 ms
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(
            last_weight(pair("{type: stdp_inhibitory, tau: 20 ms, eta: 0.5, rho0: 5 Hz, wmax: 9}"),
                        backend)
            == doctest::Approx(w).epsilon(1e-13));
    }
}

TEST_CASE("triplets of spikes change the weight more than pairs, by traces from before the spike") {
    const std::string rule =
        "{type: stdp_triplet, tau_plus: 10 ms, tau_x: 40 ms, tau_minus: 20 ms, tau_y: 50 ms, "
        "A2_plus: 0.1, A3_plus: 0.3, A2_minus: 0.2, A3_minus: 0.05, wmax: 2";
    const auto e = [](double ms, double tau) { return std::exp(-ms / tau); };
    double all = 1.0;
    all += 2.0 * e(1, 10) * 0.1;                                                    // post at 2
    all -= 2.0 * e(1, 20) * (0.2 + 0.05 * e(2, 40));                                // pre at 3
    all += 2.0 * (e(4, 10) + e(2, 10)) * (0.1 + 0.3 * e(3, 50));                    // post at 5
    all -= 2.0 * (e(18, 20) + e(15, 20)) * (0.2 + 0.05 * (e(19, 40) + e(17, 40)));  // pre at 20
    double nearest = 1.0;
    nearest += 2.0 * e(1, 10) * 0.1;
    nearest -= 2.0 * e(1, 20) * (0.2 + 0.05 * e(2, 40));
    nearest += 2.0 * e(2, 10) * (0.1 + 0.3 * e(3, 50));
    nearest -= 2.0 * e(15, 20) * (0.2 + 0.05 * e(17, 40));
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(last_weight(pair(rule + "}"), backend) == doctest::Approx(all).epsilon(1e-13));
        CHECK(last_weight(pair(rule + ", interactions: nearest}"), backend)
              == doctest::Approx(nearest).epsilon(1e-13));
    }
}

TEST_CASE("short-term plasticity transmits w u x, with the u from before the spike") {
    const auto after = [](double U, double tauf, double taud) {
        double u = U, x = 1.0, sum = 0.0, last = 1.0;
        for (const double t : {1.0, 3.0, 20.0, 21.0}) {
            u = U + (u - U) * std::exp(-(t - last) / tauf);
            x = 1.0 + (x - 1.0) * std::exp(-(t - last) / taud);
            sum += 3.0 * u * x;
            x *= 1.0 - u;
            u += U * (1.0 - u);
            last = t;
        }
        return sum;
    };
    const auto model = [](const std::string& values) {
        std::string text = pair("{type: stp, " + values + "}", "    variable: g\n    weight: 3");
        for (const char* line :
             {"    equations: \"w : 1\"\n", "    initial: {w: 1}\n", "    on_pre: g = w\n"})
            text.erase(text.find(line), std::string(line).size());
        return text;
    };
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(last_weight(model("taud: 100 ms, tauf: 1 ms, U: 0.6"), backend)
              == doctest::Approx(after(0.6, 1.0, 100.0)).epsilon(1e-13));
        CHECK(last_weight(model("taud: 10 ms, tauf: 100 ms, U: 0.1"), backend)
              == doctest::Approx(after(0.1, 100.0, 10.0)).epsilon(1e-13));
    }
}

TEST_CASE("voltage-based plasticity weakens at spikes and strengthens in between") {
    // Spikes at 1 and 20 ms; u_minus, u_plus and v do not change.
    const std::string text = R"(
groups:
  target:
    size: 1
    equations: |
      v = -40*mV : volt
      u_minus : volt
      u_plus : volt
      g : 1
    initial: {u_minus: -60 mV, u_plus: -50 mV}
stimuli:
  source: {type: spike_list, size: 1, indices: [0, 0], times: [1 ms, 20 ms]}
connections:
  S:
    source: source
    target: target
    connect: all
    equations: "w : 1"
    initial: {w: 1}
    on_pre: g = w
    plasticity:
      {type: stdp_voltage, A_LTD: 0.01/mV, A_LTP: 1e-3/mV**2/ms, tau_x: 10 ms, theta_minus: -70 mV,
       theta_plus: -45 mV, wmax: LIMIT}
monitors:
  trace: {type: state, of: target, variables: [g], record: all, when: end}
run: {dt: 1 ms, duration: 22 ms}
)";
    const auto with_limit = [&](const std::string& limit) {
        std::string model = text;
        return model.replace(model.find("LIMIT"), 5, limit);
    };
    // The trace decays in steps of Euler's method, and 19 steps lie between the spikes.
    double sum = 0.0;
    for (int k = 0; k < 19; ++k) sum += std::pow(0.9, k);
    const double w = 1.0 - 0.01 * 10.0 + 1e-3 * sum * 5.0 * 20.0;
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(last_weight(with_limit("9"), backend) == doctest::Approx(w).epsilon(1e-12));
        // Growth ends at the step that reaches wmax; it is cut to wmax at the next spike.
        CHECK(last_weight(with_limit("0.95"), backend) == doctest::Approx(0.9 + 0.1));
    }
}

TEST_CASE("plasticity works on the weight of the classic keys, in its unit") {
    const std::string text = R"(
groups:
  target:
    size: 1
    equations: |
      fires = at(t) : 1
      g : volt
    threshold: fires > 0.5
    reset: g = g
stimuli:
  source: {type: spike_list, size: 1, indices: [0, 0], times: [1 ms, 3 ms]}
  at: {type: timed_array, values: [0, 0, 1, 0], dt: 1 ms}
connections:
  S:
    source: source
    target: target
    connect: all
    variable: g
    weight: 1 mV
    plasticity: {type: stdp_exponential, taup: 10 ms, taum: 20 ms, Ap: 0.1, Am: 0, wmax: 5 mV}
monitors:
  trace: {type: state, of: target, variables: [g], record: all, when: end}
run: {dt: 1 ms, duration: 5 ms}
)";
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(last_weight(text, backend) == doctest::Approx(1e-3 + 1e-3 + 5e-3 * pre_2));
    }
}

TEST_CASE("a rule gives the same bits as its text written out by hand") {
    const std::string rule = R"(
    equations: "w : 1"
    on_pre: g = w
    plasticity: {type: stdp_exponential, taup: 10 ms, taum: 20 ms, Ap: 0.1, Am: -0.12, wmax: 2}
)";
    const std::string by_hand = R"(
    equations: |
      w : 1
      dApre/dt = -Apre/(10 ms) : 1 (event-driven)
      dApost/dt = -Apost/(20 ms) : 1 (event-driven)
    on_pre: |
      g = w
      Apre += 0.1
      w = clip(w + 2*Apost, 0, 2)
    on_post: |
      Apost += -0.12
      w = clip(w + 2*Apre, 0, 2)
)";
    const auto model = [](const std::string& connection) {
        std::string text = pair("{}");
        const std::size_t begin = text.find("    equations: \"w : 1\"");
        const std::size_t end = text.find("monitors:");
        return text.replace(begin, end - begin, "    initial: {w: 1}" + connection);
    };
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(Ran(model(rule), backend).trace("trace", "g")
              == Ran(model(by_hand), backend).trace("trace", "g"));
    }
}

}  // namespace brian::test
