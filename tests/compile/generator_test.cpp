#include <set>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"
#include "math/statistics.h"

// Generator rules as users write them; tests/against_brian2/generators.yaml has the pairs of
// Brian 2.
namespace brian::test {

namespace {

using Row = std::vector<double>;

/// Source i fires in step i, and every synapse adds `change` to x of its target.
std::string model(const std::string& connection, const std::string& sizes = "5 5",
                  const std::string& change = "1") {
    const auto blank = sizes.find(' ');
    return format(R"y(
groups:
  P: {{size: {}, equations: "a : 1", initial: {{a: i % 2}}, threshold: "i == timestep(t, dt)",
       subgroups: {{odd: [1, 3]}}}}
  Q: {{size: {}, equations: "x : 1\nb : 1", initial: {{b: i % 3}}, subgroups: {{some: [1, 2, 4]}}}}
connections:
  C: {{{}, on_pre: x += {}}}
monitors:
  x: {{type: state, of: Q, variables: [x], record: all}}
run: {{dt: 0.1 ms, duration: 0.1 ms * {}, seed: 3}}
)y",
                  sizes.substr(0, blank), sizes.substr(blank + 1), connection, change,
                  std::stoi(sizes) + 1);
}

std::string connection(const std::string& connect) {
    return "source: P, target: Q, connect: " + connect;
}

/// Synapses from each source (row) to each target (column).
std::vector<Row> counts(const Ran& ran, std::size_t n_sources) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < n_sources; ++i) {
        const Row before = ran.frame("x", "x", i);
        Row row = ran.frame("x", "x", i + 1);
        for (std::size_t j = 0; j < row.size(); ++j) row[j] -= before[j];
        rows.push_back(row);
    }
    return rows;
}

void check_counts(const std::string& connection, const std::vector<Row>& expected) {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CAPTURE(connection);
        CHECK(counts(Ran(model(connection), backend), 5) == expected);
    }
}

}  // namespace

TEST_CASE("a generator makes the targets of each source") {
    check_counts(
        connection(
            R"y({generator: "k for k in range(i-1, i+2) if k != i", skip_if_invalid: true})y"),
        {{0, 1, 0, 0, 0}, {1, 0, 1, 0, 0}, {0, 1, 0, 1, 0}, {0, 0, 1, 0, 1}, {0, 0, 0, 1, 0}});
    check_counts(
        connection(R"y({generator: "i+1 if i < N_pre-1"})y"),
        {{0, 1, 0, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 0}});
}

TEST_CASE("a generator from the target side makes the sources of each target") {
    check_counts(
        connection(R"y({generator: "i = k for k in range(j) if a_pre > b_post - 1"})y"),
        {{0, 0, 0, 1, 0}, {0, 0, 0, 1, 1}, {0, 0, 0, 1, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 0}});
}

TEST_CASE("a generator in a subgroup counts members, and reads the variables of the neurons") {
    // a is 1 for both odd sources; b of the members 1, 2, 4 is 1, 2, 1.
    check_counts(
        R"y(source: P.odd, target: Q.some, connect: {generator: "k for k in range(i, 3) if b_post == a_pre"})y",
        {{0, 0, 0, 0, 0}, {0, 1, 0, 0, 1}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 0}});
    check_counts(
        R"y(source: P.odd, target: Q.some, connect: {generator: "i = k for k in range(2) if j == 2*k"})y",
        {{0, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 0}});
}

TEST_CASE("several rules of one connection add up") {
    check_counts(
        connection(
            R"y([one_to_one, {generator: "0 if i > 1", multiplicity: i}, {pairs: [[4, 4]]}])y"),
        {{1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {2, 0, 1, 0, 0}, {3, 0, 0, 1, 0}, {4, 0, 0, 0, 2}});
}

TEST_CASE("the multiplicity may depend on the pair") {
    check_counts(
        connection("{condition: i <= j, multiplicity: i + 2*j}"),
        {{0, 2, 4, 6, 8}, {0, 3, 5, 7, 9}, {0, 0, 6, 8, 10}, {0, 0, 0, 9, 11}, {0, 0, 0, 0, 12}});
}

TEST_CASE("multiplicity_index numbers the synapses of one pair, over all rules") {
    const std::string twice =
        "source: P, target: Q, connect: [{generator: i, multiplicity: 2}, {generator: i}], "
        "multiplicity_index: k";
    for (Backend backend : all_backends()) {
        const Ran ran(model(twice, "5 5", "10**k"), backend);
        CHECK(ran.last("x", "x") == Row{111, 111, 111, 111, 111});
    }
}

TEST_CASE("multiplicity_index serves in delay and initial") {
    const std::string late = R"y(source: P, target: Q, connect: {generator: i, multiplicity: 3},
       multiplicity_index: k, delay: 0.1*ms*k, equations: "w : 1", initial: {w: 10**k})y";
    for (Backend backend : all_backends()) {
        const Ran ran(model(late, "5 5", "w"), backend);
        CHECK(ran.trace("x", "x", 0) == Row{0, 1, 11, 111, 111, 111});
    }
}

