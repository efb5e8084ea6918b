#pragma once

#include <map>
#include <string>

#include <CLI/CLI.hpp>

namespace brian {

/// Prints the options of a group and then an example of them.
class HelpWithExamples : public CLI::Formatter {
  public:
    /// By the name of the group.
    explicit HelpWithExamples(std::map<std::string, std::string> examples)
        : examples_(std::move(examples)) {}
    [[nodiscard]] std::string make_group(std::string group, bool is_positional,
                                         std::vector<const CLI::Option*> options) const override;

  private:
    std::map<std::string, std::string> examples_;
};

}  // namespace brian
