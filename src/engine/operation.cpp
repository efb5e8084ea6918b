#include "engine/operation.h"

#include <algorithm>
#include <iterator>

namespace brian {

void Operation::run() {
    if (event == nullptr) {
        if (timetable.due(*clock)) run_parts(neurons);
        return;
    }
    const std::span<const std::uint32_t> happened = event->at(clock->step() - lag);
    members_.clear();
    std::copy_if(happened.begin(), happened.end(), std::back_inserter(members_),
                 [this](std::uint32_t neuron) {
                     return std::binary_search(neurons.begin(), neurons.end(), neuron);
                 });
    run_parts(members_);
}

void Operation::run_parts(std::span<const std::uint32_t> members) {
    if (members.empty()) return;
    const bool gapless = members.back() - members.front() + 1 == members.size();
    for (OperationPart& part : parts) {
        if (part.extent == OperationPart::Extent::Once)
            part.routine.run(IndexRange{0, 1});
        else if (gapless)
            part.routine.run(IndexRange{members.front(), members.back() + 1});
        else
            part.routine.run(members);
    }
}

}  // namespace brian
