#include "tools/sweep_values.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "tools/sweep_random.h"
#include "tools/sweep_text.h"

namespace brian {

namespace {

std::vector<std::string> texts(const std::vector<SweptValue>& values) {
    std::vector<std::string> list;
    for (const SweptValue& value : values) list.push_back(value.yaml);
    return list;
}

std::vector<std::string> expanded(const std::string& text) {
    Value value;
    value.kind = Value::Kind::Scalar;
    value.where = whole_text(text, "--grid P");
    return texts(expand_values(value, ""));
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("values stand between commas outside brackets and quotes") {
    CHECK(expanded("1, 2,3") == Texts{"1", "2", "3"});
    CHECK(expanded("[1, 2], [3]") == Texts{"[1, 2]", "[3]"});
    CHECK(expanded("clip(x, 0, 1),'a,b'") == Texts{"clip(x, 0, 1)", "'a,b'"});
    CHECK_THROWS_AS(expanded("1,,2"), ModelError);
    CHECK_THROWS_AS(expanded(" "), ModelError);
}

TEST_CASE("a range includes both ends and keeps the unit of its beginning") {
    CHECK(expanded("5ms:20ms:5ms") == Texts{"5 ms", "10 ms", "15 ms", "20 ms"});
    CHECK(expanded("0.1:0.5:0.1") == Texts{"0.1", "0.2", "0.3", "0.4", "0.5"});
    CHECK(expanded("1 ms:0.004 second:2 ms") == Texts{"1 ms", "3 ms"});
    CHECK(expanded("3:1:-1") == Texts{"3", "2", "1"});
    CHECK(expanded("2*mV:4*mV:1*mV") == Texts{"2 mV", "3 mV", "4 mV"});
    CHECK(expanded("0:3200") == Texts{"0:3200"});  // a subgroup, not a range
}

TEST_CASE("a range without an end is refused") {
    for (const char* text : {"1:2:0", "2:1:1", "1 mV:2 ms:1 mV", "1:1e9:1e-9", "a:b:c"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(expanded(text), ModelError);
    }
}

TEST_CASE("lin and log give both ends exactly") {
    CHECK(expanded("lin(1 mV, 2 mV, 3)") == Texts{"1 mV", "1.5 mV", "2 mV"});
    CHECK(expanded("log(1, 1000, 4)") == Texts{"1", "10", "100", "1000"});
    CHECK(expanded("log(-8 pA, -1 pA, 4)") == Texts{"-8 pA", "-4 pA", "-2 pA", "-1 pA"});
    CHECK(expanded("lin(3, 9, 1)") == Texts{"3"});
    for (const char* text : {"log(0, 1, 3)", "log(-1, 1, 3)", "lin(1, 2)", "lin(1, 2, 0)",
                             "lin(1 mV, 2 ms, 3)", "lin(1, 2, 1.5)"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(expanded(text), ModelError);
    }
}

TEST_CASE("draw i depends on the seed, the path and i alone") {
    const SourceSpan uniform = whole_text("uniform(1 mV, 3 mV)");
    const Texts ten = texts(draw_values(uniform, {"parameters.w", 7, 10}));
    Texts twenty = texts(draw_values(uniform, {"parameters.w", 7, 20}));
    twenty.resize(10);
    CHECK(ten == twenty);
    CHECK(ten != texts(draw_values(uniform, {"parameters.w", 8, 10})));
    CHECK(ten != texts(draw_values(uniform, {"parameters.x", 7, 10})));
    for (const std::string& text : ten) {
        CHECK(text.ends_with(" mV"));
        CHECK(std::stod(text) > 1.0);
        CHECK(std::stod(text) < 3.0);
    }
}

TEST_CASE("drawn values have the moments of their distribution") {
    constexpr std::size_t n = 4000;
    const auto mean = [](const char* distribution) {
        double sum = 0.0;
        for (const SweptValue& value : draw_values(whole_text(distribution), {"P", 1, n}))
            sum += std::stod(value.yaml);
        return sum / static_cast<double>(n);
    };
    // Five standard errors of the mean.
    CHECK(mean("uniform(0, 1)") == doctest::Approx(0.5).epsilon(0.05));
    CHECK(mean("normal(10, 2)") == doctest::Approx(10.0).epsilon(0.016));
    CHECK(mean("loguniform(1, 100)") == doctest::Approx(99.0 / 4.605170).epsilon(0.1));
    CHECK(mean("choice(1, 3)") == doctest::Approx(2.0).epsilon(0.04));
}

TEST_CASE("a distribution that is none names those there are") {
    for (const char* text :
         {"uniform(1, 2, 3)", "uniform(1 mV, 2 ms)", "gauss(1, 2)", "3 mV", "loguniform(0, 1)"}) {
        CAPTURE(text);
        CHECK_THROWS_AS((void)draw_values(whole_text(text), {"P", 1, 3}), ModelError);
    }
}

TEST_CASE("a whole number is nothing else") {
    CHECK(whole_number(whole_text("12"), "n", 1) == 12);
    for (const char* text : {"0", "-1", "1.5", "1e3", "", "x", "99999999999999999999"}) {
        CAPTURE(text);
        CHECK_THROWS_AS((void)whole_number(whole_text(text), "n", 1), ModelError);
    }
}

}  // namespace brian
