#include "compile/per_neuron.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/each_engine.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

CompileOptions options(Backend backend, CompileOptions::Keep keep) {
    CompileOptions wanted;
    wanted.backend = backend;
    wanted.seed = 7;
    wanted.keep = keep;
    return wanted;
}

/// All bits that monitors saw.
void check_equal(const MemoryRecording& a, const MemoryRecording& b) {
    REQUIRE(a.all().size() == b.all().size());
    for (std::size_t k = 0; k < a.all().size(); ++k) {
        CAPTURE(a.all()[k].info.monitor + "." + a.all()[k].info.variable);
        CHECK(a.all()[k].values == b.all()[k].values);
        CHECK(a.all()[k].times == b.all()[k].times);
        CHECK(a.all()[k].ids == b.all()[k].ids);
        CHECK(a.all()[k].columns == b.all()[k].columns);
    }
}

/// Neurons in three target blocks that fire often, connected among themselves by chance. `keys` are
/// those of the connection S, whose variables a, b, c and w are recorded.
std::string network(const std::string& keys, const std::string& more = "",
                    const std::string& run = "duration: 30 ms") {
    return format(R"yaml(
groups:
  P:
    size: 600
    equations: |
      dv/dt = (drive - v)/(4*ms) : 1
      drive : 1 (constant)
      x : 1
    threshold: v > 1
    reset: v = 0
    initial: {{drive: 1.5 + 0.001*i, x: 0.1*i}}
connections:
  S:
    source: P
    target: P
{}
{}
monitors:
  synapses: {{type: state, of: S, variables: [a, b, c, w], record: all, dt: 2.5 ms, precision: float64}}
  neurons: {{type: state, of: P, variables: [v, x], record: all, dt: 2.5 ms, precision: float64}}
run:
  dt: 0.5 ms
  {}
)yaml",
                  keys, more, run);
}

struct Case {
    std::string what;
    std::string keys;
    std::string shared;  ///< "a: source, c: target"
    std::string more{};
    std::string run = "duration: 30 ms";
};

const std::string decaying = R"(
      w : 1
      da/dt = -a/(5*ms) : 1 (event-driven)
      db/dt = (a - b)/(7*ms) : 1 (event-driven)
      dc/dt = -c/(9*ms) : 1 (event-driven))";
const std::string plain = R"(
      w : 1
      a : 1
      b : 1
      c : 1)";

