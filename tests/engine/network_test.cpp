#include "engine/network.h"

#include <chrono>
#include <limits>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "base/error.h"
#include "engine/memory_recording.h"
#include "engine/test_kernels.h"

using namespace brian;

namespace {

/// Records what it is asked to do.
class Diary : public Monitor {
  public:
    std::vector<std::string> entries;
    std::vector<std::int64_t> steps;

    void open(Recording& /*recording*/) override { entries.emplace_back("open"); }
    void record(std::int64_t step) override { steps.push_back(step); }
    void flush() override { entries.emplace_back("flush"); }
    void finish(std::int64_t n_steps) override {
        entries.push_back("finish " + std::to_string(n_steps));
    }
    void list_state(const std::string& /*path*/, StateList& /*items*/) override {}
};

/// A group of neurons whose update is `code`, and a diary that records every step.
struct Small {
    Network network;
    Clock* clock = nullptr;
    NeuronGroup* group = nullptr;
    Column* v = nullptr;
    Diary* diary = nullptr;
    MemoryRecording recording;

    Small(std::uint32_t n, std::function<void(Small&, std::uint32_t)> code) {
        clock = &network.clocks.emplace_back(1e-4);
        group = &network.groups.emplace_back();
        group->name = "P";
        group->size = n;
        group->clock = clock;
        v = &group->state.add("v", dimensions::volt(), n);
        group->update =
            for_elements([this, code = std::move(code)](std::uint32_t e) { code(*this, e); });
        add(Slot::Groups, Task::Kind::Dynamics, [this] { group->run_update(); });
        auto monitor = std::make_unique<Diary>();
        diary = monitor.get();
        network.monitors.push_back({"M", std::move(monitor)});
        add(Slot::Start, Task::Kind::Monitor, [this] { diary->record(clock->step()); });
    }

    void add(Slot slot, Task::Kind kind, std::function<void()> run) {
        Task task;
        task.when = {slot, Phase::At};
        task.kind = kind;
        task.clock = clock;
        task.run = std::move(run);
        network.tasks.push_back(std::move(task));
    }

    RunStatus run(std::int64_t n_steps, const Network::Report& report = {}) {
        return network.run(n_steps, recording, report);
    }

    /// The message of the error with which the run ends; empty when it ends well.
    std::string failure(std::int64_t n_steps) {
        try {
            run(n_steps);
        } catch (const SimulationError& error) {
            CHECK_FALSE(error.hint().empty());
            return error.what();
        }
        return "";
    }
};

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

/// v counts steps; that of `neuron` becomes `value` in step `step`.
auto counting_until(std::int64_t step, std::uint32_t neuron, double value) {
    return [=](Small& small, std::uint32_t e) {
        const bool now = small.clock->step() == step && e == neuron;
        small.v->values[e] = now ? value : small.v->values[e] + 1.0;
    };
}

}  // namespace

TEST_CASE("a run does each step once and leaves the clock after the last") {
    Small small(3, counting_until(-1, 0, 0.0));
    CHECK(small.run(2500) == RunStatus::Complete);
    CHECK(small.v->values[2] == 2500.0);
    CHECK(small.clock->step() == 2500);
    CHECK(small.network.steps_done() == 2500);
}

TEST_CASE("a second run carries on where the first ended") {
    Small small(1, counting_until(-1, 0, 0.0));
    small.run(10);
    small.run(5);
    CHECK(small.v->values[0] == 15.0);
    CHECK(small.diary->steps.back() == 14);
}

TEST_CASE("the tasks of a step run in the order of their slots") {
    Small small(1, [](Small&, std::uint32_t) {});
    std::string order;
    for (const Slot slot : {Slot::End, Slot::Resets, Slot::Synapses, Slot::Thresholds})
        small.add(slot, Task::Kind::Dynamics,
                  [&order, slot] { order += std::to_string(static_cast<int>(slot)); });
    small.run(2);
    CHECK(order == "34563456");
}

TEST_CASE("monitors are opened before the first step and finished after the last") {
    Small small(1, counting_until(-1, 0, 0.0));
    small.run(3);
    CHECK(small.diary->entries == std::vector<std::string>{"open", "finish 3"});
    CHECK(small.diary->steps == std::vector<std::int64_t>{0, 1, 2});
}

TEST_CASE("a value that stops being a number is reported with neuron and step") {
    struct Expected {
        std::int64_t step;
        const char* message;
    };
    const std::vector<Expected> table = {
        {0, "groups.P.v of neuron 2 is not a number after step 0 (t = 0 ms)"},
        {999, "groups.P.v of neuron 2 is not a number after step 999 (t = 99.9 ms)"},
        {1000, "groups.P.v of neuron 2 is not a number after step 1000 (t = 100 ms)"},
        {3456, "groups.P.v of neuron 2 is not a number after step 3456 (t = 345.6 ms)"}};
    for (const Expected& row : table) {
        CAPTURE(row.step);
        Small small(5, counting_until(row.step, 2, nan));
        CHECK(small.failure(5000) == row.message);
    }
}

