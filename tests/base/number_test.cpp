#include "base/number.h"

#include <string>

#include <doctest/doctest.h>

using brian::parse_number;
using brian::print_number;

TEST_CASE("decimal numbers are parsed as C++ reads them") {
    const struct {
        std::string text;
        double number;
    } rows[] = {{"5", 5.0},
                {"-5", -5.0},
                {"+5", 5.0},
                {".5", 0.5},
                {"5.", 5.0},
                {"1e-3", 1e-3},
                {"1E3", 1e3},
                {"010", 10.0},
                {"0.1", 0.1},
                {"-.5e+2", -50.0},
                {"0", 0.0},
                {"4.9e-324", 4.9e-324},
                {"1.7976931348623157e308", 1.7976931348623157e308}};
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(parse_number(row.text) == row.number);
    }
}

TEST_CASE("anything but one whole decimal number is none") {
    for (const std::string text :
         {"",   ".",  "-",   "+-5",   "--5",  "+",     "0x10", "inf", "-inf",  "nan",     "1e",
          "1 ", " 1", "1,5", "1_000", "0o17", "1e999", "5mV",  "e5",  "1.2.3", "infinity"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_number(text).has_value());
    }
}

TEST_CASE("a printed number is short and parsed as the same double") {
    const struct {
        double number;
        std::string text;
    } rows[] = {{0.1, "0.1"},     {1e-3, "0.001"}, {100000.0, "100000"},
                {1e-12, "1e-12"}, {-49.0, "-49"},  {0.1 + 0.2, "0.30000000000000004"},
                {1e300, "1e+300"}};
    for (const auto& row : rows) {
        CHECK(print_number(row.number) == row.text);
        CHECK(parse_number(row.text) == row.number);
    }
}
