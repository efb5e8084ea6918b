#include "yaml/overrides.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "parsed.h"
#include "small_schema.h"
#include "yaml/read_network.h"

using brian::Diagnostics;
using brian::Override;
using brian::Value;

namespace {

constexpr const char* model =
    "brian-run: 1\n"
    "parameters: {tau: 10 ms, rates: [1 Hz, 2 Hz]}\n"
    "groups: {P: {size: 3, threshold: v > 1}}\n"
    "run: {protocol: [{set: {P.I: 2 nA}, duration: 1 s}]}\n";

struct Changed {
    Value root;
    std::string errors;
};

Changed change(const std::vector<Override>& overrides) {
    Diagnostics diagnostics;
    Changed changed;
    changed.root = brian::test::parse(model, diagnostics);
    brian::apply_overrides(changed.root, overrides, brian::test::small_schema(), diagnostics);
    changed.errors = brian::test::errors(diagnostics);
    return changed;
}

Changed change(const std::string& override) {
    return change(std::vector<Override>{brian::parse_override(override)});
}

}  // namespace

TEST_CASE("PATH=VALUE, +PATH=VALUE and what has no = are told apart") {
    CHECK(brian::parse_override("a.b=c=d").path == "a.b");
    CHECK(brian::parse_override("a.b=c=d").value == "c=d");
    CHECK(brian::parse_override("a.b=c").kind == Override::Kind::Set);
    CHECK(brian::parse_override("+a.b=c").path == "a.b");
    CHECK(brian::parse_override("+a.b=c").kind == Override::Kind::Add);
    CHECK_THROWS_AS((void)brian::parse_override("a.b"), brian::ModelError);
}

TEST_CASE("a value is set at its path") {
    const Value size = *change("groups.P.size=7").root.find("groups")->find("P")->find("size");
    CHECK(size.text() == "7");
    CHECK(size.path == "groups.P.size");
    CHECK(size.where.file_name() == "--set groups.P.size");
}

TEST_CASE("an item of a list and a key with a dot can be set") {
    const Changed rate = change("parameters.rates[1]=5 Hz");
    CHECK(rate.root.find("parameters")->find("rates")->items[1].text() == "5 Hz");
    const Changed current = change("run.protocol[0].set.P.I=3 nA");
    CHECK(current.root.find("run")->find("protocol")->items[0].find("set")->find("P.I")->text()
          == "3 nA");
}

TEST_CASE("a value may be any YAML") {
    const Changed changed = change("parameters.rates={file: a.h5, dataset: /x}");
    CHECK(changed.errors.empty());
    CHECK(changed.root.find("parameters")->find("rates")->find("file")->text() == "a.h5");
}

TEST_CASE("a key that the schema knows can be set before it exists") {
    CHECK(change("run.seed=5").root.find("run")->find("seed")->text() == "5");
    const Changed changed = change("output.compression=3");
    CHECK(changed.errors.empty());
    CHECK(changed.root.find("output")->find("compression")->path == "output.compression");
}

TEST_CASE("a path that does not exist is an error with the nearest one") {
    CHECK(change("parameters.tua=1 ms").errors
          == "1:1: there is no 'parameters.tua' in the model | did you mean 'parameters.tau'?");
    CHECK(change("P.size=1").errors
          == "1:1: there is no 'P.size' in the model | did you mean 'groups.P.size'?");
    CHECK(change("parameters.rates[2]=1 Hz").errors
          == "1:1: there is no 'parameters.rates[2]' in the model | did you mean "
             "'parameters.rates[0]'?");
    CHECK(change("groups.P.size.x=1").errors.find("there is no 'groups.P.size.x'")
          != std::string::npos);
}

TEST_CASE("+ adds a key, or an item to a list, and nothing that exists") {
    CHECK(change("+parameters.E=1 mV").root.find("parameters")->find("E")->text() == "1 mV");
    CHECK(change("+parameters.rates=3 Hz").root.find("parameters")->find("rates")->items.size()
          == 3);
    CHECK(change("+stimuli.S.type=poisson").root.find("stimuli")->find("S")->find("type")->text()
          == "poisson");
    CHECK(change("+parameters.tau=1 ms").errors
          == "1:1: 'parameters.tau' exists already | leave out the +");
    CHECK(change("+groups.P.size.x=1").errors
          == "1:1: 'groups.P.size' is the number 3, and has no 'x'");
}

TEST_CASE("unset removes keys and items") {
    const auto unset = [](const std::string& path) {
        return change(std::vector<Override>{{Override::Kind::Unset, path, {}}});
    };
    CHECK(unset("groups.P.threshold").root.find("groups")->find("P")->find("threshold") == nullptr);
    const Changed rates = unset("parameters.rates[0]");
    REQUIRE(rates.root.find("parameters")->find("rates")->items.size() == 1);
    CHECK(rates.root.find("parameters")->find("rates")->items[0].text() == "2 Hz");
    CHECK(unset("groups.Q").errors.find("there is no 'groups.Q' in the model")
          != std::string::npos);
}

TEST_CASE("a value that is missing or no YAML is refused") {
    CHECK(change("run.seed=").errors
          == "1:1: no value is given for 'run.seed' | `--unset run.seed` removes it");
    CHECK(change("groups.P.size=[1").errors.find("1:1: this '[' is not closed") == 0);
    CHECK(change("include=[a.yaml]").errors.find("1:1: 'include' cannot be overridden") == 0);
}

TEST_CASE("later overrides see what earlier ones did") {
    const Changed changed = change(std::vector<Override>{
        brian::parse_override("+parameters.E=1 mV"), brian::parse_override("parameters.E=2 mV")});
    CHECK(changed.errors.empty());
    CHECK(changed.root.find("parameters")->find("E")->text() == "2 mV");
}