TEST_CASE("an infinite value is reported as such, also in the last step") {
    Small small(5, counting_until(1233, 4, -inf));
    CHECK(small.failure(1234)
          == "groups.P.v of neuron 4 is infinite after step 1233 (t = 123.3 ms)");
}

TEST_CASE("finding the step does not record anything twice") {
    Small small(5, counting_until(1500, 2, nan));
    CHECK_FALSE(small.failure(5000).empty());
    CHECK(small.diary->steps.size() == 2000);
    CHECK(small.diary->entries == std::vector<std::string>{"open", "flush"});
}

TEST_CASE("a value that was infinite from the start is nobody's mistake") {
    Small small(5, counting_until(-1, 0, 0.0));
    Column& limit = small.group->state.add("v_max", dimensions::volt(), 5);
    limit.values[3] = inf;
    CHECK(small.failure(3000).empty());
}

TEST_CASE("an infinity next to one that was there from the start is reported") {
    Small small(5, counting_until(1500, 2, inf));
    small.v->values[4] = inf;
    CHECK(small.failure(3000) == "groups.P.v of neuron 2 is infinite after step 1500 (t = 150 ms)");
}

TEST_CASE("the engine's own columns may hold what they like") {
    Small small(
        5, [](Small& s, std::uint32_t e) { s.group->state.find("_scratch")->values[e] = nan; });
    small.group->state.add("_scratch", {}, 5);
    CHECK(small.failure(1500).empty());
}

TEST_CASE("a shared value is reported without a neuron, a synapse with its number") {
    Small shared(1, [](Small& s, std::uint32_t) {
        if (s.clock->step() == 7) s.group->state.find("g")->values[0] = nan;
    });
    shared.group->state.add_shared("g", {});
    CHECK(shared.failure(10) == "groups.P.g is not a number after step 7 (t = 0.7 ms)");

    Small plastic(1, [](Small& s, std::uint32_t) {
        if (s.clock->step() == 7) s.network.synapses[0].blocks[0].state.find("w")->values[1] = inf;
    });
    Synapses& synapses = plastic.network.synapses.emplace_back();
    synapses.name = "S";
    SynapseBlock& block = synapses.blocks.emplace_back();
    block.first = 40;
    block.state.add("w", {}, 2);
    CHECK(plastic.failure(10)
          == "connections.S.w of synapse 41 is infinite after step 7 (t = 0.7 ms)");
}

TEST_CASE("a report that says no ends the run after the step, with the monitors finished") {
    using namespace std::chrono_literals;
    Small small(1, [](Small&, std::uint32_t) { std::this_thread::sleep_for(5ms); });
    const auto start = std::chrono::steady_clock::now();
    CHECK(small.run(100000, [](std::int64_t) { return false; }) == RunStatus::Stopped);
    // Reports come about every 20 ms; ten times that leaves room for a busy machine.
    CHECK(std::chrono::steady_clock::now() - start < 200ms);
    const std::int64_t done = small.network.steps_done();
    CHECK(small.diary->entries.back() == "finish " + std::to_string(done));
    CHECK(small.diary->steps.size() == static_cast<std::size_t>(done));
}

TEST_CASE("a fast network is asked for reports by time, not by steps") {
    Small small(1, counting_until(-1, 0, 0.0));
    std::int64_t n_reports = 0;
    std::int64_t last = 0;
    const auto start = std::chrono::steady_clock::now();
    small.run(300000, [&](std::int64_t done) {
        CHECK(done > last);
        last = done;
        return ++n_reports > 0;
    });
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    CHECK(static_cast<double>(n_reports) <= taken.count() / 0.020);
}

TEST_CASE("a task may end the run after its step") {
    Small small(1, counting_until(-1, 0, 0.0));
    small.add(Slot::Start, Task::Kind::Operation, [&] {
        if (small.clock->step() == 41) small.network.stop();
    });
    CHECK(small.run(1000) == RunStatus::Stopped);
    CHECK(small.network.steps_done() == 42);
    CHECK(small.v->values[0] == 42.0);
}

TEST_CASE("a network put back to an earlier state runs the same again") {
    Small small(4, [](Small& s, std::uint32_t e) {
        s.v->values[e] = 3.7 * s.v->values[e] * (1.0 - s.v->values[e]);  // chaotic: forgets nothing
    });
    for (std::size_t e = 0; e < 4; ++e) small.v->values[e] = 0.1 + 0.2 * static_cast<double>(e);
    small.run(50);
    const StateList items = small.network.mutable_state();
    const Snapshot snapshot(items);
    small.run(70);
    const AlignedVector<double> first = small.v->values;
    snapshot.restore(items);
    CHECK(small.network.steps_done() == 50);
    CHECK(small.clock->step() == 50);
    small.run(70);
    CHECK(small.v->values == first);
}
