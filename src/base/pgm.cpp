#include "base/pgm.h"

#include <fstream>
#include <limits>
#include <stdexcept>

#include "base/format.h"

namespace brian {

namespace {

constexpr std::size_t most_pixels = 100'000'000;
constexpr std::size_t most_levels = 65535;

class PgmReader {
  public:
    explicit PgmReader(const std::string& file_name)
        : name_(file_name), file_(file_name, std::ios::binary) {}

    GreyImage read() {
        const bool text = magic() == "P2";
        GreyImage image;
        image.n_columns = header_number("the width");
        image.n_rows = header_number("the height");
        const std::size_t white = header_number("the brightness of white");
        if (image.n_columns == 0 || image.n_rows == 0
            || image.n_rows > most_pixels / image.n_columns)
            fail("the size of the image is not possible");
        if (white == 0 || white > most_levels) fail("white must lie between 1 and 65535");
        file_.get();  // one blank ends the header
        const std::size_t n_bytes = white < 256 ? 1 : 2;
        image.values.reserve(image.n_rows * image.n_columns);
        for (std::size_t k = 0; k < image.n_rows * image.n_columns; ++k) {
            const std::size_t level = text ? header_number("a pixel") : binary_level(n_bytes);
            if (level > white) fail(format("a pixel is {}, whiter than white ({})", level, white));
            image.values.push_back(static_cast<double>(level) / static_cast<double>(white));
        }
        return image;
    }

    /// The first two characters; empty when there are none.
    std::string magic() {
        std::string two(2, ' ');
        return file_.read(two.data(), 2) ? two : std::string();
    }

  private:
    [[noreturn]] void fail(const std::string& message) const {
        throw std::runtime_error(format("'{}': {}", name_, message));
    }

    /// A number in text, after blanks and comments (#).
    std::size_t header_number(const char* what) {
        while ((file_ >> std::ws) && file_.peek() == '#')
            file_.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
        std::size_t number = 0;
        if (!(file_ >> number)) fail(format("{} is missing: the image breaks off", what));
        return number;
    }

    std::size_t binary_level(std::size_t n_bytes) {
        std::size_t level = 0;
        for (std::size_t k = 0; k < n_bytes; ++k) {
            const int byte = file_.get();
            if (byte < 0) fail("a pixel is missing: the image breaks off");
            level = level * 256 + static_cast<std::size_t>(byte);
        }
        return level;
    }

    std::string name_;
    std::ifstream file_;
};

}  // namespace

bool is_pgm(const std::string& file_name) {
    const std::string magic = PgmReader(file_name).magic();
    return magic == "P2" || magic == "P5";
}

GreyImage read_pgm(const std::string& file_name) {
    return PgmReader(file_name).read();
}

}  // namespace brian
