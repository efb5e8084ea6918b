#include "yaml/locate_scalar.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace brian {

namespace {

bool is_blank(char character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

/// Line and column of an offset in the file, as the origin of what stands at `offset` in a value.
LineOrigin origin(const SourceText& file, std::size_t place, std::size_t offset) {
    const auto after =
        std::upper_bound(file.lines.begin(), file.lines.end(), place,
                         [](std::size_t at, const LineOrigin& line) { return at < line.offset; });
    const LineOrigin& line = *std::prev(after);
    return {offset, line.line, place - line.offset + 1};
}

/// Bytes of a character of UTF-8 by its first one.
std::size_t character_length(char first) {
    const auto byte = static_cast<unsigned char>(first);
    if (byte < 0x80) return 1;
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
}

/// Length in the file of the escape that begins with a backslash.
std::size_t escape_length(char kind) {
    if (kind == 'x') return 4;
    if (kind == 'u') return 6;
    return kind == 'U' ? 10 : 2;
}

/// Reads the file and a plain or quoted value in parallel.
class ParallelReader {
  public:
    ParallelReader(const SourceText& file, const std::string& value, std::size_t begin, char quote)
        : file_(file), value_(value), place_(begin), quote_(quote) {
        mark();
    }

    /// Goes to the end of the value.
    void read() {
        while (offset_ < value_.size() && place_ < file_.text.size()) step();
    }

    [[nodiscard]] std::size_t place() const { return place_; }
    [[nodiscard]] std::vector<LineOrigin> origins() && { return std::move(origins_); }

  private:
    void mark() { origins_.push_back(origin(file_, place_, offset_)); }

    void step() {
        const char here = file_.text[place_];
        if (is_blank(here) && fold()) return;
        if (quote_ == '"' && here == '\\') return escape();
        if (quote_ == '\'' && here == '\'') return skip(2, 1);
        ++place_;
        ++offset_;
    }

    /// A line break with the blanks around it, which became one blank (or the empty lines).
    bool fold() {
        std::size_t end = place_;
        std::size_t n_breaks = 0;
        while (end < file_.text.size() && is_blank(file_.text[end])) {
            if (file_.text[end] == '\n') ++n_breaks;
            ++end;
        }
        if (n_breaks == 0) return false;
        skip(end - place_, std::max<std::size_t>(1, n_breaks - 1));
        return true;
    }

    void escape() {
        const char kind = place_ + 1 < file_.text.size() ? file_.text[place_ + 1] : '\\';
        if (kind == '\n' || kind == '\r') return skip_escaped_break();
        skip(escape_length(kind), character_length(value_[offset_]));
    }

    void skip_escaped_break() {
        std::size_t end = place_ + 1;
        while (end < file_.text.size() && is_blank(file_.text[end])) ++end;
        skip(end - place_, 0);
    }

    void skip(std::size_t in_file, std::size_t in_value) {
        place_ += in_file;
        offset_ = std::min(offset_ + in_value, value_.size());
        place_ = std::min(place_, file_.text.size());
        mark();
    }

    const SourceText& file_;
    const std::string& value_;
    std::size_t place_;
    std::size_t offset_ = 0;
    char quote_;
    std::vector<LineOrigin> origins_;
};

SourceSpan text_with(const SourceText& file, const std::string& value,
                     std::vector<LineOrigin> origins) {
    auto text =
        std::make_shared<const SourceText>(SourceText{file.file, value, std::move(origins)});
    return {std::move(text), 0, value.size()};
}

/// Offset behind the quote that closes the one at `begin`.
std::size_t end_of_quoted(const std::shared_ptr<const SourceText>& file, std::size_t begin) {
    const std::string_view text = file->text;
    const char quote = text[begin];
    for (std::size_t at = begin + 1; at < text.size(); ++at) {
        const bool pair = at + 1 < text.size()
                          && ((quote == '"' && text[at] == '\\')
                              || (quote == '\'' && text[at] == '\'' && text[at + 1] == '\''));
        if (pair) {
            ++at;
        } else if (text[at] == quote) {
            return at + 1;
        }
    }
    throw ModelError({.message = "this quote is not closed",
                      .where = SourceSpan(file, begin, begin + 1),
                      .hint = "put the same quote at the end of the text"});
}

LocatedScalar locate_flow(const std::shared_ptr<const SourceText>& file, std::size_t begin,
                          const std::string& value, char quote) {
    LocatedScalar scalar;
    const std::size_t text_begin = quote == 0 ? begin : begin + 1;
    scalar.style = quote == 0 ? Value::Style::Plain : Value::Style::Quoted;
    if (quote != 0) scalar.end = end_of_quoted(file, begin);
    if (std::string_view(file->text).substr(text_begin).starts_with(value)) {
        scalar.text = SourceSpan(file, text_begin, text_begin + value.size());
        if (quote == 0) scalar.end = text_begin + value.size();
        return scalar;
    }
    ParallelReader reader(*file, value, text_begin, quote);
    reader.read();
    if (quote == 0) scalar.end = reader.place();
    scalar.text = text_with(*file, value, std::move(reader).origins());
    return scalar;
}

std::size_t count_leading_blanks(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

/// The line from `begin`, without its end.
std::string_view line_at(const SourceText& file, std::size_t begin) {
    std::string_view line = std::string_view(file.text).substr(std::min(begin, file.text.size()));
    line = line.substr(0, line.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// Offset of the line after the one that holds `at`.
std::size_t next_line(const SourceText& file, std::size_t at) {
    const std::size_t end = file.text.find('\n', at);
    return end == std::string::npos ? file.text.size() : end + 1;
}

/// Indentation that the block's lines lose: what the first line has more than its value.
std::size_t indentation(const SourceText& file, std::size_t at, std::string_view value) {
    const std::size_t first = std::min(value.find_first_not_of('\n'), value.size());
    const std::size_t kept = count_leading_blanks(value.substr(first));
    while (at < file.text.size() && line_at(file, at).find_first_not_of(' ') == std::string::npos)
        at = next_line(file, at);
    const std::size_t whole = count_leading_blanks(line_at(file, at));
    return whole - std::min(kept, whole);
}

/// Each line of a block stands in the value as it is, but for its indentation; between the lines
/// stand line feeds or, folded, blanks.
LocatedScalar locate_block(const std::shared_ptr<const SourceText>& file, std::size_t begin,
                           const std::string& value) {
    std::size_t at = next_line(*file, begin);
    const std::size_t indent = indentation(*file, at, value);
    std::vector<LineOrigin> origins = {origin(*file, std::min(begin, file->text.size()), 0)};
    const std::size_t end = value.find_last_not_of("\n ") + 1;
    std::size_t offset = 0;
    std::size_t last = begin + 1;
    while (offset < end && at < file->text.size()) {
        std::string_view line = line_at(*file, at);
        line.remove_prefix(std::min(indent, line.size()));
        const bool is_empty = line.find_first_not_of(" \t") == std::string_view::npos;
        const std::size_t found = is_empty ? std::string::npos : value.find(line, offset);
        if (found != std::string::npos) {
            if (origins.back().offset == found) origins.pop_back();
            origins.push_back(origin(*file, at + indent, found));
            offset = found + line.size();
            last = at + indent + line.size();
        }
        at = next_line(*file, at);
    }
    return {text_with(*file, value, std::move(origins)), Value::Style::Block, last};
}

}  // namespace

LocatedScalar locate_scalar(const std::shared_ptr<const SourceText>& file, std::size_t begin,
                            const std::string& value) {
    const char first = begin < file->text.size() ? file->text[begin] : '\0';
    if (first == '|' || first == '>') return locate_block(file, begin, value);
    const bool is_quoted = first == '"' || first == '\'';
    return locate_flow(file, begin, value, is_quoted ? first : '\0');
}

}  // namespace brian
