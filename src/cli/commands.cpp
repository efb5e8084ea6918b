#include "cli/commands.h"

#include <algorithm>
#include <vector>

namespace brian {

std::span<const Command> commands() {
    static const std::vector<Command> table{};
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