std::string keys(const std::string& equations, const std::string& rest,
                 const std::string& connect = "{probability: 0.02}") {
    return format("    connect: {}\n    equations: |{}\n{}", connect, equations, rest);
}

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"traces",
         keys(decaying,
              "    on_pre: |\n      a += 1\n      w = clip(w + c + b, 0, 9)\n"
              "    on_post: |\n      c += 0.3\n      w = clip(w - a, 0, 9)"),
         "a: source, b: source, c: target"},
        {"reads before and after changes",
         keys(decaying,
              "    on_pre: |\n      w += a\n      a += 1\n      w -= 0.3*a\n      a = 0.5*a + "
              "x_pre\n"
              "      w += a\n"
              "    on_post: |\n      w += a*c\n      c = 2*c + 1\n      w += c*x_post"),
         "a: source, b: source, c: target"},
        {"values handed round",
         keys(plain,
              "    initial: {a: i, b: 2*i, c: 1}\n"
              "    on_pre: |\n      w += a - b\n      a = b + 1\n      b = a\n      a = 0.5*b\n"
              "    on_post: |\n      w -= a"),
         "a: source, b: source, c: all"},
        {"the source itself is written",
         keys(plain, "    on_pre: |\n      x_pre += 1\n      a += x_pre\n      w += a"),
         "b: all, c: all"},
        {"the target may be the source",
         keys(plain, "    on_pre: |\n      x_post += 1\n      a += x_pre\n      w += a"),
         "b: all, c: all"},
        {"written at both ends",
         keys(plain, "    on_pre: a += 1; w += a\n    on_post: a += 2; c += 1; w -= c"),
         "b: all, c: target"},
        {"a chain of values that differ",
         keys(plain, "    initial: {c: j}\n    on_pre: a = c; b = a; w += b"), "c: target"},
        {"random numbers",
         keys(plain, "    initial: {c: rand()}\n    on_pre: a += rand(); b += 1; w += a"),
         "b: source"},
        {"delays that differ",
         keys(decaying,
              "    delay: 3*rand()*ms\n    on_pre: a += 1; w += a\n    on_post: c += 1; w += b"),
         "c: target"},
        {"one delay, and a delay of its own",
         keys(decaying,
              "    delay: 1 ms\n    on_pre: a += 1; w += a + c\n"
              "    on_post: {back: {code: c += 1; w += b*c, delay: 2 ms}}"),
         "a: source, b: source, c: target"},
        {"two pathways, one of them with delays that differ",
         keys(decaying,
              "    on_pre:\n      up: a += 1; w += a\n"
              "      down: {code: w -= 0.1*a, delay: 3*rand()*ms}"),
         "a: source, b: source, c: all"},
        {"the time of the last event", keys(plain, "    on_pre: a = lastupdate/second; w += a"),
         "a: source, b: all, c: all, lastupdate: source, w: source"},
        {"operations write",
         keys(decaying, "    on_pre: a += 1; w += a + b\n    on_post: c += 1; w += c"), "c: target",
         "operations:\n  calm: {of: S, every: 5 ms, code: a = 0.5*a}"},
        {"operations read", keys(decaying, "    on_pre: a += 1\n    on_post: c += 1"),
         "a: source, b: source, c: target",
         "operations:\n  learn: {of: S, every: 5 ms, code: w += a*c + b}"},
        {"values of each neuron at the start",
         keys(plain,
              "    initial: {a: 0.5*i + x_pre, b: 1/N_outgoing, c: 2*j - x_post}\n"
              "    on_pre: a = 0.9*a + b; w += a + c"),
         "a: source, b: source, c: target"},
        {"traces with parameters of their own",
         keys(R"(
      w : 1
      a : second
      db/dt = (2 - b)/a : 1 (event-driven)
      dc/dt = (1 - c)/(a*(1 + 0.01*i)) : 1 (event-driven))",
              "    initial: {a: 3*ms, b: 1}\n    on_pre: b += 1; w += b\n    on_post: c += 1; w += "
              "c"),
         "a: all, b: source"},
        {"phases set values",
         keys(decaying, "    on_pre: a += 1; w += a + b\n    on_post: c += 1; w += c"), "c: target",
         "", "protocol: [{duration: 10 ms}, {set: {S.a: 2 + i}, duration: 10 ms}]"},
        {"an earlier state comes back",
         keys(decaying, "    on_pre: a += 1; w += a + b\n    on_post: c += 1; w += c"),
         "a: source, b: source, c: target", "",
         "protocol: [{duration: 10 ms, store: x}, {duration: 10 ms}, {restore: x, duration: 10 "
         "ms}]"},
        {"several synapses of a pair",
         keys(decaying, "    on_pre: a += 1; w += a + c\n    on_post: c += 1; w += c*a",
              "{pairs: [[0, 1], [0, 1], [3, 1], [0, 2], [599, 0], [3, 599]]}"),
         ""}};
    return all;
}

/// "a: source, c: target" from what --explain says.
std::string shared_in(const std::string& model) {
    std::string text;
    for (const std::string& block : explained(model, "connections.S")) {
        if (!block.starts_with("variables that synapses share")) continue;
        for (std::size_t at = block.find('\n'); at != std::string::npos;
             at = block.find('\n', at + 1)) {
            const std::string line = block.substr(at + 1, block.find('\n', at + 1) - at - 1);
            const std::string variable = line.substr(0, line.find(':'));
            const bool source = line.find("source") != std::string::npos;
            const bool target = line.find("target") != std::string::npos;
            text += format("{}{}: {}", text.empty() ? "" : ", ", variable,
                           source   ? "source"
                           : target ? "target"
                                    : "all");
        }
    }
    return text;
}

/// S from some neurons onto others that leave gaps, or begin in the middle.
std::string between_subgroups(const std::string& source, const std::string& target) {
    std::string model = network(
        keys(decaying, "    on_pre: a += 1; w += a + c + x_pre\n    on_post: c += 1; w += c*a",
             source == "P.odd" ? "all" : "{probability: 0.1}"));
    const std::string whole = "    source: P\n    target: P\n";
    model.replace(model.find(whole), whole.size(),
                  format("    source: {}\n    target: {}\n", source, target));
    const std::string threshold = "    threshold";
    model.insert(model.find(threshold),
                 "    subgroups: {late: \"300:600\", odd: [1, 3, 5, 7, 9, 11, 299, 555]}\n");
    return model;
}

}  // namespace

