#include "yaml/syntax_error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <utility>

#include "base/format.h"

namespace brian {

namespace {

/// The place where the parser stopped, and the text around it.
class Stop {
  public:
    Stop(const ParserStop& stop, std::string_view complaint)
        : file_(stop.file),
          place_(std::min(stop.place, stop.file->text.size())),
          open_bracket_(stop.open_bracket),
          complaint_(complaint) {
        const std::string_view text = file_->text;
        const std::size_t before =
            place_ == 0 ? std::string_view::npos : text.rfind('\n', place_ - 1);
        begin_ = before == std::string_view::npos ? 0 : before + 1;
    }

    [[nodiscard]] std::string_view complaint() const { return complaint_; }
    [[nodiscard]] std::string_view text() const { return file_->text; }
    [[nodiscard]] std::size_t place() const { return place_; }
    [[nodiscard]] std::optional<std::size_t> open_bracket() const { return open_bracket_; }
    [[nodiscard]] char here() const { return at(place_); }
    [[nodiscard]] char at(std::size_t place) const {
        return place < text().size() ? text()[place] : '\0';
    }
    /// The line of the stop, and the last line before it that is not blank.
    [[nodiscard]] std::string_view line() const { return line_from(begin_); }
    [[nodiscard]] std::string_view earlier_line() const {
        return line_from(beginning_of_earlier_line());
    }
    [[nodiscard]] std::size_t line_begin() const { return begin_; }
    /// The text of the line before the stop.
    [[nodiscard]] std::string_view before() const { return text().substr(begin_, place_ - begin_); }
    [[nodiscard]] std::size_t beginning_of_earlier_line() const {
        std::size_t begin = begin_;
        while (begin > 0) {
            const std::size_t end = begin - 1;
            const std::size_t newline =
                end == 0 ? std::string_view::npos : text().rfind('\n', end - 1);
            begin = newline == std::string_view::npos ? 0 : newline + 1;
            if (line_from(begin).find_first_not_of(" \t") != std::string_view::npos) return begin;
        }
        return begin_;
    }

    [[nodiscard]] ModelError error(std::size_t begin, std::size_t end, std::string message,
                                   std::string hint) const {
        return ModelError({.message = std::move(message),
                           .where = SourceSpan(file_, begin, std::max(end, begin)),
                           .path = {},
                           .hint = std::move(hint)});
    }
    [[nodiscard]] ModelError error(std::string message, std::string hint) const {
        return error(place_, place_ + 1, std::move(message), std::move(hint));
    }

  private:
    [[nodiscard]] std::string_view line_from(std::size_t begin) const {
        std::string_view line = text().substr(begin);
        line = line.substr(0, line.find('\n'));
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line;
    }

