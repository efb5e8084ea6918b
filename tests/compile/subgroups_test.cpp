#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

/// A subgroup of twelve neurons as it is written, and the neurons that belong to it.
struct Part {
    const char* text;
    std::vector<std::uint32_t> neurons;
};

const std::vector<Part>& parts() {
    static const std::vector<Part> all{
        {"\"3:7\"", {3, 4, 5, 6}},       {"\":2\"", {0, 1}},
        {"\"N_all - 3:\"", {9, 10, 11}}, {"[1, 4, 5, 10]", {1, 4, 5, 10}},
        {"i % 4 == 1", {1, 5, 9}},       {"i >= 8 and i < 10", {8, 9}},
    };
    return all;
}

/// Every neuron fires in step 0 and has a = 100 + its number. What arrives goes into x and y.
std::string two_groups(const Part& from, const Part& to, const std::string& connection) {
    return format(R"(
parameters: {{N_all: 12}}
groups:
  A:
    size: 12
    equations: "a : 1"
    threshold: t < dt/2
    reset: a = a
    initial: {{a: 100 + i}}
    subgroups: {{part: {}}}
  B:
    size: 12
    equations: |
      b : 1
      x : 1
      y : 1
    initial: {{b: 1000*(i + 1)}}
    subgroups: {{part: {}}}
connections:
  C: {{source: A.part, target: B.part, {}}}
monitors:
  trace: {{type: state, of: B, variables: [x, y], record: all}}
run: {{dt: 0.1 ms, duration: 0.6 ms}}
)",
                  from.text, to.text, connection);
}

using Values = std::vector<double>;

struct Pair {
    std::uint32_t i, j;            ///< places in the subgroups
    std::uint32_t source, target;  ///< numbers in the groups
};

/// Runs a connection between all pairs of parts in both engines; x must be the sum of `expected`
/// over the sources.
template <class Expected>
void check_all(const std::string& connection, Expected expected) {
    for (Backend backend : all_backends())
        for (const Part& from : parts())
            for (const Part& to : parts()) {
                CAPTURE(std::string(name_of(backend)));
                CAPTURE(from.text);
                CAPTURE(to.text);
                Values x(12, 0.0);
                for (std::uint32_t i = 0; i < from.neurons.size(); ++i)
                    for (std::uint32_t j = 0; j < to.neurons.size(); ++j)
                        x[to.neurons[j]] += expected(Pair{i, j, from.neurons[i], to.neurons[j]});
                CHECK(Ran(two_groups(from, to, connection), backend).last("trace", "x") == x);
            }
}

}  // namespace

TEST_CASE("in code, i and j count within the subgroups, x_pre and x_post are their neurons'") {
    check_all(R"(connect: all, on_pre: "x += i + 20*j + 1000*a_pre + 1000*b_post")", [](Pair p) {
        return p.i + 20.0 * p.j + 1000.0 * (100 + p.source) + 1000.0 * 1000.0 * (p.target + 1);
    });
}

TEST_CASE("weights of synapses read i, j and the variables of both ends") {
    check_all(R"(connect: all, variable: x, weight: "i + 20*j + 1000*a_pre + b_post")", [](Pair p) {
        return p.i + 20.0 * p.j + 1000.0 * (100 + p.source) + 1000.0 * (p.target + 1);
    });
}

TEST_CASE("values and delays of synapses fit together in subgroups") {
    check_all(R"(connect: all, equations: "w : 1", initial: {w: "1 + i + 20*j"}, on_pre: x += w,
      delay: '0.1*ms*((i + j) % 4)')",
              [](Pair p) { return 1.0 + p.i + 20.0 * p.j; });
}

TEST_CASE("conditions count within the subgroups") {
    check_all(R"(connect: {condition: "(i + j) % 2 == 0 and a_pre > 102"}, on_pre: x += 1)",
              [](Pair p) { return (p.i + p.j) % 2 == 0 && p.source > 2 ? 1.0 : 0.0; });
}

TEST_CASE("one_to_one joins the neurons of two subgroups in their order") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(two_groups(parts()[0], parts()[3],
                                 "connect: one_to_one, on_pre: x += a_pre; y += 1 + j"),
                      backend);
        CHECK(ran.last("trace", "x") == Values{0, 103, 0, 0, 104, 105, 0, 0, 0, 0, 106, 0});
        CHECK(ran.last("trace", "y") == Values{0, 1, 0, 0, 2, 3, 0, 0, 0, 0, 4, 0});
    }
}

TEST_CASE("allow_self: false leaves out neurons that meet themselves, in overlapping subgroups") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P:
    size: 6
    equations: |
      a : 1
      x : 1
    threshold: t < dt/2
    reset: a = a
    initial: {a: "10**i"}
    subgroups: {low: "0:4", odd: "i % 2 == 1"}
connections:
  C: {source: P.low, target: P.odd, connect: all, allow_self: false, on_pre: x_post += a_pre}
monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 0.1 ms, duration: 0.2 ms}
)",
                      backend);
        CHECK(ran.last("trace", "x") == Values{0, 1101, 0, 111, 0, 1111});
    }
}

TEST_CASE("spikes of a subgroup are recorded with the numbers of the whole group") {
    for (Backend backend : all_backends())
        for (const Part& part : parts()) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(part.text);
            const Ran ran(format(R"(
parameters: {{N_all: 12}}
groups:
  A:
    size: 12
    equations: "a : 1"
    threshold: t < dt/2
    reset: a = a
    subgroups: {{part: {}}}
monitors:
  spikes: {{type: spikes, of: A.part}}
run: {{dt: 0.1 ms, duration: 0.2 ms}}
)",
                                 part.text),
                          backend);
            const std::vector<std::uint64_t> ids(part.neurons.begin(), part.neurons.end());
            CHECK(ran.recording().of("spikes").ids == ids);
        }
}

}  // namespace brian::test
