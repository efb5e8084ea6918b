#include "yaml/flow_checks.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/format.h"

namespace brian {

namespace {

/// Opening minus closing parentheses.
std::ptrdiff_t open_parentheses(const Value& value) {
    if (value.style != Value::Style::Plain) return 0;
    const std::string_view text = value.text();
    return std::count(text.begin(), text.end(), '(') - std::count(text.begin(), text.end(), ')');
}

void report_split(const SourceSpan& where, Diagnostics& diagnostics) {
    diagnostics.error(ModelError({.message = format("a comma splits `{}`", where.text()),
                                  .where = where,
                                  .hint = format("put quotes round it: \"{}\"", where.text())}));
}

/// Offset of the first character from `at` on that is neither blank nor in a comment.
std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        if (text[at] == '#') {
            at = std::min(text.find('\n', at), text.size());
        } else if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r') {
            ++at;
        } else {
            break;
        }
    }
    return at;
}

void check_colon(const Placed& key, const std::shared_ptr<const SourceText>& file,
                 Diagnostics& diagnostics) {
    const std::size_t at = skip_blanks(file->text, key.end);
    if (at < file->text.size() && file->text[at] == ':') return;
    const bool has_colon = key.value.text().find(':') != std::string_view::npos;
    diagnostics.error(
        ModelError({.message = format("missing ': ' after '{}'", key.value.text()),
                    .where = key.value.where,
                    .hint = has_colon ? "put a blank after the colon" : std::string{}}));
}

}  // namespace

void check_entries(const Collection& map, const std::shared_ptr<const SourceText>& file,
                   Diagnostics& diagnostics) {
    std::ptrdiff_t open = 0;
    std::size_t begin = 0;
    for (const PlacedEntry& entry : map.entries) {
        const bool is_swallowed = open > 0 && entry.value.value.kind == Value::Kind::Null;
        if (is_swallowed) {
            open += open_parentheses(entry.key.value);
            if (open <= 0) report_split(SourceSpan(file, begin, entry.key.end), diagnostics);
            continue;
        }
        if (entry.value.value.kind == Value::Kind::Null) check_colon(entry.key, file, diagnostics);
        begin = entry.value.begin;
        open = map.layout == Layout::Flow ? open_parentheses(entry.value.value) : 0;
    }
}

void check_items(const Collection& list, const std::shared_ptr<const SourceText>& file,
                 Diagnostics& diagnostics) {
    if (list.layout == Layout::Block) return;
    std::ptrdiff_t open = 0;
    std::size_t begin = 0;
    for (const Placed& item : list.items) {
        if (open <= 0) begin = item.begin;
        const bool was_open = open > 0;
        open = std::max<std::ptrdiff_t>(0, open + open_parentheses(item.value));
        if (was_open && open == 0) report_split(SourceSpan(file, begin, item.end), diagnostics);
    }
}

std::size_t end_of_flow(const SourceText& file, std::size_t last, char bracket) {
    std::size_t at = skip_blanks(file.text, last);
    while (at < file.text.size() && (file.text[at] == ',' || file.text[at] == ':'))
        at = skip_blanks(file.text, at + 1);
    return at < file.text.size() && file.text[at] == bracket ? at + 1 : last;
}

}  // namespace brian