TEST_CASE("neurons of subgroups have variables of their own") {
    using Keep = CompileOptions::Keep;
    for (const auto& [source, target] : std::vector<std::pair<std::string, std::string>>{
             {"P.late", "P"}, {"P.odd", "P"}, {"P", "P.late"}, {"P.late", "P.late"}})
        for_each_engine([&, from = source, onto = target](Backend backend) {
            CAPTURE(from + " -> " + onto);
            const std::string model = between_subgroups(from, onto);
            CHECK(shared_in(model) == "a: source, b: source, c: target");
            check_equal(Ran(model, options(backend, Keep::OncePerNeuron)).recording(),
                        Ran(model, options(backend, Keep::PerSynapse)).recording());
        });
}

TEST_CASE("neurons without synapses need no value") {
    // 0/0 for neuron 0, which is no source.
    const std::string list = "{pairs: [[1, 0], [1, 1], [1, 2], [2, 0]]}";
    CHECK(mistakes_in(network(keys(plain, "    initial: {a: i/i}\n    on_pre: w += a", list)))
          == "");
    const std::string wrong = "{pairs: [[0, 0], [1, 1], [1, 2], [2, 0]]}";
    CHECK(mistakes_in(network(keys(plain, "    initial: {a: i/i}\n    on_pre: w += a", wrong)))
              .find("the value of synapse 0 is not a number")
          != std::string::npos);
}

TEST_CASE("variables are shared exactly where they are the same") {
    for (const Case& one : cases()) {
        CAPTURE(one.what);
        CHECK(shared_in(network(one.keys, one.more, one.run)) == one.shared);
    }
}

TEST_CASE("where variables are kept makes no difference to a single bit") {
    for (const Case& one : cases())
        for_each_engine([&](Backend backend) {
            CAPTURE(one.what);
            const std::string model = network(one.keys, one.more, one.run);
            using Keep = CompileOptions::Keep;
            check_equal(Ran(model, options(backend, Keep::OncePerNeuron)).recording(),
                        Ran(model, options(backend, Keep::PerSynapse)).recording());
        });
}

TEST_CASE("plastic models give the same bits wherever their variables are kept") {
    const std::vector<ModelFile> models{
        {"configs/stdp.yaml", {"run.duration=300 ms"}},
        {"configs/short_term_plasticity.yaml", {}},
        {"configs/examples/short_term_plasticity.yaml", {}},
        {"configs/examples/stdp.yaml", {"run.duration=300 ms"}},
        {"configs/examples/clopath_2010.yaml", {}},
        {"configs/examples/graupner_brunel_2012.yaml", {}},
        {"configs/examples/izhikevich_2007.yaml", {}},
        {"configs/examples/kremer_2011_barrel_cortex.yaml",
         {"parameters.barrels=1", "parameters.m4=8", "run.duration=100 ms"}},
        {"configs/examples/spike_based_homeostasis.yaml", {"run.duration=1 s"}},
        {"configs/examples/vogels_2011.yaml",
         {"parameters.n_exc=400", "parameters.t_learn=10 ms", "run.duration=50 ms"}},
        {"tests/against_brian2/event_driven.yaml", {}},
        {"tests/against_brian2/pathways.yaml", {}},
        {"tests/against_brian2/plasticity.yaml", {}},
        {"tests/against_brian2/stdp.yaml", {}},
        {"tests/against_brian2/store_restore.yaml", {}},
        {"tests/against_brian2/synapse_delays.yaml", {}},
        {"tests/against_brian2/time_steps.yaml", {}}};
    for (const ModelFile& model : models) {
        CAPTURE(model.path);
        using Keep = CompileOptions::Keep;
        check_equal(Ran(model, options(Backend::Vector, Keep::OncePerNeuron)).recording(),
                    Ran(model, options(Backend::Vector, Keep::PerSynapse)).recording());
    }
}

}  // namespace brian::test
