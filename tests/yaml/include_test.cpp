#include <string>

#include <doctest/doctest.h>

#include "files.h"
#include "parsed.h"
#include "small_schema.h"
#include "yaml/read_network.h"

using brian::Diagnostics;
using brian::NetworkSpec;
using brian::test::Folder;

namespace {

constexpr const char* library =
    "brian-run: 1\n"
    "parameters: {tau: 10 ms}\n"
    "templates:\n"
    "  leak: {equations: 'dv/dt = -v/tau : volt'}\n";

NetworkSpec read(const std::string& file, Diagnostics& diagnostics) {
    return brian::read_network(file, {}, brian::test::small_schema(), diagnostics);
}

}  // namespace

TEST_CASE("parameters and templates of an included file join those of the model") {
    const Folder folder;
    folder.write("lib/library.yaml", library);
    const std::string model = folder.write(
        "model.yaml", "brian-run: 1\ninclude: [lib/library.yaml]\nparameters: {E: 1 mV}\n");
    Diagnostics diagnostics;
    const NetworkSpec network = read(model, diagnostics);
    CHECK(brian::test::errors(diagnostics).empty());
    REQUIRE(network.parameters.size() == 2);
    CHECK(network.parameters[0].name == "E");
    CHECK(network.parameters[1].name == "tau");
    REQUIRE(network.templates.size() == 1);
    CHECK(network.templates[0].where.line() == 4);
    REQUIRE(network.input_files.size() == 1);
    CHECK(network.input_files[0] == folder.path("lib/library.yaml"));
    CHECK(network.resolved_yaml.find("include") == std::string::npos);
}

TEST_CASE("a file reached by two ways is merged once") {
    const Folder folder;
    folder.write("library.yaml", library);
    folder.write("a.yaml", "brian-run: 1\ninclude: [library.yaml]\n");
    const std::string model =
        folder.write("model.yaml", "brian-run: 1\ninclude: [a.yaml, ./library.yaml]\n");
    Diagnostics diagnostics;
    const NetworkSpec network = read(model, diagnostics);
    CHECK(brian::test::errors(diagnostics).empty());
    CHECK(network.parameters.size() == 1);
    CHECK(network.input_files.size() == 2);
}

TEST_CASE("a name defined in two files is an error that names both") {
    const Folder folder;
    folder.write("library.yaml", library);
    const std::string model = folder.write(
        "model.yaml", "brian-run: 1\ninclude: [library.yaml]\nparameters: {tau: 5 ms}\n");
    Diagnostics diagnostics;
    const NetworkSpec network = read(model, diagnostics);
    REQUIRE(diagnostics.sorted().size() == 1);
    const brian::ErrorFacts facts = diagnostics.sorted()[0].facts;
    CHECK(facts.message == "'tau' is defined in two files");
    CHECK(facts.where.file_name() == model);
    REQUIRE(facts.notes.size() == 1);
    CHECK(facts.notes[0].where.file_name() == folder.path("library.yaml"));
}

TEST_CASE("a circle of includes is found") {
    const Folder folder;
    folder.write("a.yaml", "brian-run: 1\ninclude: [model.yaml]\n");
    const std::string model = folder.write("model.yaml", "brian-run: 1\ninclude: [a.yaml]\n");
    Diagnostics diagnostics;
    const NetworkSpec network = read(model, diagnostics);
    CHECK(brian::test::errors(diagnostics)
          == "2:11: 'model.yaml' includes itself | take out one `include` of the circle");
}

TEST_CASE("a missing included file is an input fault at its name") {
    const Folder folder;
    const std::string model = folder.write("model.yaml", "brian-run: 1\ninclude: [none.yaml]\n");
    Diagnostics diagnostics;
    const NetworkSpec network = read(model, diagnostics);
    CHECK(diagnostics.only_input_faults());
    CHECK(brian::test::errors(diagnostics)
          == "2:11: cannot read '" + folder.path("none.yaml") + "': there is no such file");
}

TEST_CASE("mistakes in an included file are reported in that file") {
    const Folder folder;
    folder.write("library.yaml", "brian-run: 1\nparametrs: {}\n");
    const std::string model = folder.write("model.yaml", "brian-run: 1\ninclude: [library.yaml]\n");
    Diagnostics diagnostics;
    const NetworkSpec network = read(model, diagnostics);
    REQUIRE(diagnostics.sorted().size() == 1);
    CHECK(diagnostics.sorted()[0].facts.where.file_name() == folder.path("library.yaml"));
}
