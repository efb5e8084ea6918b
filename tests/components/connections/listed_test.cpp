#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "base/error.h"
#include "components/connections/rule_input.h"

// Rules whose pairs the user lists: pairs, matrix, file.
namespace brian {

namespace {

/// A file in the folder for temporary files, removed in the end.
class TextFile {
  public:
    TextFile(const std::string& name, const std::string& text)
        : path_(std::filesystem::temp_directory_path() / name) {
        std::ofstream(path_) << text;
    }
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;
    ~TextFile() { std::filesystem::remove(path_); }
    [[nodiscard]] std::string folder() const { return path_.parent_path().string(); }

  private:
    std::filesystem::path path_;
};

std::vector<double> column_of(const Rule& rule, const std::string& name) {
    for (const RuleColumn& column : rule.columns)
        if (column.name == name) return column.values;
    return {};
}

}  // namespace

TEST_CASE("listed pairs are made source by source in the order of the list") {
    const Value connect = map_of({{"pairs", rows_of({{1, 0}, {0, 2}, {1, 1}, {0, 0}})}});
    const Edges edges = edges_of(rule_input(connect, {2, 3}));
    CHECK(pairs_of(edges) == Pairs{{0, 2}, {0, 0}, {1, 0}, {1, 1}});
    CHECK(edges.origin == std::vector<std::uint64_t>{1, 3, 0, 2});
}

TEST_CASE("copies of a listed pair share its position in the list") {
    const Value connect = map_of({{"pairs", rows_of({{1, 0}, {0, 1}})}});
    RuleInput input = without_autapses(rule_input(connect, {2, 2}));
    input.multiplicity = 2;
    CHECK(edges_of(input).origin == std::vector<std::uint64_t>{1, 1, 0, 0});
}

TEST_CASE("an excluded autapse leaves the positions of the others") {
    const Value connect = map_of({{"pairs", rows_of({{0, 0}, {0, 1}})}});
    const Edges edges = edges_of(without_autapses(rule_input(connect, {2, 2})));
    CHECK(pairs_of(edges) == Pairs{{0, 1}});
    CHECK(edges.origin == std::vector<std::uint64_t>{1});
}

TEST_CASE("an empty list of pairs makes no synapse") {
    const Value connect = map_of({{"pairs", list({})}});
    CHECK(edges_of(rule_input(connect, {2, 2})).size() == 0);
}

TEST_CASE("a pair outside the groups is named") {
    const Value beyond = map_of({{"pairs", rows_of({{0, 0}, {5, 1}})}});
    CHECK(error_of(rule_input(beyond, {2, 2}))
          == "pair [5, 1]: there is no source 5 | sources are numbered from 0 to 1");
    const Value negative = map_of({{"pairs", rows_of({{0, -1}})}});
    CHECK(error_of(rule_input(negative, {2, 2}))
          == "pair [0, -1]: there is no target -1 | targets are numbered from 0 to 1");
    const Value triple = map_of({{"pairs", rows_of({{0, 1, 1}})}});
    CHECK(error_of(rule_input(triple, {2, 2}))
          == "pairs are lists of two numbers | write [[i, j], [i, j], ...]");
}

TEST_CASE("entries of a matrix other than zero are synapses with that weight") {
    const Value connect = map_of({{"matrix", rows_of({{0, 3, 0}, {5, 0, -7}})}});
    const RuleInput input = rule_input(connect, {2, 3});
    const Edges edges = edges_of(input, {1});
    CHECK(pairs_of(edges) == Pairs{{1, 0}, {0, 1}, {1, 2}});
    const std::vector<double> weight = column_of(make_rule(input), "weight");
    CHECK(weight.at(edges.origin[0]) == 5.0);
    CHECK(weight.at(edges.origin[1]) == 3.0);
    CHECK(weight.at(edges.origin[2]) == -7.0);
}

TEST_CASE("a matrix needs a row for each source and a column for each target") {
    const Value connect = map_of({{"matrix", rows_of({{0, 1}, {1, 0}})}});
    CHECK(error_of(rule_input(connect, {2, 3}))
          == "the matrix has shape 2 x 2, but there are 2 sources (rows) and 3 targets (columns) | "
             "give one row for each source, with one entry for each target");
}

TEST_CASE("a matrix of a file keeps the unit that the file names") {
    const Value connect = map_of({{"matrix", map_of({{"file", scalar("w.h5")}})}});
    RuleInput input = rule_input(connect, {1, 2});
    input.read = [](const DataRequest&) { return DataArray{{0.5, 0.0}, {1, 2}, "mV"}; };
    const Rule rule = make_rule(input);
    REQUIRE(rule.columns.size() == 1);
    CHECK(rule.columns[0].units == "mV");
}

TEST_CASE("a file of text may name its columns in any order") {
    const TextFile file("brian_edges_named.csv",
                        "weight, j, i, delay\n0.5, 1, 0, 0.002\n0.25, 0, 1, 0.001\n");
    const Value connect = map_of({{"file", scalar("brian_edges_named.csv")}});
    RuleInput input = rule_input(connect, {2, 2});
    input.folder = file.folder();
    CHECK(pairs_of(edges_of(input)) == Pairs{{0, 1}, {1, 0}});
    const Rule rule = make_rule(input);
    CHECK(column_of(rule, "weight") == std::vector<double>{0.5, 0.25});
    CHECK(column_of(rule, "delay") == std::vector<double>{0.002, 0.001});
}

TEST_CASE("a file of text without names holds source, target, weight, delay") {
    const TextFile file("brian_edges_plain.csv", "0 1 0.5\n1 1 0.25\n");
    const Value connect = map_of({{"file", scalar("brian_edges_plain.csv")}});
    RuleInput input = rule_input(connect, {2, 2});
    input.folder = file.folder();
    CHECK(pairs_of(edges_of(input)) == Pairs{{0, 1}, {1, 1}});
    CHECK(column_of(make_rule(input), "weight") == std::vector<double>{0.5, 0.25});
}

TEST_CASE("a dataset of edges is read by its name") {
    const Value connect = map_of({{"file", scalar("e.h5")}, {"dataset", scalar("/edges")}});
    RuleInput input = rule_input(connect, {2, 2});
    input.folder = "models";
    DataRequest seen;
    input.read = [&seen](const DataRequest& request) {
        seen = request;
        return DataArray{{1, 0, 0, 1}, {2, 2}, {}};
    };
    CHECK(pairs_of(edges_of(input)) == Pairs{{0, 1}, {1, 0}});
    CHECK(seen.file == "models/e.h5");
    CHECK(seen.dataset == "/edges");
}

TEST_CASE("a file without the columns of a pair says which it has") {
    const TextFile file("brian_edges_wrong.csv", "from, j\n0, 1\n");
    const Value connect = map_of({{"file", scalar("brian_edges_wrong.csv")}});
    RuleInput input = rule_input(connect, {2, 2});
    input.folder = file.folder();
    CHECK(error_of(input).ends_with("has no column 'i' or 'source' | its columns are from, j"));
}

TEST_CASE("a file that is not there is an input fault") {
    const Value connect = map_of({{"file", scalar("no_such_edges.csv")}});
    try {
        (void)make_rule(rule_input(connect, {2, 2}));
        FAIL("no error");
    } catch (const ModelError& error) {
        CHECK(error.facts().fault == Fault::Input);
    }
}

}  // namespace brian
