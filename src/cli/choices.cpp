#include "cli/choices.h"

#include <cstdlib>

#include <unistd.h>

namespace brian {

const std::map<std::string, Backend>& engines() {
    static const std::map<std::string, Backend> table{
        {"jit", Backend::Jit}, {"vector", Backend::Vector}, {"muparser", Backend::Muparser}};
    return table;
}

const std::map<std::string, ProgressStyle>& progress_styles() {
    static const std::map<std::string, ProgressStyle> table{{"auto", ProgressStyle::Auto},
                                                            {"bar", ProgressStyle::Bar},
                                                            {"log", ProgressStyle::Log},
                                                            {"json", ProgressStyle::Json},
                                                            {"none", ProgressStyle::None}};
    return table;
}

Colour colour_of(const std::string& choice) {
    if (choice == "always") return Colour::Ansi;
    const char* no_colour = std::getenv("NO_COLOR");
    const bool refused = no_colour != nullptr && *no_colour != '\0';
    return choice == "auto" && !refused && isatty(STDERR_FILENO) != 0 ? Colour::Ansi
                                                                      : Colour::Plain;
}

}  // namespace brian
