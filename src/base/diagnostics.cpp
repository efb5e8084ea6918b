#include "base/diagnostics.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "base/format.h"
#include "base/quote.h"

namespace brian {

namespace {

constexpr std::size_t most_errors = 20;

bool is_error(const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::Error;
}

/// Sorting key: places in the order of the files, things that are nowhere after them.
auto place_of(const Diagnostic& diagnostic) {
    const SourceSpan& where = diagnostic.facts.where;
    return std::tuple(!where.somewhere(), where.file_name(), where.line(), where.column());
}

bool same(const Diagnostic& a, const Diagnostic& b) {
    return a.severity == b.severity && place_of(a) == place_of(b)
           && a.facts.message == b.facts.message && a.facts.path == b.facts.path;
}

/// "network.yaml:14:27: ", or nothing when the span is nowhere.
std::string place_prefix(const SourceSpan& span, Colour colour) {
    if (!span.somewhere()) return {};
    return emphasised(format("{}:{}:{}:", span.file_name(), span.line(), display_column(span)),
                      Style::Bold, colour)
           + " ";
}

std::string heading(Severity severity, Colour colour) {
    return severity == Severity::Error ? emphasised("error:", Style::Red, colour)
                                       : emphasised("warning:", Style::Magenta, colour);
}

std::string render(const Note& note, Colour colour) {
    return place_prefix(note.where, colour) + emphasised("note:", Style::Cyan, colour) + " "
           + note.message + "\n" + quote(note.where, {}, colour);
}

}  // namespace

void Diagnostics::error(const ModelError& error) {
    // Never the only word: a consequence without its cause is shown.
    if (error.facts().fault == Fault::Consequence && has_errors()) return;
    items_.push_back({Severity::Error, error.facts()});
}

void Diagnostics::warn(ErrorFacts facts) {
    items_.push_back({Severity::Warning, std::move(facts)});
}

bool Diagnostics::has_errors() const {
    return std::any_of(items_.begin(), items_.end(), is_error);
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<Diagnostic> sorted;
    for (const Diagnostic& item : items_) {
        const auto is_same = [&item](const Diagnostic& other) { return same(item, other); };
        if (std::none_of(sorted.begin(), sorted.end(), is_same)) sorted.push_back(item);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return place_of(a) < place_of(b);
    });
    return sorted;
}

bool Diagnostics::only_input_faults() const {
    return has_errors() && std::all_of(items_.begin(), items_.end(), [](const Diagnostic& item) {
               return !is_error(item) || item.facts.fault == Fault::Input;
           });
}

std::string Diagnostics::render(Colour colour) const {
    std::string text;
    std::size_t n_errors = 0;
    for (const Diagnostic& diagnostic : sorted()) {
        if (is_error(diagnostic) && ++n_errors > most_errors) continue;
        text += brian::render(diagnostic, colour);
    }
    if (n_errors > most_errors) {
        const std::size_t rest = n_errors - most_errors;
        text += format("and {} more error{}\n", rest, rest == 1 ? "" : "s");
    }
    return text;
}

std::string render(const Diagnostic& diagnostic, Colour colour) {
    const ErrorFacts& facts = diagnostic.facts;
    const SourceSpan& place = facts.caret.somewhere() ? facts.caret : facts.where;
    std::string text = place_prefix(place, colour) + heading(diagnostic.severity, colour) + " "
                       + emphasised(facts.message, Style::Bold, colour) + "\n";
    if (!facts.path.empty()) text += format("  in {}\n", facts.path);
    text += quote(facts.where, facts.caret, colour);
    if (!facts.hint.empty()) text += format("  hint: {}\n", facts.hint);
    for (const Note& note : facts.notes) text += render(note, colour);
    return text;
}

}  // namespace brian
