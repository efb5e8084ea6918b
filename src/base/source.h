#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace brian {

/// A file (or a command-line option standing in for one) as it was read; kept to quote lines in
/// errors.
struct SourceFile {
    std::string name;
    std::string contents;

    /// The line of that 1-based number, without its end; empty when there is none.
    [[nodiscard]] std::string_view line(std::size_t number) const;
};

/// Where one line of a text begins: its offset in the text, and its 1-based line and column in the
/// file.
struct LineOrigin {
    std::size_t offset = 0;
    std::size_t line = 1;
    std::size_t column = 1;
};

/// A text cut out of a file (a block scalar loses its indentation) that still knows where each of
/// its lines sits in that file.
struct SourceText {
    std::shared_ptr<const SourceFile> file;
    std::string text;
    std::vector<LineOrigin> lines;  ///< ascending by offset; the first has offset 0
};

/// A part of a text with its place: what every error, token and expression points at.
/// A default-constructed span is nowhere and has an empty text.
class SourceSpan {
  public:
    SourceSpan() = default;
    SourceSpan(std::shared_ptr<const SourceText> source, std::size_t begin, std::size_t end);

    [[nodiscard]] bool somewhere() const { return source_ != nullptr; }
    [[nodiscard]] std::string_view text() const;
    [[nodiscard]] std::string str() const { return std::string(text()); }
    [[nodiscard]] std::string_view file_name() const;
    [[nodiscard]] std::size_t line() const;    ///< 1-based line in the file; 0 when nowhere
    [[nodiscard]] std::size_t column() const;  ///< 1-based column in the file; 0 when nowhere
    /// The whole line of the file in which the span begins, for quoting.
    [[nodiscard]] std::string_view source_line() const;
    [[nodiscard]] std::size_t begin() const { return begin_; }
    [[nodiscard]] std::size_t end() const { return end_; }
    /// The part [begin, end) of this span, counted from its own beginning.
    [[nodiscard]] SourceSpan part(std::size_t begin, std::size_t end) const;
    /// The smallest span that holds both; `first` alone when they are of different texts.
    [[nodiscard]] static SourceSpan join(const SourceSpan& first, const SourceSpan& last);

  private:
    std::shared_ptr<const SourceText> source_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

/// The whole of `text` as a file of its own called `name` (tests, command-line options, generated
/// code).
[[nodiscard]] SourceSpan whole_text(std::string text, std::string name = "<text>");

}  // namespace brian
