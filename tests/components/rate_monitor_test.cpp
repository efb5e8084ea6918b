#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

#include "components/monitor_stub.h"
#include "components/monitors/smoother.h"

using namespace brian;

namespace {

using Values = std::vector<double>;

/// The stream, smoothed value by value.
Values smoothed(std::vector<double> window, const Values& stream) {
    Smoother smoother(std::move(window));
    Values out;
    for (const double value : stream) smoother.push(value, out);
    smoother.finish(out);
    return out;
}

/// numpy.convolve(stream, window / sum, mode='same'), as it is defined.
Values convolved(const std::vector<double>& window, const Values& stream) {
    const double sum = std::accumulate(window.begin(), window.end(), 0.0);
    const auto half = std::ssize(window) / 2;
    Values out;
    for (std::ptrdiff_t i = 0; i < std::ssize(stream); ++i) {
        double value = 0.0;
        for (std::ptrdiff_t k = -half; k <= half; ++k)
            if (i + k >= 0 && i + k < std::ssize(stream))
                value += window[static_cast<std::size_t>(k + half)] / sum
                         * stream[static_cast<std::size_t>(i + k)];
        out.push_back(value);
    }
    return out;
}

}  // namespace

TEST_CASE("a rate is spikes per neuron and second in each step") {
    Watching watching({2, 3, 7, 8});
    watching.make("rate");
    watching.step({2, 7, 9});
    watching.step();
    const auto& series = watching.finish();
    REQUIRE(series.values.size() == 2);
    CHECK(series.values[0] == doctest::Approx(5000.0).epsilon(1e-14));  // 2 / (4 * 0.1 ms)
    CHECK(series.values[1] == 0.0);
    CHECK(series.info.units == "Hz");
    CHECK(series.info.interval == 1e-4);
    CHECK(series.info.start == 0.0);
}

TEST_CASE("a rate in bins counts whole bins and leaves out a last one that is not full") {
    Watching watching;
    watching.make("rate", {{"bin", scalar("0.3 ms")}});
    for (std::uint32_t k = 0; k < 8; ++k) watching.step({k});
    const auto& series = watching.finish();
    REQUIRE(series.values.size() == 2);
    for (const double rate : series.values)
        CHECK(rate == doctest::Approx(1000.0).epsilon(1e-14));  // 3 / (10 * 0.3 ms)
    CHECK(series.info.interval == doctest::Approx(3e-4).epsilon(1e-15));
}

TEST_CASE("a rate is taken at the end of the step") {
    Watching watching;
    watching.make("rate");
    CHECK(watching.parts.when == Moment{Slot::End, Phase::At});
}

TEST_CASE("a bin that does not fit the step is refused or rounded with a remark") {
    Watching watching;
    CHECK(model_error([&] {
              watching.make("rate", {{"bin", scalar("0.04 ms")}});
          })
          == "a bin of 0.04 ms is shorter than dt = 0.1 ms");
    watching.make("rate", {{"bin", scalar("0.26 ms")}});
    CHECK(watching.warnings
          == std::vector<std::string>{
              "the bin of 0.26 ms is no multiple of dt = 0.1 ms: bins of 0.3 ms are used"});
}

TEST_CASE("smoothing a stream as it comes is the convolution of the whole") {
    const Values stream = {1, 0, 0, 5, 2, 7, 0, 0, 0, 3, 1};
    struct Row {
        const char* name;
        std::vector<double> window;
    };
    const std::vector<Row> table = {{"none", {1.0}},
                                    {"flat", flat_window(3.0)},
                                    {"gaussian", gaussian_window(1.5)},
                                    {"longer than the stream", gaussian_window(9.0)}};
    for (const Row& row : table) {
        CAPTURE(row.name);
        const Values found = smoothed(row.window, stream);
        const Values expected = convolved(row.window, stream);
        REQUIRE(found.size() == expected.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            CHECK(found[i] == doctest::Approx(expected[i]).epsilon(1e-13));  // order of the sum
    }
}

TEST_CASE("the windows are those of Brian 2") {
    CHECK(flat_window(5.0).size() == 5);  // int(5 / 2) * 2 + 1
    CHECK(flat_window(4.0).size() == 5);
    CHECK(flat_window(1.0).size() == 1);
    const std::vector<double> gaussian = gaussian_window(2.0);
    CHECK(gaussian.size() == 9);  // two standard deviations to each side
    CHECK(gaussian[4] == 1.0);
    CHECK(gaussian[6] == doctest::Approx(std::exp(-0.5)).epsilon(1e-15));
}

TEST_CASE("a smoothed rate has as many bins as a plain one and the same mean inside") {
    Watching watching;
    watching.make(
        "rate", {{"smoothing", map_of({{"window", scalar("flat")}, {"width", scalar("0.5 ms")}})}});
    for (int k = 0; k < 40; ++k)
        watching.step(k == 20 ? std::vector<std::uint32_t>{1, 2} : std::vector<std::uint32_t>{});
    const auto& series = watching.finish();
    REQUIRE(series.values.size() == 40);
    for (std::size_t k = 0; k < 40; ++k) {
        CAPTURE(k);
        const double expected = k >= 18 && k <= 22 ? 400.0 : 0.0;  // 2 / (10 * 0.1 ms) / 5
        CHECK(series.values[k] == doctest::Approx(expected).epsilon(1e-14));
    }
}
