#include "base/quote.h"

#include <algorithm>

#include "base/format.h"

namespace brian {

namespace {

constexpr std::size_t tab_width = 4;

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// A line as it is shown: tabs become blanks, control characters (which could steer a terminal)
/// question marks.
std::string shown(std::string_view line) {
    std::string text;
    std::size_t width = 0;
    for (const char byte : line) {
        if (byte == '\t') {
            const std::size_t n_blanks = tab_width - width % tab_width;
            text.append(n_blanks, ' ');
            width += n_blanks;
            continue;
        }
        const auto code = static_cast<unsigned char>(byte);
        text.push_back(code < 0x20 || code == 0x7F ? '?' : byte);
        if (!continues_character(byte)) ++width;
    }
    return text;
}

/// Number of characters of a text that is shown already.
std::size_t width_of(std::string_view text) {
    return text.size()
           - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues_character));
}

/// Width of the first `n_bytes` of a line as they are shown.
std::size_t shown_width(std::string_view line, std::size_t n_bytes) {
    return width_of(shown(line.substr(0, n_bytes)));
}

bool same_line(const SourceSpan& a, const SourceSpan& b) {
    return a.somewhere() && b.somewhere() && a.file_name() == b.file_name() && a.line() == b.line();
}

/// Blanks up to the span, then tildes under it with one caret; `line` is the quoted line.
std::string underline(const SourceSpan& where, const SourceSpan& caret, std::string_view line) {
    const std::string_view first_line = where.text().substr(0, where.text().find('\n'));
    const std::size_t begin = where.column() - 1;
    const std::size_t left = shown_width(line, begin);
    const std::size_t right = shown_width(line, begin + first_line.size());
    const SourceSpan& target = same_line(where, caret) ? caret : where;
    const std::size_t at = shown_width(line, target.column() - 1);
    std::string marks(std::max({left + 1, right, at + 1}), ' ');
    for (std::size_t i = left; i < right; ++i) marks[i] = '~';
    marks[at] = '^';
    return marks;
}

}  // namespace

std::string emphasised(std::string_view text, Style style, Colour colour) {
    if (colour == Colour::Plain) return std::string(text);
    constexpr std::string_view codes[] = {"1", "1;31", "1;35", "1;36", "1;32"};
    return format("\x1b[{}m{}\x1b[0m", codes[static_cast<std::size_t>(style)], text);
}

std::size_t display_column(const SourceSpan& span) {
    const std::size_t column = span.column();
    return column == 0 ? 0 : width_of(span.source_line().substr(0, column - 1)) + 1;
}

std::string quote(const SourceSpan& where, const SourceSpan& caret, Colour colour) {
    const std::string_view line = where.source_line();
    if (line.empty()) return {};
    const std::string number = format("{}", where.line());
    return format("  {} | {}\n  {} | {}\n", number, shown(line), std::string(number.size(), ' '),
                  emphasised(underline(where, caret, line), Style::Green, colour));
}

}  // namespace brian