TEST_CASE("sample() draws each member with its probability") {
    const std::string rule =
        connection(R"y({generator: "k for k in sample(1, N_post, 2, p=0.3)"})y");
    const Ran ran(model(rule, "400 1000"), Backend::Vector);
    const std::vector<Row> rows = counts(ran, 400);
    double odd = 0.0, even = 0.0;
    for (const Row& row : rows)
        for (std::size_t j = 0; j < row.size(); ++j) (j % 2 == 1 ? odd : even) += row[j];
    CHECK(even == 0.0);
    // 200,000 trials of p = 0.3: mean 60,000, standard deviation 205; five of them.
    CHECK(std::abs(odd - 60000.0) < 1025.0);
}

TEST_CASE("sample(size=) draws so many different members, all alike") {
    const std::string rule = connection(R"y({generator: "k for k in sample(N_post, size=3)"})y");
    const Ran ran(model(rule, "2000 10"), Backend::Vector);
    Row in_degree(10, 0.0);
    for (const Row& row : counts(ran, 2000)) {
        double out = 0.0;
        for (std::size_t j = 0; j < 10; ++j) {
            CHECK(row[j] <= 1.0);
            out += row[j];
            in_degree[j] += row[j];
        }
        CHECK(out == 3.0);
    }
    // Each target: 2000 draws of 3/10: mean 600, standard deviation 20.5; five of them.
    for (const double n : in_degree) CHECK(std::abs(n - 600.0) < 103.0);
}

TEST_CASE("a draw in the condition is made for each candidate") {
    const std::string rule =
        connection(R"y({generator: "k for k in range(N_post) if rand() < 0.25"})y");
    const Ran ran(model(rule, "300 200"), Backend::Vector);
    Row out;
    for (const Row& row : counts(ran, 300)) {
        double n = 0.0;
        for (const double c : row) n += c;
        out.push_back(n);
    }
    // 200 trials of p = 0.25 a row: mean 50 +- 0.35 (300 rows), variance 37.5 +- 3.1; five of them.
    CHECK(std::abs(statistics::mean(out) - 50.0) < 1.8);
    CHECK(std::abs(statistics::variance(out) - 37.5) < 15.5);
}

TEST_CASE("a condition is tested first, then the probability is drawn") {
    for (const char* p : {"0.3", "0.3 + 0*j"}) {
        CAPTURE(p);
        const std::string rule =
            connection(format(R"y({{condition: (i + j) % 2 == 0, probability: "{}"}})y", p));
        const std::vector<Row> rows = counts(Ran(model(rule, "400 1000"), Backend::Vector), 400);
        double allowed = 0.0, forbidden = 0.0;
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (std::size_t j = 0; j < 1000; ++j)
                ((i + j) % 2 == 0 ? allowed : forbidden) += rows[i][j];
        CHECK(forbidden == 0.0);
        // 200,000 trials of p = 0.3: five standard deviations.
        CHECK(std::abs(allowed - 60000.0) < 1025.0);
    }
}

TEST_CASE("both engines draw the same synapses of every rule with chance") {
    for (const char* rule :
         {R"y({generator: "k for k in range(N_post) if rand() < 0.25"})y",
          R"y({generator: "k for k in sample(N_post, p=0.1*(1+a_pre))"})y",
          R"y({generator: "i = int(rand()*N_pre) for k in range(3)"})y",
          R"y({condition: i != j, probability: 0.5, multiplicity: "int(3*rand())"})y"}) {
        CAPTURE(rule);
        const std::string text = model(connection(rule), "30 300");
        CHECK(counts(Ran(text, Backend::Vector), 30) == counts(Ran(text, Backend::Muparser), 30));
    }
}

TEST_CASE("mistakes that only the drawn pairs show are told with the pair") {
    const auto mistakes = [](const std::string& rule) {
        return mistakes_in(model(connection(rule)));
    };
    const auto mentions = [](const std::string& text, const std::string& words) {
        return text.find(words) != std::string::npos;
    };
    CHECK(mentions(mistakes("{condition: i < j, multiplicity: i - j}"),
                   "the multiplicity of the pair [0, 1] is -1"));
    CHECK(mentions(mistakes("{condition: i < j, multiplicity: (i + j)/2}"),
                   "the multiplicity of the pair [0, 1] is 0.5"));
    CHECK(mentions(mistakes("{condition: i < j, probability: 0.5*j}"),
                   "the probability of the pair [0, 3] is 1.5"));
}

}  // namespace brian::test
