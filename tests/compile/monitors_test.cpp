#include <cmath>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Ids = std::vector<std::uint64_t>;
using Values = std::vector<double>;

/// Two sources and 600 targets, which fall into several blocks; w = 1000 i + j. `lines` are the
/// monitors.
std::string wide(const std::string& lines) {
    return format(R"(
groups:
  P:
    size: 2
    equations: "a : 1"
    threshold: t < 0*ms
    reset: a = 0
    initial: {{a: 10 + i}}
  Q:
    size: 600
    equations: "b : 1"
    initial: {{b: i}}
connections:
  S:
    source: P
    target: Q
    connect: all
    equations: |
      w : 1
      seen = w + 0.5*a_pre + b_post : 1
    initial: {{w: 1000*i + j}}
    on_pre: b_post += w
monitors:
{}
run: {{dt: 0.1 ms, duration: 0.3 ms}}
)",
                  lines);
}

/// 1000 i + j of each recorded synapse, by the ids of its ends.
Values weights_by_ends(const SeriesInfo& info) {
    Values values;
    for (std::size_t k = 0; k < info.ids.size(); ++k)
        values.push_back(1000.0 * static_cast<double>(info.synapses->sources[k])
                         + static_cast<double>(info.synapses->targets[k]));
    return values;
}

/// One synapse with event-driven traces: spikes of the source at 1 ms and 4 ms.
const char* const event_driven = R"(
groups:
  Q: {size: 1, equations: "b : 1"}
stimuli:
  input: {type: spike_list, size: 1, indices: [0, 0], times: [1 ms, 4 ms]}
connections:
  S:
    source: input
    target: Q
    connect: all
    equations: |
      dA/dt = -A/(2*ms) : 1 (event-driven)
      twice = 2*A : 1
    on_pre: A += 1
monitors:
  trace: {type: state, of: S, variables: [A, twice]}
  end: {type: snapshot, of: S, variables: A}
run: {dt: 0.1 ms, duration: 6 ms}
)";

}  // namespace

TEST_CASE("variables of synapses are recorded with the neurons at their ends, over all blocks") {
    for (Backend backend : all_backends()) {
        const Ran ran(wide("  all: {type: state, of: S, variables: [w, seen]}"), backend);
        const SeriesInfo& info = ran.recording().of("all", "w").info;
        REQUIRE(info.ids.size() == 1200);
        CHECK(info.population == "S");
        CHECK(info.synapses->source_population == "P");
        CHECK(info.synapses->target_population == "Q");
        CHECK(ran.frame("all", "w", 1) == weights_by_ends(info));
        const Values seen = ran.frame("all", "seen", 2);
        for (std::size_t k = 0; k < seen.size(); ++k) {
            const double i = static_cast<double>(info.synapses->sources[k]);
            const double j = static_cast<double>(info.synapses->targets[k]);
            CHECK(seen[k] == 1000 * i + j + 0.5 * (10 + i) + j);
        }
    }
}

TEST_CASE("some synapses are recorded: a range, a list, or where a condition of i and j is true") {
    struct Part {
        const char* record;
        std::size_t n;
    };
    const std::vector<Part> parts = {{"\"100:900\"", 800},
                                     {"[3, 700, 1199]", 3},
                                     {"i == 1 and j % 100 == 7", 6},
                                     {"w > 1590", 9},
                                     {"b_post < 2", 4}};
    for (Backend backend : all_backends())
        for (const Part& part : parts) {
            CAPTURE(part.record);
            const Ran ran(wide(format("  some: {{type: state, of: S, variables: w, record: {}}}\n"
                                      "  all: {{type: state, of: S, variables: w}}",
                                      part.record)),
                          backend);
            const SeriesInfo& info = ran.recording().of("some", "w").info;
            CHECK(info.ids.size() == part.n);
            CHECK(ran.frame("some", "w", 0) == weights_by_ends(info));
            const Values all = ran.frame("all", "w", 0);
            for (std::size_t k = 0; k < info.ids.size(); ++k)
                CHECK(ran.frame("some", "w", 0)[k] == all[info.ids[k]]);
        }
}

