#include "base/source.h"

#include <algorithm>
#include <utility>

namespace brian {

std::string_view SourceFile::line(std::size_t number) const {
    if (number == 0) return {};
    std::string_view rest = contents;
    for (std::size_t i = 1; i < number; ++i) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) return {};
        rest.remove_prefix(end + 1);
    }
    std::string_view line = rest.substr(0, rest.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

SourceSpan::SourceSpan(std::shared_ptr<const SourceText> source, std::size_t begin, std::size_t end)
    : source_(std::move(source)) {
    const std::size_t size = source_ == nullptr ? 0 : source_->text.size();
    begin_ = std::min(begin, size);
    end_ = std::clamp(end, begin_, size);
}

std::string_view SourceSpan::text() const {
    if (!somewhere()) return {};
    return std::string_view(source_->text).substr(begin_, end_ - begin_);
}

std::string_view SourceSpan::file_name() const {
    if (!somewhere() || source_->file == nullptr) return {};
    return source_->file->name;
}

namespace {

/// The line of the text that holds the character at `offset`.
LineOrigin origin_of(const SourceText& source, std::size_t offset) {
    const auto after =
        std::upper_bound(source.lines.begin(), source.lines.end(), offset,
                         [](std::size_t at, const LineOrigin& line) { return at < line.offset; });
    return after == source.lines.begin() ? LineOrigin{} : *std::prev(after);
}

}  // namespace

std::size_t SourceSpan::line() const {
    return somewhere() ? origin_of(*source_, begin_).line : 0;
}

std::size_t SourceSpan::column() const {
    if (!somewhere()) return 0;
    const LineOrigin origin = origin_of(*source_, begin_);
    return origin.column + (begin_ - origin.offset);
}

std::string_view SourceSpan::source_line() const {
    if (!somewhere() || source_->file == nullptr) return {};
    return source_->file->line(line());
}

SourceSpan SourceSpan::part(std::size_t begin, std::size_t end) const {
    if (!somewhere()) return {};
    return {source_, std::min(begin_ + begin, end_), std::min(begin_ + end, end_)};
}

SourceSpan SourceSpan::join(const SourceSpan& first, const SourceSpan& last) {
    if (first.source_ != last.source_) return first;
    return {first.source_, std::min(first.begin_, last.begin_), std::max(first.end_, last.end_)};
}

SourceSpan whole_text(std::string text, std::string name) {
    SourceText source;
    source.file = std::make_shared<const SourceFile>(SourceFile{std::move(name), text});
    source.lines.push_back({0, 1, 1});
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') source.lines.push_back({i + 1, source.lines.size() + 1, 1});
    }
    const std::size_t size = text.size();
    source.text = std::move(text);
    return {std::make_shared<const SourceText>(std::move(source)), 0, size};
}

}  // namespace brian
