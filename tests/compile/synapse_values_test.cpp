#include <set>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Values = std::vector<double>;

/// Three sources fire in steps 0, 10 and 20; four targets add up in x what arrives.
std::string model(const std::string& connection, const std::string& further = "") {
    return format(R"(
groups:
  P: {{size: 4, equations: "x : 1"}}
stimuli:
  input: {{type: spike_list, size: 3, indices: [0, 1, 2], times: [0 ms, 1 ms, 2 ms]}}
connections:
  C: {{source: input, target: P, {}}}
monitors:
  trace: {{type: state, of: P, variables: [x], record: all}}
run: {{dt: 0.1 ms, duration: 3 ms}}
{})",
                  connection, further);
}

/// What has arrived by the ends of the steps 5, 15 and 25.
void check_frames(const std::string& text, const std::vector<Values>& expected) {
    const Folder folder;
    folder.write("edges.csv", "i,j,weight,delay\n2,1,7,0.0004\n0,3,1,0.0\n0,0,2,0.0002\n1,3,5,0\n");
    folder.write("w.csv", "w\n4\n3\n2\n1\n");
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CAPTURE(text);
        const Ran ran(text, backend, folder);
        for (std::size_t k = 0; k < expected.size(); ++k)
            CHECK(ran.frame("trace", "x", 6 + 10 * k) == expected[k]);
    }
}

}  // namespace

TEST_CASE("the entries of a matrix are the weights of its synapses") {
    const std::string matrix = "connect: {matrix: [[1, 0, 2, 0], [0, 3, 0, 4], [5, 6, 0, 0]]}";
    const std::vector<Values> expected{{1, 0, 2, 0}, {1, 3, 2, 4}, {6, 9, 2, 4}};
    check_frames(model(matrix + ", variable: x"), expected);
    check_frames(model(matrix + R"(, equations: "weight : 1", on_pre: x += weight)"), expected);
    // Unequal delays of up to five steps sort the synapses anew.
    check_frames(model(matrix + R"(, variable: x, delay: '0.1*ms*((3*i + 2*j + 1) % 6)')"),
                 expected);
}

TEST_CASE("listed values go to the pairs in their order, whatever the delays") {
    const std::string pairs = "connect: {pairs: [[2, 0], [0, 3], [1, 1], [0, 0]]}, ";
    const std::string values = R"(equations: "w : 1", initial: {w: [1, 2, 3, 4]}, on_pre: x += w)";
    const std::vector<Values> expected{{4, 0, 0, 2}, {4, 3, 0, 2}, {5, 3, 0, 2}};
    check_frames(model(pairs + values), expected);
    check_frames(model(pairs + values + R"(, delay: '0.1*ms*(5 - j - i)')"), expected);
    check_frames(
        model(pairs + "variable: x, weight: weights", "parameters: {weights: [1, 2, 3, 4]}"),
        expected);
}

TEST_CASE("listed delays go to the pairs in their order") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(model(R"(connect: {pairs: [[0, 2], [0, 0], [0, 3], [0, 1]]},
      equations: "lag : second", initial: {lag: [0.3 ms, 0.2 ms, 0.1 ms, 0 ms]},
      on_pre: x += 1 + 10*j, delay: lag)"),
                      backend);
        CHECK(ran.frame("trace", "x", 1) == Values{0, 11, 0, 0});
        CHECK(ran.frame("trace", "x", 2) == Values{0, 11, 0, 31});
        CHECK(ran.frame("trace", "x", 3) == Values{1, 11, 0, 31});
        CHECK(ran.frame("trace", "x", 4) == Values{1, 11, 21, 31});
    }
}

TEST_CASE("weights and delays of a file belong to the pairs of its lines") {
    check_frames(model("connect: {file: edges.csv}, variable: x"),
                 {{2, 0, 0, 1}, {2, 0, 0, 6}, {2, 7, 0, 6}});
}

TEST_CASE("values of a file go to synapses in the order of the pairs") {
    check_frames(model(R"(connect: {pairs: [[2, 0], [0, 3], [1, 1], [0, 0]]}, equations: "w : 1",
      initial: {w: {file: w.csv, column: w}}, on_pre: x += w)"),
                 {{1, 0, 0, 3}, {1, 2, 0, 3}, {5, 2, 0, 3}});
}

