#include "cli/commands.h"

#include <algorithm>
#include <vector>

#include "cli/diff_command.h"
#include "cli/export_command.h"
#include "cli/info_command.h"
#include "cli/replay_command.h"
#include "cli/sweep_command.h"

namespace brian {

std::span<const Command> commands() {
    static const std::vector<Command> table{
        {"sweep", "runs a model many times, with other values", sweep_command},
        {"info", "prints what a results file holds, or how far its run is", info_command},
        {"diff", "says where two results part", diff_command},
        {"replay", "runs the model in a results file again and compares", replay_command},
        {"export", "writes results as CSV, GDF or a SONATA circuit", export_command},
    };
    return table;
}

const Command* command_of(int argc, const char* const* argv) {
    if (argc < 2) return nullptr;
    const auto found =
        std::find_if(commands().begin(), commands().end(),
                     [argv](const Command& command) { return command.name == argv[1]; });
    return found == commands().end() ? nullptr : &*found;
}

}  // namespace brian
