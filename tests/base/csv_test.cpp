#include "base/csv.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

/// A file of that text, gone when the test ends.
class TemporaryFile {
  public:
    explicit TemporaryFile(const std::string& text)
        : name_((std::filesystem::temp_directory_path() / "brian_csv_test.csv").string()) {
        std::ofstream(name_) << text;
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { std::remove(name_.c_str()); }
    [[nodiscard]] const std::string& name() const { return name_; }

  private:
    std::string name_;
};

brian::CsvTable table_of(const std::string& text) {
    return brian::read_csv(TemporaryFile(text).name());
}

/// What reading that text (or the column `x` of it) complains about, after the name of the file.
std::string complaint(const std::string& text) {
    const TemporaryFile file(text);
    try {
        (void)brian::read_csv(file.name()).column("x");
    } catch (const std::runtime_error& error) {
        const std::string what = error.what();
        return what.starts_with(file.name()) ? what.substr(file.name().size()) : what;
    }
    return "";
}

using Column = std::vector<double>;

}  // namespace

TEST_CASE("every separator gives the same table") {
    for (const std::string text :
         {"i,t\n1,0.5\n2,1e-3\n", "i;t\n1;0.5\n2;1e-3\n", "i\tt\n1\t0.5\n2\t1e-3\n",
          "i  t\n1 0.5\n2    1e-3", "i, t\r\n1, 0.5\r\n2, 1e-3\r\n", "\"i\",\"t\"\n1,.5\n2,1e-3"}) {
        CAPTURE(text);
        const brian::CsvTable table = table_of(text);
        CHECK(table.columns == std::vector<std::string>{"i", "t"});
        CHECK(table.column("i") == Column{1.0, 2.0});
        CHECK(table.column("t") == Column{0.5, 1e-3});
    }
}

TEST_CASE("without a header columns go by their number") {
    const brian::CsvTable table = table_of("1 2\n3 4\n");
    CHECK(table.columns.empty());
    CHECK(table.column("0") == Column{1.0, 3.0});
    CHECK(table.column("1") == Column{2.0, 4.0});
}

TEST_CASE("comments and empty lines are skipped") {
    CHECK(table_of("# spikes\n\nx\n1  # first\n   \n2\n").column("x") == Column{1.0, 2.0});
}

TEST_CASE("a wrong file is refused with its line") {
    const struct {
        std::string text;
        std::string complaint;
    } rows[] = {{"x,y\n1,2\n3,four\n", ":3: 'four' is not a number"},
                {"x,y\n1\n", ":2: 1 fields, but the first line has 2"},
                {"x;y\n1,5;2\n", ":2: '1,5' is not a number"},
                {"x\n1\n\nnan\n", ":4: 'nan' is not a number"},
                {"X1,y\n1,2\n", "no column 'x'; known are: X1, y"},
                {"1,2\n", "no column 'x': there is no header, and 2 columns"}};
    for (const auto& row : rows) CHECK(complaint(row.text) == row.complaint);
}

TEST_CASE("a missing file is named") {
    CHECK_THROWS_WITH_AS((void)brian::read_csv("no/such.csv"), "no/such.csv: cannot open the file",
                         std::runtime_error);
}
