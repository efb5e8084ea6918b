#include "tools/sweep_text.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "base/format.h"

namespace brian {

namespace {

constexpr std::string_view blanks = " \t\n";

/// Where in a text brackets and quotes are open.
class Nesting {
  public:
    /// Takes the next character; whether it stands outside all of them.
    bool outside(char character) {
        if (quote_ != '\0') {
            if (character == quote_) quote_ = '\0';
            return false;
        }
        if (character == '"' || character == '\'') quote_ = character;
        if (character == '(' || character == '[' || character == '{') ++depth_;
        if (character == ')' || character == ']' || character == '}') --depth_;
        return depth_ == 0;
    }

  private:
    int depth_ = 0;
    char quote_ = '\0';
};

}  // namespace

SourceSpan trimmed(const SourceSpan& text) {
    const std::string_view characters = text.text();
    const std::size_t begin = std::min(characters.find_first_not_of(blanks), characters.size());
    const std::size_t last = characters.find_last_not_of(blanks);
    return text.part(begin, last == std::string_view::npos ? begin : last + 1);
}

std::vector<SourceSpan> split_outside(const SourceSpan& text, char separator) {
    std::vector<SourceSpan> parts;
    const std::string_view characters = text.text();
    Nesting nesting;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= characters.size(); ++at) {
        const bool ends = at == characters.size();
        if (!ends && (!nesting.outside(characters[at]) || characters[at] != separator)) continue;
        parts.push_back(trimmed(text.part(begin, at)));
        if (parts.back().text().empty())
            throw ModelError({.message = format("a value is missing in '{}'", characters),
                              .where = text,
                              .path = {},
                              .hint = "write the values with commas between them: 1,2,3"});
        begin = at + 1;
    }
    return parts;
}

std::optional<SweepCall> call_of(const SourceSpan& text, const std::vector<std::string>& known) {
    const SourceSpan whole = trimmed(text);
    const std::string_view characters = whole.text();
    const std::size_t open = characters.find('(');
    if (open == std::string_view::npos || !characters.ends_with(')')) return std::nullopt;
    const std::string name = trimmed(whole.part(0, open)).str();
    if (std::find(known.begin(), known.end(), name) == known.end()) return std::nullopt;
    return SweepCall{name, split_outside(whole.part(open + 1, characters.size() - 1), ',')};
}

std::size_t whole_number(const SourceSpan& text, const std::string& what, std::size_t least) {
    const std::string_view characters = text.text();
    std::size_t number = 0;
    const char* const end = characters.data() + characters.size();
    const auto result = std::from_chars(characters.data(), end, number);
    if (result.ec == std::errc{} && result.ptr == end && number >= least) return number;
    throw ModelError({.message = format("{} must be a whole number{}, not '{}'", what,
                                        least > 0 ? format(" from {} on", least) : "", characters),
                      .where = text});
}

}  // namespace brian
