#include "engine/schedule.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace brian;

namespace {

Task task(std::string object, std::string_view when, int order, Task::Kind kind, int position) {
    Task made;
    made.object = std::move(object);
    made.action = "act";
    made.when = parse_moment(when).value();
    made.order = order;
    made.kind = kind;
    made.position = position;
    return made;
}

std::vector<std::string> objects(const std::vector<Task>& tasks) {
    std::vector<std::string> names;
    for (const Task& each : tasks) names.push_back(each.object);
    return names;
}

}  // namespace

TEST_CASE("every name of a moment is read back as that moment") {
    CHECK(moment_names().size() == 18);
    for (const std::string& name : moment_names()) {
        CAPTURE(name);
        REQUIRE(parse_moment(name).has_value());
        CHECK(name_of(parse_moment(name).value()) == name);
    }
}

TEST_CASE("moments follow one another as in Brian 2's step") {
    const std::vector<std::string> names = moment_names();
    for (std::size_t i = 1; i < names.size(); ++i) {
        CAPTURE(names[i]);
        CHECK(parse_moment(names[i - 1]).value() < parse_moment(names[i]).value());
    }
    CHECK(names.front() == "before_start");
    CHECK(names[3] == "before_groups");
    CHECK(names.back() == "after_end");
}

TEST_CASE("a word that names no moment is none") {
    for (const char* word : {"", "middle", "before_", "before_before_start", "Groups"}) {
        CAPTURE(word);
        CHECK_FALSE(parse_moment(word).has_value());
    }
}

TEST_CASE("tasks run by slot, then order, then operations before monitors, then file order") {
    using enum Task::Kind;
    std::vector<Task> tasks = {
        task("f", "start", 0, Monitor, 1),       task("e", "start", 0, Monitor, 0),
        task("h", "resets", -5, Dynamics, 0),    task("g", "after_groups", 0, Dynamics, 0),
        task("d", "start", 0, Operation, 7),     task("c", "start", 0, Operation, 2),
        task("b", "start", -1, Monitor, 9),      task("i", "end", -9, Operation, 0),
        task("a", "before_start", 5, Monitor, 9)};
    sort_tasks(tasks);
    CHECK(objects(tasks) == std::vector<std::string>{"a", "b", "c", "d", "e", "f", "g", "h", "i"});
}

TEST_CASE("tasks of the same place keep the sequence in which they were added") {
    std::vector<Task> tasks;
    for (const char* name : {"x", "b", "m", "a"})
        tasks.push_back(task(name, "synapses", -1, Task::Kind::Dynamics, 3));
    sort_tasks(tasks);
    CHECK(objects(tasks) == std::vector<std::string>{"x", "b", "m", "a"});
}

TEST_CASE("the schedule shows when, order, object and action of each task") {
    const std::string table = describe({task("groups.P", "groups", -1, Task::Kind::Dynamics, 0)});
    CHECK(table
          == "when               order  object                      action\n"
             "groups                -1  groups.P                    act\n");
}

TEST_CASE("slots in another order") {
    const SlotOrder order(
        {Slot::Start, Slot::Groups, Slot::Synapses, Slot::Thresholds, Slot::Resets, Slot::End});
    const auto before = [&order](std::string_view a, std::string_view b) {
        return order.precedes(parse_moment(a).value(), parse_moment(b).value());
    };
    CHECK(before("synapses", "thresholds"));
    CHECK(before("after_synapses", "before_thresholds"));
    CHECK(before("before_start", "start"));
    CHECK(before("groups", "after_groups"));
    CHECK_FALSE(before("resets", "thresholds"));
    std::vector<Task> tasks = {task("a", "thresholds", 0, Task::Kind::Dynamics, 0),
                               task("b", "synapses", 5, Task::Kind::Dynamics, 1)};
    sort_tasks(tasks, order);
    CHECK(objects(tasks) == std::vector<std::string>{"b", "a"});
    sort_tasks(tasks);
    CHECK(objects(tasks) == std::vector<std::string>{"a", "b"});
}
