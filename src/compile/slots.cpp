#include "compile/slots.h"

#include <algorithm>

#include "base/format.h"
#include "compile/refuse.h"

namespace brian {

namespace {

std::vector<std::string> slot_names() {
    std::vector<std::string> names;
    for (const std::string& text : moment_names())
        if (parse_moment(text)->phase == Phase::At && parse_moment(text)->slot != Slot::BeforeStart)
            names.push_back(text);
    return names;
}

std::vector<Slot> slots_of(const Value& schedule) {
    std::vector<std::string> missing = slot_names();
    std::vector<Slot> slots;
    for (const Value& item : schedule.items) {
        const auto found = std::find(missing.begin(), missing.end(), item.text());
        if (found == missing.end())
            refuse(item.where, item.path, format("the slot '{}' stands here twice", item.text()),
                   "each slot has one place in a step");
        missing.erase(found);
        slots.push_back(parse_moment(item.text())->slot);
    }
    if (!missing.empty())
        refuse(schedule.where, schedule.path, format("the schedule lacks {}", join(missing, ", ")),
               format("it orders all of {}", join(slot_names(), ", ")));
    return slots;
}

}  // namespace

void read_schedule(Model& model) {
    const Value& schedule = model.spec->run.schedule;
    if (schedule.kind == Value::Kind::Null) return;
    model.diagnostics->attempt("run.schedule",
                               [&] { model.network().slots = SlotOrder(slots_of(schedule)); });
}

std::int64_t lag_at(Model& model, const Moment& when, Kept kept, SpikeBuffer& buffer) {
    const Moment known{Slot::Thresholds, kept == Kept::Spikes ? Phase::At : Phase::After};
    if (!model.network().slots.precedes(when, known)) return 0;
    buffer.keep(1);
    return 1;
}

}  // namespace brian