    const std::shared_ptr<const SourceText>& file_;
    std::size_t place_;
    std::size_t begin_ = 0;
    std::optional<std::size_t> open_bracket_;
    std::string_view complaint_;
};

constexpr std::string_view blanks = " \t";

std::string_view indentation(std::string_view line) {
    return line.substr(0, std::min(line.find_first_not_of(blanks), line.size()));
}

std::optional<ModelError> tab(const Stop& stop) {
    const std::string_view indent = indentation(stop.line());
    const std::size_t tab = indent.find('\t');
    if (tab == std::string_view::npos) return std::nullopt;
    return stop.error(stop.line_begin() + tab, stop.line_begin() + tab + 1,
                      "a tab in the indentation", "indent with blanks");
}

std::optional<ModelError> special_character(const Stop& stop) {
    constexpr std::string_view special = "*&@`%!";
    const bool follows =
        stop.place() > 0 && special.find(stop.at(stop.place() - 1)) < 2 && stop.here() != ':';
    const std::size_t place = follows ? stop.place() - 1 : stop.place();
    const char character = stop.at(place);
    if (character == '\0' || special.find(character) == std::string_view::npos) return std::nullopt;
    return stop.error(place, place + 1, format("a plain text cannot begin with '{}'", character),
                      "put quotes round the text");
}

/// The key at the beginning of a line ("equations" in "equations: dv/dt = ..."), or nothing.
std::string_view key_of(std::string_view line) {
    line.remove_prefix(indentation(line).size());
    return line.substr(0, std::min(line.find(": "), line.size()));
}

std::optional<ModelError> second_colon(const Stop& stop) {
    if (stop.here() != ':') return std::nullopt;
    const std::string_view before = stop.before();
    if (before.find('=') != std::string_view::npos)
        return stop.error("an equation on one plain line: ': ' ends a plain text",
                          "write the equations under `|` or in quotes");
    if (before.find(": ") != std::string_view::npos)
        return stop.error(format("a second ': ' in the value of '{}'", key_of(stop.line())),
                          "put quotes round the value");
    return std::nullopt;
}

/// "dt:0.1 ms" on the line before, which is then a text and no key.
std::optional<ModelError> colon_without_blank(const Stop& stop) {
    if (stop.here() != ':') return std::nullopt;
    const std::string_view line = stop.earlier_line();
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon + 1 >= line.size() || line[colon + 1] == ' ')
        return std::nullopt;
    const std::size_t place = stop.beginning_of_earlier_line() + colon;
    return stop.error(place, place + 1, "no blank after the colon", "write `key: value`");
}

std::optional<ModelError> continued_line(const Stop& stop) {
    if (stop.here() != ':') return std::nullopt;
    const std::size_t indent = indentation(stop.line()).size();
    if (indent <= indentation(stop.earlier_line()).size()) return std::nullopt;
    return stop.error(stop.line_begin() + indent, stop.place(),
                      "indented further than the line above, whose value it continues",
                      "align the keys of a map");
}

std::optional<ModelError> list_item(const Stop& stop) {
    if (stop.here() != '-') return std::nullopt;
    return stop.error("'- ' begins an item of a list",
                      "write a negative number without the blank, a list on lines of its own");
}

/// Brackets that are never closed, or not before something that cannot stand in them.
std::optional<ModelError> open_flow(const Stop& stop) {
    if (!stop.open_bracket() || stop.complaint().find("flow") == std::string_view::npos)
        return std::nullopt;
    const std::size_t begin = *stop.open_bracket();
    const bool is_map = stop.at(begin) == '{';
    const std::string_view within = stop.text().substr(begin, stop.place() - begin);
    if (within.find('\n') != std::string_view::npos || stop.place() == stop.text().size())
        return stop.error(begin, begin + 1, format("this '{}' is not closed", stop.at(begin)),
                          format("put '{}' behind the last of its items", is_map ? '}' : ']'));
    return stop.error(format("'{}' or ',' expected", is_map ? '}' : ']'),
                      "put quotes round a text with , : [ ] { } in it");
}

std::optional<ModelError> text_after_value(const Stop& stop) {
    std::string_view before = stop.before();
    const std::size_t last = before.find_last_not_of(blanks);
    if (last == std::string_view::npos) return std::nullopt;
    const char end = before[last];
    if (end != '"' && end != '\'' && end != ']' && end != '}') return std::nullopt;
    return stop.error(format("text after the closing {}", end), "put quotes round the whole value");
}

std::optional<ModelError> block_header(const Stop& stop) {
    if (stop.complaint().find("block scalar") == std::string_view::npos) return std::nullopt;
    return stop.error("text after the '|' or '>' that begins a block",
                      "begin the text on the next line, or put quotes round it");
}

std::optional<ModelError> misplaced_line(const Stop& stop) {
    if (stop.complaint().find("end of map") == std::string_view::npos
        && stop.complaint().find("end of sequence") == std::string_view::npos)
        return std::nullopt;
    return stop.error("this does not continue the map or list above it",
                      "align it with the lines that it belongs to");
}

}  // namespace

ModelError explain_syntax(const ParserStop& parser_stop, std::string_view complaint) {
    using Explanation = std::optional<ModelError> (*)(const Stop&);
    constexpr std::array<Explanation, 10> explanations = {
        tab,       special_character, second_colon,     colon_without_blank, continued_line,
        list_item, open_flow,         text_after_value, block_header,        misplaced_line};
    const Stop stop(parser_stop, complaint);
    for (const Explanation explanation : explanations) {
        if (std::optional<ModelError> error = explanation(stop)) return *error;
    }
    return stop.error(format("not YAML: {}", complaint), {});
}

}  // namespace brian