TEST_CASE("too few listed values are a mistake") {
    const std::string text = model(R"(connect: {pairs: [[2, 0], [0, 3]]}, equations: "w : 1",
      initial: {w: [1]}, on_pre: x += w)");
    CHECK_THROWS(Ran(text, Backend::Vector));
}

TEST_CASE("random weights are drawn once a synapse, between their bounds, all different") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const std::string text = model("connect: all, variable: x, weight: 1 + rand()");
        const Values x = Ran(text, backend).frame("trace", "x", 1);
        for (const double value : x) CHECK((value >= 1.0 && value < 2.0));
        CHECK(std::set<double>(x.begin(), x.end()).size() == 4);
        CHECK(x == Ran(text, backend).frame("trace", "x", 1));
        CHECK(x != Ran(text, backend, 2).frame("trace", "x", 1));
    }
}

TEST_CASE("random weights do not depend on the delays") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const std::string weights = "connect: all, variable: x, weight: 1 + rand()";
        const Ran plain(model(weights), backend);
        const Ran delayed(model(weights + R"(, delay: '0.1*ms*((i + 3*j) % 5)')"), backend);
        CHECK(plain.frame("trace", "x", 6) == delayed.frame("trace", "x", 6));
    }
}

TEST_CASE("statements may change the values of their synapse") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // Source 0 fires three times: it sends 1, 2 and 4.
        const Ran ran(R"(
groups:
  P: {size: 2, equations: "x : 1"}
stimuli:
  input: {type: spike_list, size: 2, indices: [0, 0, 0, 1], times: [0 ms, 1 ms, 2 ms, 2 ms]}
connections:
  C: {source: input, target: P, connect: all, equations: "w : 1", initial: {w: 1 + j}, on_pre: x += w; w *= 2}
monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 0.1 ms, duration: 3 ms}
)",
                      backend);
        CHECK(ran.last("trace", "x") == Values{8.0, 16.0});
    }
}

TEST_CASE("modulation multiplies the weight by a variable of the source") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  A: {size: 2, equations: "u : 1", threshold: t < dt/2, reset: u = u, initial: {u: 2 + i}}
  P: {size: 1, equations: "x : 1"}
connections:
  C: {source: A, target: P, connect: all, variable: x, weight: 10, modulation: u}
monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 0.1 ms, duration: 0.2 ms}
)",
                      backend);
        CHECK(ran.last("trace", "x") == Values{50.0});
    }
}

TEST_CASE("a connection that only sums variables needs no spikes of its source") {
    const Ran ran(R"_(
groups:
  P: {size: 3, equations: "dv/dt = (total - v)/(10*ms) : 1\ntotal : 1", initial: {v: i}}
connections:
  C: {source: P, target: P, connect: all, equations: "total_post = v_pre : 1 (summed)"}
monitors:
  sums: {type: state, of: P, variables: [total], when: end}
run: {dt: 0.1 ms, duration: 0.1 ms}
)_",
                  Backend::Vector);
    CHECK(ran.warnings().empty());
    CHECK(ran.trace("sums", "total").front() == 3.0);
}

TEST_CASE("synapses of listed pairs have numbers of their own, copies and gaps or not") {
    const auto sums = [](const std::string& connect) {
        const Ran ran("groups:\n"
                      "  A: {size: 2, equations: 'g : 1', initial: {g: i + 1}}\n"
                      "  P: {size: 2, equations: 'v : 1', threshold: v > 1, reset: v = 0}\n"
                      "connections:\n"
                      "  S: {source: P, target: P, connect: " + connect
                          + ", equations: 'G : 1', on_pre: v += G}\n"
                            "  C: {source: A, target: S, connect: {condition: j == i + 1}, "
                            "equations: 'G_post = g_pre : 1 (summed)'}\n"
                            "monitors:\n"
                            "  m: {type: state, of: S, variables: [G], when: end}\n"
                            "run: {dt: 0.1 ms, duration: 0.1 ms}\n",
                      Backend::Vector);
        return ran.last("m", "G");
    };
    CHECK(sums("{pairs: [[0, 1]], multiplicity: 3}") == Values{0.0, 1.0, 2.0});
    CHECK(sums("{pairs: [[0, 0], [0, 1], [1, 1], [1, 0]], allow_self: false}") == Values{0.0, 1.0});
}

}  // namespace brian::test
