#include "base/pgm.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <doctest/doctest.h>

namespace {

/// A file of those bytes, gone when the test ends.
class ImageFile {
  public:
    explicit ImageFile(const std::string& bytes)
        : name_((std::filesystem::temp_directory_path() / "brian_pgm_test.pgm").string()) {
        std::ofstream(name_, std::ios::binary) << bytes;
    }
    ImageFile(const ImageFile&) = delete;
    ImageFile& operator=(const ImageFile&) = delete;
    ~ImageFile() { std::remove(name_.c_str()); }
    [[nodiscard]] const std::string& name() const { return name_; }

  private:
    std::string name_;
};

std::string complaint(const std::string& bytes) {
    const ImageFile file(bytes);
    try {
        (void)brian::read_pgm(file.name());
    } catch (const std::runtime_error& error) {
        const std::string what = error.what();
        return what.substr(what.find("': ") + 3);
    }
    return "no complaint";
}

}  // namespace

TEST_CASE("a grey image of text is read row by row, from 0 to 1") {
    const ImageFile file("P2\n# drawn by hand\n3 2\n10\n0 5 10\n10 0 1\n");
    REQUIRE(brian::is_pgm(file.name()));
    const brian::GreyImage image = brian::read_pgm(file.name());
    CHECK(image.n_rows == 2);
    CHECK(image.n_columns == 3);
    CHECK(image.values == std::vector<double>{0.0, 0.5, 1.0, 1.0, 0.0, 0.1});
}

TEST_CASE("a grey image of bytes is read, of one or two bytes a pixel") {
    const ImageFile one(std::string("P5 2 1 255\n\x00\xff", 13));
    CHECK(brian::read_pgm(one.name()).values == std::vector<double>{0.0, 1.0});
    const ImageFile two(std::string("P5 2 1 1000\n\x03\xe8\x00\x64", 16));
    CHECK(brian::read_pgm(two.name()).values == std::vector<double>{1.0, 0.1});
}

TEST_CASE("a pixel of bytes may look like a blank") {
    const ImageFile file(std::string("P5 2 1 255\n\n ", 13));
    CHECK(brian::read_pgm(file.name()).values == std::vector<double>{10.0 / 255.0, 32.0 / 255.0});
}

TEST_CASE("other files are no grey images") {
    CHECK_FALSE(brian::is_pgm(ImageFile("1,2\n").name()));
    CHECK_FALSE(brian::is_pgm(ImageFile("P").name()));
    CHECK_FALSE(brian::is_pgm("/nowhere/at/all"));
}

TEST_CASE("a broken image is refused") {
    CHECK(complaint("P2 2 2 10 1 2 3") == "a pixel is missing: the image breaks off");
    CHECK(complaint("P5 2 2 255\nab") == "a pixel is missing: the image breaks off");
    CHECK(complaint("P2 2 2 10 1 2 3 11") == "a pixel is 11, whiter than white (10)");
    CHECK(complaint("P2 0 2 10 1") == "the size of the image is not possible");
    CHECK(complaint("P2 2 2 0 1") == "white must lie between 1 and 65535");
    CHECK(complaint("P2 2") == "the height is missing: the image breaks off");
}
