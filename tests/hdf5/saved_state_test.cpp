#include "hdf5/saved_state.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include <doctest/doctest.h>

#include "base/error.h"
#include "hdf5/recording_past.h"
#include "temporary_folder.h"

using namespace brian;

namespace {

/// One piece of each kind.
struct State {
    std::vector<double> fixed;
    std::vector<double> reals;
    std::vector<std::uint32_t> small;
    std::vector<std::uint64_t> large;
    std::int64_t number = 0;
    [[nodiscard]] StateList list() {
        return {{"a.fixed", std::span<double>(fixed)},
                {"a.reals", &reals},
                {"b.small", &small},
                {"b.large", &large},
                {"number", &number}};
    }
};

State filled() {
    State state{{1.5, -0.0, 1e-310}, {}, {7, 8}, {1ULL << 63}, -5};
    state.reals.assign(200000, 0.25);
    return state;
}

std::string message_of(const std::string& file, const StateList& items) {
    try {
        SavedState(file).load(items);
    } catch (const OutputError& error) {
        CHECK(error.kind() == OutputError::Kind::CannotRead);
        CHECK_FALSE(error.hint().empty());
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("saved state comes back bit for bit, in any order, and with its texts") {
    const TemporaryFolder folder;
    const std::string file = folder.file("state.h5");
    State state = filled();
    write_state(file, {{"seed", "42"}}, state.list());
    const SavedState saved(file);
    CHECK(saved.text("seed") == "42");
    CHECK(saved.text("nothing").empty());
    State other{{0, 0, 0}, {1}, {}, {1, 2, 3}, 0};
    StateList items = other.list();
    std::reverse(items.begin(), items.end());
    saved.load(items);
    CHECK(other.fixed == state.fixed);
    CHECK(std::signbit(other.fixed[1]));
    CHECK(other.reals == state.reals);
    CHECK(other.small == state.small);
    CHECK(other.large == state.large);
    CHECK(other.number == -5);
}

TEST_CASE("a state replaces an earlier one of the same name") {
    const TemporaryFolder folder;
    const std::string file = folder.file("state.h5");
    State state = filled();
    write_state(file, {}, state.list());
    state.number = 9;
    write_state(file, {}, state.list());
    SavedState(file).load({{"number", &state.number}});
    CHECK(state.number == 9);
}

TEST_CASE("pieces that were not saved, or have another size, are told by name") {
    const TemporaryFolder folder;
    const std::string file = folder.file("state.h5");
    State state = filled();
    write_state(file, {}, state.list());
    std::vector<double> four(4);
    CHECK(message_of(file, {{"c.none", &state.reals}}).find("'c.none' is not in it")
          != std::string::npos);
    CHECK(message_of(file, {{"a.fixed", std::span<double>(four)}}).find("another size")
          != std::string::npos);
    CHECK(message_of(file, {{"b.small", &state.large}}).find("another size") != std::string::npos);
}

TEST_CASE("what is no checkpoint is refused") {
    const TemporaryFolder folder;
    const std::string file = folder.file("state.h5");
    CHECK(message_of(file, {}).find("cannot be read") != std::string::npos);
    std::ofstream(file) << "no HDF5";
    CHECK(message_of(file, {}).find("cannot be read") != std::string::npos);
}

TEST_CASE("two pieces of one name are a bug") {
    const TemporaryFolder folder;
    State state = filled();
    CHECK_THROWS_AS(
        write_state(folder.file("state.h5"), {}, {{"same", &state.number}, {"same", &state.reals}}),
        std::logic_error);
}

TEST_CASE("what is known of earlier segments survives as text, every bit of it") {
    RecordingPast past;
    past.phase = {3, "run.protocol[1]", 0.1 + 0.2, 1e-4};
    past.ended = {1000, 500, 1.0 / 3.0};
    past.places = {"run.protocol[0]", ""};
    past.paths = {"spikes/P", "report/trace_v"};
    past.series = {
        {SeriesInfo::Kind::Trace, "trace", "v", {.path = "report/trace_v", .n_frames = 7}},
        {SeriesInfo::Kind::Spikes, "P", "", {.path = "spikes/P"}}};
    past.series[1].past.sorting = Sorting::None;
    past.series[1].past.n_bytes = 12;
    const RecordingPast read = recording_past(to_text(past));
    CHECK(read.phase.number == 3);
    CHECK(read.phase.path == past.phase.path);
    CHECK(read.phase.start == past.phase.start);
    CHECK(read.ended.seconds == past.ended.seconds);
    CHECK(read.places == past.places);
    CHECK(read.paths == past.paths);
    REQUIRE(read.series.size() == 2);
    CHECK(read.series[0].is(SeriesInfo::Kind::Trace, "trace", "v"));
    CHECK(read.series[0].past.n_frames == 7);
    CHECK(read.series[1].past.last_time == -std::numeric_limits<double>::infinity());
    CHECK(read.series[1].past.sorting == Sorting::None);
    CHECK(read.series[1].past.n_bytes == 12);
    CHECK_THROWS_AS((void)recording_past("phase\tx\n"), std::invalid_argument);
}
