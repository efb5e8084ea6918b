#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "base/error.h"
#include "compile/ran.h"

using namespace brian;
using namespace brian::test;

// Runs in phases: what carries on, what changes, and what goes back.
namespace {

using Steps = std::vector<std::int64_t>;

/// A group whose v counts the steps of 0.1 ms: dv/dt = rate.
const std::string counter = R"(
groups:
  P:
    size: 3
    equations: |
      dv/dt = rate : 1
      rate : hertz
      n : 1
    method: euler
    initial: {rate: 10 kHz}
    subgroups: {tail: "1:3"}
monitors:
  m: {type: state, of: P, variables: [v, n], precision: float64}
)";

/// Spikes every 10 steps, from the step 9: v reaches 9.5 within the tenth.
const std::string firing = R"(
groups:
  P:
    size: 2
    equations: 'dv/dt = 10*kHz : 1'
    method: euler
    threshold: v > 9.5
    reset: v = 0
    subgroups: {last: "1:2"}
monitors:
  s: {type: spikes, of: P}
)";

template <class Check>
void for_each_engine(const std::string& text, Check check) {
    for (const Backend backend : all_backends()) {
        CAPTURE(name_of(backend));
        check(Ran(text, backend));
    }
}

std::size_t n_series(const Ran& ran, const std::string& monitor) {
    std::size_t n = 0;
    for (const MemoryRecording::Series& series : ran.recording().all())
        if (series.info.monitor == monitor) ++n;
    return n;
}

std::string message_of(const std::string& text) {
    std::string message;
    for (const Backend backend : all_backends()) {
        try {
            const Ran ran(text, backend);
            return "";
        } catch (const SimulationError& error) {
            if (!message.empty()) CHECK(message == error.what());
            message = error.what();
        }
    }
    return message;
}

}  // namespace

TEST_CASE("the state and the monitors carry on from phase to phase") {
    for_each_engine(counter + "run: {protocol: [{duration: 1 ms}, {duration: 2 ms}]}",
                    [](const Ran& ran) {
                        const std::vector<double> v = ran.trace("m", "v");
                        REQUIRE(v.size() == 30);
                        CHECK(v[29] == doctest::Approx(29.0));
                    });
}

TEST_CASE("a phase sets variables of a group, of a subgroup, by expression and by list") {
    const std::string protocol = R"(
run:
  protocol:
    - {duration: 0.1 ms}
    - {set: {P.n: 10 + i, P.tail.v: 100, P.tail.n: "[7, 8]"}, duration: 0.1 ms}
    - {set: {P.v: -v}, duration: 0.1 ms}
)";
    std::string text = counter + protocol;
    text.replace(text.find("\"[7, 8]\""), 8, "[7, 8]");
    for_each_engine(text, [](const Ran& ran) {
        CHECK(ran.frame("m", "v", 1) == std::vector<double>{1, 100, 100});
        CHECK(ran.frame("m", "n", 1) == std::vector<double>{10, 7, 8});
        CHECK(ran.frame("m", "v", 2) == std::vector<double>{-2, -101, -101});
    });
}

TEST_CASE("durations that are no multiples of dt do not add up their remainders") {
    // Brian 2: 0.25 ms are 3 steps; until 0.5 ms two more follow, until 0.75 ms three.
    for_each_engine(counter + "run: {protocol: [{repeat: 4, phases: [{duration: 0.25 ms}]}]}",
                    [](const Ran& ran) { CHECK(ran.trace("m", "v").size() == 10); });
}

TEST_CASE("phases repeat, and loop over values side by side") {
    const std::string protocol = R"(
run:
  protocol:
    - loop: {P.n: [1, 2, 3], P.v: [10, 20, 30]}
      phases:
        - {repeat: 2, phases: [{duration: 0.1 ms}]}
)";
    for_each_engine(counter + protocol, [](const Ran& ran) {
        CHECK(ran.trace("m", "n") == std::vector<double>{1, 1, 2, 2, 3, 3});
        CHECK(ran.trace("m", "v") == std::vector<double>{10, 11, 20, 21, 30, 31});
    });
}

TEST_CASE("a restored network runs the same again, at the same times") {
    const std::string protocol = R"(
run:
  protocol:
    - {duration: 1.5 ms}
    - {store: here}
    - {duration: 2 ms}
    - {restore: here, duration: 2 ms}
)";
    for_each_engine(firing + protocol, [](const Ran& ran) {
        // Steps 0 to 34, then 15 to 34 once more.
        CHECK(ran.spike_steps("s") == Steps{9, 19, 29, 19, 29});
    });
}

