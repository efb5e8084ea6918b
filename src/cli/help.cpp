#include "cli/help.h"

#include <utility>

#include "base/format.h"

namespace brian {

std::string HelpWithExamples::make_group(std::string group, bool is_positional,
                                         std::vector<const CLI::Option*> options) const {
    const auto example = examples_.find(group);
    std::string text =
        CLI::Formatter::make_group(std::move(group), is_positional, std::move(options));
    if (example == examples_.end()) return text;
    while (text.ends_with('\n')) text.pop_back();
    return text + format("\n  example: {}\n", example->second);
}

}  // namespace brian
