#include "tools/text_plot.h"

#include <array>
#include <limits>

#include <doctest/doctest.h>

namespace brian {

TEST_CASE("a sheet of dots begins at the lower left") {
    DotSheet ascii(2, 1, Glyphs::Ascii);
    CHECK(ascii.columns() == 2);
    CHECK(ascii.rows() == 2);
    ascii.set(0, 0);
    CHECK(ascii.lines() == std::vector<std::string>{". "});
    ascii.set(1, 1);
    CHECK(ascii.lines() == std::vector<std::string>{".'"});
    ascii.set(0, 1);
    CHECK(ascii.lines() == std::vector<std::string>{":'"});
}

TEST_CASE("braille has eight dots a character") {
    DotSheet sheet(1, 2, Glyphs::Unicode);
    CHECK(sheet.columns() == 2);
    CHECK(sheet.rows() == 8);
    sheet.set(0, 7);  // dot 1, upper left
    sheet.set(1, 0);  // dot 8, lower right
    CHECK(sheet.lines() == std::vector<std::string>{"\u2801", "\u2880"});
    for (std::size_t row = 0; row < 8; ++row) {
        sheet.set(0, row);
        sheet.set(1, row);
    }
    CHECK(sheet.lines() == std::vector<std::string>{"\u28ff", "\u28ff"});
}

TEST_CASE("a sparkline goes from the lowest bar to the highest") {
    const std::array values{0.0, 7.0, 3.5, std::numeric_limits<double>::quiet_NaN(), -1.0, 9.0};
    CHECK(sparkline(values, 0.0, 7.0, Glyphs::Ascii) == "_#= _#");
    CHECK(sparkline(values, 0.0, 7.0, Glyphs::Unicode) == "▁█▅ ▁█");
    CHECK(sparkline(std::array{1.0, 1.0}, 1.0, 1.0, Glyphs::Ascii) == "__");
}

}  // namespace brian