TEST_CASE("random numbers go on after a restore, unless they are to go back as well") {
    const std::string noisy = R"(
groups:
  P: {size: 50, equations: 'dv/dt = xi/second**0.5 : 1', method: euler}
monitors:
  m: {type: state, of: P, variables: v, precision: float64}
run:
  protocol:
    - {duration: 1 ms}
    - {store: here}
    - {duration: 1 ms}
    - {restore: RESTORE, duration: 1 ms}
)";
    const auto with = [&](const std::string& restore) {
        std::string text = noisy;
        return text.replace(text.find("RESTORE"), 7, restore);
    };
    for (const bool back : {false, true}) {
        CAPTURE(back);
        for_each_engine(with(back ? "{name: here, random: true}" : "here"), [&](const Ran& ran) {
            const auto& all = ran.recording().all();
            REQUIRE(all.size() == 2);  // the restore has begun a second segment
            const std::vector<double>& once = all[0].values;
            const std::vector<double>& again = all[1].values;
            REQUIRE(once.size() == 20 * 50);
            CHECK(std::equal(again.begin(), again.begin() + 50, once.begin() + 500));
            CHECK(std::equal(again.begin(), again.end(), once.begin() + 500) == back);
        });
    }
}

TEST_CASE("Poisson spikes go on after a restore, and go back when asked to") {
    const std::string poisson = R"(
stimuli: {S: {type: poisson, size: 100, rate: 100 Hz}}
monitors: {s: {type: spikes, of: S}}
run: {protocol: [{store: a}, {duration: 50 ms}, {restore: RESTORE, duration: 50 ms}]}
)";
    for (const bool back : {false, true}) {
        CAPTURE(back);
        std::string text = poisson;
        text.replace(text.find("RESTORE"), 7, back ? "{name: a, random: true}" : "a");
        for_each_engine(text, [&](const Ran& ran) {
            const MemoryRecording::Series& spikes = ran.recording().of("s");
            std::size_t first = 1;
            while (spikes.times[first] >= spikes.times[first - 1]) ++first;
            std::vector<double> again(spikes.times.begin() + std::ptrdiff_t(first),
                                      spikes.times.end());
            std::vector<double> once(spikes.times.begin(),
                                     spikes.times.begin() + std::ptrdiff_t(first));
            CHECK((once == again) == back);
            // 500 spikes expected, standard deviation 22; the bound is five of them.
            CHECK(std::abs(double(again.size()) - 500.0) < 110.0);
        });
    }
}

TEST_CASE("an object that is switched off does nothing until it is switched on") {
    const std::string protocol = R"(
run:
  protocol:
    - {duration: 1 ms}
    - {duration: 1 ms, active: {P: false}}
    - {duration: 1 ms, active: {groups.P: true}}
)";
    for_each_engine(counter + protocol, [](const Ran& ran) {
        const std::vector<double> v = ran.trace("m", "v");
        CHECK(v[10] == 10.0);
        CHECK(v[19] == 10.0);
        CHECK(v[29] == 19.0);
    });
}

TEST_CASE("a monitor of some phases records one segment for each stretch without a break") {
    const std::string protocol = R"(
run:
  protocol:
    - {duration: 1 ms, active: {m: false}}
    - {duration: 1 ms, active: {m: true}}
    - {duration: 1 ms}
    - {duration: 1 ms, active: {m: false}}
    - {duration: 1 ms, active: {m: true}}
)";
    for_each_engine(counter + protocol, [](const Ran& ran) {
        const auto& all = ran.recording().all();
        REQUIRE(n_series(ran, "m") == 4);  // v and n, twice
        CHECK(all[0].info.start == doctest::Approx(1e-3));
        CHECK(all[0].values.size() == 20 * 3);
        CHECK(all[2].info.start == doctest::Approx(4e-3));
        CHECK(all[2].values.size() == 10 * 3);
        CHECK(all[2].values[0] == 40.0);
    });
}

TEST_CASE("counts and sums of a monitor begin anew with each segment") {
    std::string text = firing;
    text += R"(  c: {type: count, of: P}
run: {protocol: [{duration: 2 ms}, {store: a}, {duration: 4 ms}, {restore: a, duration: 1 ms}]}
)";
    for_each_engine(text, [](const Ran& ran) {
        std::vector<double> totals;
        for (const MemoryRecording::Series& series : ran.recording().all())
            if (series.info.monitor == "c") totals.push_back(series.numbers.at("total"));
        CHECK(totals == std::vector<double>{12, 2});
        CHECK(n_series(ran, "s") == 1);  // spikes are one list for the whole run
    });
}

TEST_CASE("a condition ends its phase after the step in which it comes true") {
    struct Row {
        const char* condition;
        std::int64_t n_steps;
    };
    const std::vector<Row> table = {{"count(P.spikes) >= 4", 20},  // two neurons in steps 9, 19
                                    {"count(P.last.spikes) >= 3", 30},  // in steps 9, 19, 29
                                    {"t > 1.25*ms", 13},
                                    {"'P.v[1] > 4.5'", 5},
                                    {"P.last.v > 4.5 and t > 1*ms", 15},
                                    {"count(P.spikes) > 1000", 50}};
    for (const Row& row : table) {
        CAPTURE(row.condition);
        std::string text = firing + "  m: {type: state, of: P, variables: v}\n";
        text +=
            "run: {protocol: [{duration: 5 ms, stop_when: " + std::string(row.condition) + "}]}";
        for_each_engine(
            text, [&](const Ran& ran) { CHECK(std::ssize(ran.trace("m", "v")) == row.n_steps); });
    }
}

