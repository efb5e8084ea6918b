#include "yaml/read_network.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "files.h"
#include "parsed.h"
#include "small_schema.h"

using brian::Diagnostics;
using brian::Fault;
using brian::ModelError;
using brian::NetworkSpec;
using brian::test::Folder;

namespace {

NetworkSpec read(const std::string& file, Diagnostics& diagnostics,
                 const std::vector<brian::Override>& overrides = {}) {
    return brian::read_network(file, overrides, brian::test::small_schema(), diagnostics);
}

std::string errors_of(const std::string& contents) {
    const Folder folder;
    Diagnostics diagnostics;
    const NetworkSpec network = read(folder.write("m.yaml", contents), diagnostics);
    return brian::test::errors(diagnostics);
}

/// The fault with which reading that file fails.
std::string input_fault(const std::string& file) {
    try {
        Diagnostics diagnostics;
        const NetworkSpec network = read(file, diagnostics);
    } catch (const ModelError& error) {
        return error.facts().fault == Fault::Input ? error.facts().message : "a model fault";
    }
    return "no fault";
}

constexpr const char* cuba =
    "brian-run: 1\n"
    "title: CUBA\n"
    "parameters: {we: 1.62 mV}\n"
    "groups:\n"
    "  P:\n"
    "    size: 4000\n"
    "    equations: |\n"
    "      dv/dt = (ge - v)/(20*ms) : volt\n"
    "      dge/dt = -ge/(5*ms) : volt\n"
    "    threshold: v > -50*mV\n"
    "    initial: {v: -60*mV + 10*mV*rand()}\n"
    "    subgroups: {exc: \"0:3200\"}\n"
    "  Q:\n"
    "    size: 1\n"
    "    equations: [{use: leak, with: {E: 1 mV}, rename: {v: vm}}, 'x : 1']\n"
    "connections:\n"
    "  Ce: {source: P.exc, target: P, connect: {probability: 0.02, allow_self: false}, on_pre: ge "
    "+= we}\n"
    "monitors: {spikes: {type: spikes, of: P}}\n"
    "run: {dt: 0.1 ms, duration: 1 s, seed: 42}\n";

}  // namespace

TEST_CASE("a model file becomes a NetworkSpec") {
    const Folder folder;
    Diagnostics diagnostics;
    const NetworkSpec network = read(folder.write("cuba.yaml", cuba), diagnostics);
    REQUIRE(brian::test::errors(diagnostics).empty());
    CHECK(network.title->text() == "CUBA");
    CHECK(network.source_yaml == cuba);
    REQUIRE(network.groups.size() == 2);

    SUBCASE("groups") {
        const brian::GroupSpec& group = network.groups[0];
        CHECK(group.name == "P");
        CHECK(group.path == "groups.P");
        CHECK(group.where.line() == 5);
        CHECK(group.size.text() == "4000");
        REQUIRE(group.equations.size() == 1);
        CHECK(group.equations[0].text.part(32, 38).line() == 9);
        CHECK(group.threshold->text() == "v > -50*mV");
        CHECK_FALSE(group.reset.has_value());
        CHECK(group.refractory.kind == brian::Value::Kind::Null);
        CHECK(group.initial[0].name == "v");
        CHECK(group.subgroups[0].value.text() == "0:3200");
    }
    SUBCASE("pieces of equations") {
        const std::vector<brian::EquationPiece>& pieces = network.groups[1].equations;
        REQUIRE(pieces.size() == 2);
        CHECK(pieces[0].use->text() == "leak");
        CHECK(pieces[0].with[0].name == "E");
        CHECK(pieces[0].rename[0].value.text() == "vm");
        CHECK(pieces[1].text.text() == "x : 1");
    }
    SUBCASE("connections") {
        const brian::ConnectionSpec& connection = network.connections.at(0);
        CHECK(connection.source.text() == "P.exc");
        CHECK(connection.connect.find("probability")->text() == "0.02");
        CHECK(connection.allow_self->text() == "false");
        CHECK(connection.on_pre.text() == "ge += we");
        CHECK(connection.delay.kind == brian::Value::Kind::Null);
    }
    SUBCASE("monitors and run") {
        CHECK(network.monitors.at(0).type.text() == "spikes");
        CHECK(network.monitors.at(0).of.text() == "P");
        CHECK(network.run.duration->text() == "1 s");
        CHECK(network.run.where.line() == 19);
        CHECK_FALSE(network.output.file.has_value());
    }
}

TEST_CASE("the resolved model reads back without mistakes and resolves to itself") {
    const Folder folder;
    Diagnostics diagnostics;
    const NetworkSpec once = read(folder.write("cuba.yaml", cuba), diagnostics);
    const NetworkSpec twice = read(folder.write("again.yaml", once.resolved_yaml), diagnostics);
    CHECK(brian::test::errors(diagnostics).empty());
    CHECK(once.resolved_yaml == twice.resolved_yaml);
}

TEST_CASE("overrides are part of the resolved model and are validated") {
    const Folder folder;
    const std::string file = folder.write("cuba.yaml", cuba);
    Diagnostics good;
    const NetworkSpec network = read(file, good, {brian::parse_override("groups.P.size=100")});
    CHECK(network.groups.at(0).size.text() == "100");
    CHECK(network.resolved_yaml.find("size: 100\n") != std::string::npos);
    Diagnostics bad;
    const NetworkSpec broken = read(file, bad, {brian::parse_override("groups.P.size=2.5")});
    REQUIRE(bad.sorted().size() == 1);
    CHECK(bad.sorted()[0].facts.where.file_name() == "--set groups.P.size");
}

TEST_CASE("a file that is no map of sections is refused") {
    CHECK(errors_of("") == "1:1: the file is empty | a model begins with `brian-run: 1`");
    CHECK(errors_of("# nothing\n")
          == "1:1: the file is empty | a model begins with `brian-run: 1`");
    CHECK(errors_of("- a\n- b\n")
          == "1:1: a model is a map of sections, this is a list | a model begins with `brian-run: "
             "1`");
    CHECK(errors_of("hello\n").find("1:1: a model is a map of sections, this is 'hello'") == 0);
}

TEST_CASE("a model without its version is refused") {
    CHECK(errors_of("title: x\n") == "1:1: missing key 'brian-run' | for example `brian-run: 1`");
}

TEST_CASE("a byte order mark is passed over") {
    CHECK(errors_of("\xEF\xBB\xBF"
                    "brian-run: 2\n")
              .find("1:12: expected 1")
          == 0);
}

TEST_CASE("files that cannot be read are input faults") {
    const Folder folder;
    const std::string missing = folder.path("none.yaml");
    CHECK(input_fault(missing) == "cannot read '" + missing + "': there is no such file");
    const std::string directory = folder.path("");
    CHECK(input_fault(directory) == "cannot read '" + directory + "': it is a folder");
}
