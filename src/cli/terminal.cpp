#include "cli/terminal.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include <sys/ioctl.h>
#include <unistd.h>

#include "base/number.h"

namespace brian {

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// The first of them that is set counts.
bool speaks_utf8() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        std::string locale = environment(name);
        if (locale.empty()) continue;
        std::transform(locale.begin(), locale.end(), locale.begin(), [](char character) {
            return character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32)
                                                        : character;
        });
        return locale.find("utf-8") != std::string::npos
               || locale.find("utf8") != std::string::npos;
    }
    return false;
}

std::size_t terminal_width() {
    constexpr std::size_t narrowest = 40;
    constexpr std::size_t widest = 200;
    winsize size{};
    std::size_t width = 80;
    if (const auto columns = parse_number(environment("COLUMNS")); columns && *columns > 0)
        width = static_cast<std::size_t>(*columns);
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) width = size.ws_col;
    return std::clamp(width, narrowest, widest);
}

}  // namespace

Look look_of_terminal() {
    return {terminal_width(), speaks_utf8() ? Glyphs::Unicode : Glyphs::Ascii};
}

}  // namespace brian