TEST_CASE("counts are those since the phase began, and of the whole run for run.stop_when") {
    const std::string phases =
        "protocol: [{repeat: 3, phases: [{duration: 10 ms, stop_when: count(P.spikes) >= 4}]}]";
    for_each_engine(firing + "run: {" + phases + "}", [](const Ran& ran) {
        CHECK(ran.spike_steps("s") == Steps{9, 19, 29, 39, 49, 59});
    });
    for_each_engine(firing + "run: {" + phases + ", stop_when: count(P.spikes) >= 6}",
                    [](const Ran& ran) {
                        CHECK(ran.spike_steps("s") == Steps{9, 19, 29});
                    });
    for_each_engine(firing + "run: {duration: 1 s, stop_when: count(P.spikes) >= 6}",
                    [](const Ran& ran) {
                        CHECK(ran.spike_steps("s") == Steps{9, 19, 29});
                    });
}

TEST_CASE("what a phase sets is noticed by exact integration") {
    const std::string leaky = R"(
groups:
  P:
    size: 1
    equations: |
      dv/dt = -v/tau : 1
      tau : second
    method: exact
    initial: {v: 1, tau: 1 ms}
monitors:
  m: {type: state, of: P, variables: v, precision: float64, when: end}
run: {protocol: [{duration: 1 ms}, {duration: 1 ms, set: {P.tau: 2 ms, P.v: 1}}]}
)";
    for_each_engine(leaky, [](const Ran& ran) {
        // exp(-1) and exp(-1/2), ten products of rounded factors: a few ulp.
        CHECK(ran.trace("m", "v")[9] == doctest::Approx(std::exp(-1.0)).epsilon(1e-13));
        CHECK(ran.trace("m", "v")[19] == doctest::Approx(std::exp(-0.5)).epsilon(1e-13));
    });
}

TEST_CASE("a value that stops being a number in a later phase is found there") {
    const std::string text =
        counter + "run: {protocol: [{duration: 5 ms}, {duration: 5 ms, set: {P.rate: RATE}}]}";
    const auto with = [&](const std::string& rate) {
        std::string copy = text;
        return copy.replace(copy.find("RATE"), 4, rate);
    };
    CHECK(message_of(with("1e308*kHz*(v + 1000)")).find("value that is not a number")
          == std::string::npos);
    CHECK(message_of(with("sqrt(-v)*hertz"))
          == "run.protocol[1].set.P.rate gives 'rate' of neuron 0 a value that is not a number");
    const std::string later = message_of(counter + R"(
run: {protocol: [{duration: 5 ms}, {duration: 5 ms, set: {P.v: 1.7e308, P.rate: 1e308*10*kHz}}]}
)");
    CHECK(later == "groups.P.v of neuron 0 is infinite after step 50 (t = 5 ms), in "
                   "run.protocol[1]");
}

TEST_CASE("a parameter that a phase sets is seen by everything that reads it") {
    const std::string text = R"(
parameters: {tau: 1 ms, double: 2*tau, other: 5 ms}
functions: {decay: {arguments: {x: 1}, returns: hertz, expression: -x/double}}
groups:
  P:
    size: 1
    equations: |
      dv/dt = -v/tau : 1
      dw/dt = decay(w) : 1
      u = tau/other : 1
    method: exact
    initial: {v: 1, w: 1}
monitors:
  m: {type: state, of: P, variables: [v, w, u], precision: float64, when: end}
run:
  protocol:
    - {duration: 1 ms}
    - {duration: 1 ms, set: {P.v: 1, P.w: 1, parameters.tau: 2*tau}}
)";
    for_each_engine(text, [](const Ran& ran) {
        // Ten products of rounded factors: a few ulp.
        CHECK(ran.trace("m", "v")[9] == doctest::Approx(std::exp(-1.0)).epsilon(1e-13));
        CHECK(ran.trace("m", "v")[19] == doctest::Approx(std::exp(-0.5)).epsilon(1e-13));
        CHECK(ran.trace("m", "w")[19] == doctest::Approx(std::exp(-0.25)).epsilon(1e-13));
        CHECK(ran.trace("m", "u")[9] == doctest::Approx(0.2));
        CHECK(ran.trace("m", "u")[19] == doctest::Approx(0.4));
    });
}

TEST_CASE("a Poisson source follows a rate that changes") {
    const std::string text = R"(
parameters: {rate: 0 Hz}
stimuli: {S: {type: poisson, size: 100, rate: rate}}
monitors: {s: {type: spikes, of: S}}
run: {protocol: [{duration: 100 ms}, {duration: 100 ms, set: {parameters.rate: 100 Hz}}]}
)";
    for_each_engine(text, [](const Ran& ran) {
        const std::vector<double>& times = ran.recording().of("s").times;
        CHECK(times.front() >= 0.1);
        // 1000 expected, standard deviation 32; the bound is five of them.
        CHECK(std::abs(double(times.size()) - 1000.0) < 160.0);
    });
}
