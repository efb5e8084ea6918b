#include "hdf5/read_dataset.h"

#include <array>
#include <fstream>
#include <optional>

#include <doctest/doctest.h>
#include <hdf5.h>

#include "base/error.h"
#include "hdf5/samples.h"
#include "hdf5/temporary_folder.h"

namespace brian {

namespace {

/// Puts numbers of that type into a new dataset of the file.
void put(hid_t file, const std::string& name, hid_t type, const std::vector<hsize_t>& shape,
         const std::vector<double>& values) {
    const int rank = static_cast<int>(shape.size());
    const hid_t space =
        rank == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(rank, shape.data(), nullptr);
    const hid_t dataset =
        H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    H5Dclose(dataset);
    H5Sclose(space);
}

void put_text(hid_t object, const std::string& name, const std::string& text) {
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, text.size());
    const hid_t space = H5Screate(H5S_SCALAR);
    const hid_t attribute = H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(attribute, type, text.data());
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
}

/// A file with a dataset of each kind that matters here.
std::string example_file(const TemporaryFolder& folder) {
    const std::string name = folder.file("data.h5");
    const hid_t file = H5Fcreate(name.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    put(file, "currents", H5T_IEEE_F32BE, {2, 3}, {1, 2, 3, 4, 5, 6});
    put(file, "rates", H5T_STD_I16LE, {3}, {-1, 0, 1});
    put(file, "one", H5T_STD_U64LE, {}, {7});
    put(file, "cube", H5T_NATIVE_DOUBLE, {2, 1, 2}, {0.1, 0.2, 0.3, 0.4});
    put(file, "empty", H5T_NATIVE_DOUBLE, {0}, {});
    const hid_t group = H5Gcreate2(file, "inputs", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    put(group, "weights", H5T_NATIVE_DOUBLE, {1}, {0.5});
    H5Gclose(group);
    const hid_t dataset = H5Dopen2(file, "currents", H5P_DEFAULT);
    put_text(dataset, "units", "nA");
    H5Dclose(dataset);
    const hid_t text = H5Tcopy(H5T_C_S1);
    const hid_t space = H5Screate(H5S_SCALAR);
    H5Dclose(H5Dcreate2(file, "words", text, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    H5Sclose(space);
    H5Tclose(text);
    H5Fclose(file);
    return name;
}

std::string example_table(const TemporaryFolder& folder) {
    std::ofstream(folder.file("table.csv")) << "index,time\n0,1.5\n1,2.5\n0,4\n";
    return folder.file("table.csv");
}

DataArray read(const std::string& file, const std::string& dataset,
               const std::string& column = {}) {
    return read_data({.file = file, .dataset = dataset, .column = column, .where = {}});
}

/// What is wrong with reading that; fails the test if nothing is.
ErrorFacts error_of(const std::string& file, const std::string& dataset,
                    const std::string& column = {}) {
    try {
        static_cast<void>(read(file, dataset, column));
    } catch (const ModelError& error) {
        return error.facts();
    }
    FAIL("no error");
    return {};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("datasets of any numeric type and rank are read in row-major order") {
    const TemporaryFolder folder;
    const std::string file = example_file(folder);
    struct Case {
        std::string name;
        std::vector<std::size_t> shape;
        std::vector<double> values;
    };
    const Case cases[] = {
        {"/currents", {2, 3}, {1, 2, 3, 4, 5, 6}},
        {"/rates", {3}, {-1, 0, 1}},
        {"/one", {}, {7}},
        {"/cube", {2, 1, 2}, {0.1, 0.2, 0.3, 0.4}},
        {"/empty", {0}, {}},
        {"inputs/weights", {1}, {0.5}},
    };
    for (const Case& example : cases) {
        CAPTURE(example.name);
        const DataArray array = read(file, example.name);
        CHECK(array.shape == example.shape);
        CHECK(array.values == example.values);
    }
}

TEST_CASE("the units of a dataset come with it, of fixed or variable length") {
    const TemporaryFolder folder;
    const std::string file = example_file(folder);
    CHECK(read(file, "/currents").units == "nA");
    CHECK(read(file, "/rates").units.empty());
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    static_cast<void>(out->open(spikes_of("S")));
    out->close("complete", 1000, {});
    CHECK(read(folder.file("a.h5"), "/spikes/S/timestamps").units == "ms");
}

TEST_CASE("columns and whole tables are read from CSV") {
    const TemporaryFolder folder;
    const std::string table = example_table(folder);
    const DataArray column = read(table, "", "time");
    CHECK(column.shape == std::vector<std::size_t>{3});
    CHECK(column.values == std::vector{1.5, 2.5, 4.0});
    const DataArray all = read(table, "");
    CHECK(all.shape == std::vector<std::size_t>{3, 2});
    CHECK(all.values == std::vector{0.0, 1.5, 1.0, 2.5, 0.0, 4.0});
}

TEST_CASE("a table of one column is a list") {
    const TemporaryFolder folder;
    std::ofstream(folder.file("list.txt")) << "3\n4\n5\n";
    CHECK(read(folder.file("list.txt"), "").shape == std::vector<std::size_t>{3});
}

TEST_CASE("what cannot be read is told with what the file holds instead") {
    const TemporaryFolder folder;
    const std::string file = example_file(folder);
    const std::string table = example_table(folder);
    std::ofstream(folder.file("broken.csv")) << "1,2\n1,two\n";
    struct Case {
        std::string file, dataset, column, message, hint;
    };
    const Case cases[] = {
        {folder.file("date.h5"), "/rates", "", "there is no file", "did you mean 'data.h5'?"},
        {folder.path(), "/rates", "", "is a folder", ""},
        {table, "/rates", "", "is not an HDF5 file", "column: NAME"},
        {file, "/rate", "", "no dataset '/rate'", "did you mean '/rates'?"},
        {file, "weight", "", "no dataset 'weight'", "/inputs/weights"},
        {file, "/inputs", "", "no dataset '/inputs'", "/inputs/weights"},
        {file, "/words", "", "does not hold numbers", ""},
        {file, "", "", "say which dataset", "/currents"},
        {table, "", "tome", "no column 'tome'", "did you mean 'time'?"},
        {folder.file("broken.csv"), "", "", "broken.csv:2", ""},
    };
    for (const Case& example : cases) {
        CAPTURE(example.file);
        CAPTURE(example.dataset);
        CAPTURE(example.column);
        const ErrorFacts facts = error_of(example.file, example.dataset, example.column);
        CHECK(facts.fault == Fault::Input);
        CHECK_MESSAGE(contains(facts.message, example.message), facts.message);
        CHECK_MESSAGE(contains(facts.hint, example.hint), facts.hint);
    }
}

}  // namespace brian