TEST_CASE("ends of synapses between subgroups bear the numbers of their groups") {
    const std::string model = R"(
groups:
  P:
    size: 6
    equations: "a : 1"
    threshold: t < 0*ms
    reset: a = 0
    subgroups: {late: "4:6", odd: "i % 2 == 1", some: [2, 3]}
connections:
  A: {source: P.late, target: P.some, connect: one_to_one, equations: "w : 1", on_pre: a += w}
  B: {source: P.odd, target: P.odd, connect: one_to_one, equations: "w : 1", on_pre: a += w}
monitors:
  a: {type: snapshot, of: A, variables: [i, j]}
  b: {type: snapshot, of: B, variables: [i, j], record: i >= 1}
run: {dt: 0.1 ms, duration: 0.1 ms}
)";
    for (Backend backend : all_backends()) {
        const Ran ran(model, backend);
        const MemoryRecording::Series& a = ran.recording().of("a");
        CHECK(a.info.synapses->sources == Ids{4, 5});
        CHECK(a.info.synapses->targets == Ids{2, 3});
        CHECK(a.columns.at("i") == Values{0, 1});
        CHECK(a.columns.at("j") == Values{0, 1});
        const MemoryRecording::Series& b = ran.recording().of("b");
        CHECK(b.info.ids == Ids{1, 2});
        CHECK(b.info.synapses->sources == Ids{3, 5});
        CHECK(b.info.synapses->targets == Ids{3, 5});
    }
}

TEST_CASE("event-driven variables are recorded as they are at the moment, not at the last event") {
    for (Backend backend : all_backends()) {
        const Ran ran(event_driven, backend);
        const Values trace = ran.trace("trace", "A");
        for (std::size_t k = 0; k < trace.size(); ++k) {
            const double t = 0.1 * static_cast<double>(k);  // ms; a spike shows one step later
            double expected = 0.0;
            if (k > 10) expected += std::exp(-(t - 1.0) / 2.0);
            if (k > 40) expected += std::exp(-(t - 4.0) / 2.0);
            // A closed form on both sides: some rounding of the arguments of exp.
            CHECK(trace[k] == doctest::Approx(expected).epsilon(1e-13));
        }
        CHECK(ran.trace("trace", "twice")[20] == 2 * trace[20]);
        const double end = std::exp(-5.0 / 2.0) + std::exp(-2.0 / 2.0);
        CHECK(ran.recording().of("end").columns.at("A")[0] == doctest::Approx(end).epsilon(1e-13));
    }
}

TEST_CASE("recording synapses changes nothing of what happens to them") {
    for (Backend backend : all_backends()) {
        const Ran ran(event_driven, backend);
        std::string text = event_driven;
        const std::size_t begin = text.find("  trace:");
        text.erase(begin, text.find('\n', begin) - begin);
        CHECK(Ran(text, backend).recording().of("end").columns.at("A")
              == ran.recording().of("end").columns.at("A"));
    }
}

TEST_CASE("a histogram and statistics of synapses") {
    for (Backend backend : all_backends()) {
        const Ran ran(wide("  h: {type: state_histogram, of: S, variable: w, range: [0, 2000], "
                           "bins: 2, record: j == 5}\n"
                           "  s: {type: state, of: S, variables: w, statistics: [mean], "
                           "record: j == 5}"),
                      backend);
        CHECK(ran.recording().of("h").columns.at("count") == Values{3, 0, 0, 3});
        CHECK(ran.recording().of("s", "w").info.synapses->sources == Ids{0, 1});
    }
}

TEST_CASE("custom events are recorded with variables before their code runs") {
    const std::string model = R"(
groups:
  P:
    size: 3
    equations: "dv/dt = 1/ms : 1"
    initial: {v: 0.1*i}
    events: {crossing: v > 1.05 and v < 1.15}
monitors:
  e: {type: events, of: P, event: crossing, variables: v}
run: {dt: 0.1 ms, duration: 2 ms}
)";
    for (Backend backend : all_backends()) {
        const Ran ran(model, backend);
        const MemoryRecording::Series& series = ran.recording().of("e");
        REQUIRE(series.ids.size() == 3);
        CHECK(series.ids == Ids{2, 1, 0});
        // v = 0.1 (k + 1) + 0.1 i after the update of step k.
        for (const double v : series.columns.at("v")) CHECK(v == doctest::Approx(1.1));
    }
}

TEST_CASE("what an event does not have is named") {
    const std::string mistakes = mistakes_in(R"(
groups:
  P: {size: 3, equations: "dv/dt = 1/ms : 1", events: {crossing: v > 1}}
monitors:
  e: {type: events, of: P, event: crosing}
run: {dt: 0.1 ms, duration: 2 ms}
)");
    CHECK(mistakes.find("P has no event 'crosing'") != std::string::npos);
    CHECK(mistakes.find("did you mean 'crossing'?") != std::string::npos);
}

}  // namespace brian::test
