#include "yaml/tree_builder.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "yaml/flow_checks.h"
#include "yaml/locate_scalar.h"

namespace brian {

namespace {

constexpr std::size_t deepest_nesting = 50;

Placed placed_at(Value::Kind kind, std::size_t begin, std::size_t end) {
    Placed placed;
    placed.value.kind = kind;
    placed.begin = begin;
    placed.end = end;
    return placed;
}

}  // namespace

TreeBuilder::TreeBuilder(std::shared_ptr<const SourceText> file, Diagnostics& diagnostics)
    : file_(std::move(file)), diagnostics_(diagnostics) {}

std::size_t TreeBuilder::offset(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), file_->text.size());
}

SourceSpan TreeBuilder::span(std::size_t begin, std::size_t end) const {
    return {file_, begin, end};
}

std::optional<std::size_t> TreeBuilder::open_bracket() const {
    if (open_.empty() || open_.back().layout == Layout::Block) return std::nullopt;
    return open_.back().begin;
}

void TreeBuilder::refuse(const SourceSpan& where, std::string message, std::string hint) {
    diagnostics_.error(ModelError(
        {.message = std::move(message), .where = where, .path = {}, .hint = std::move(hint)}));
}

void TreeBuilder::refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    const std::size_t begin = offset(mark);
    const bool is_written = begin < file_->text.size() && file_->text[begin] == '!';
    if (tag.empty() || tag == "?" || !is_written) return;
    const std::size_t end =
        std::min(file_->text.find_first_of(" \t\r\n,]}", begin), file_->text.size());
    refuse(span(begin, end), format("tags such as '{}' are not read", span(begin, end).text()),
           "'not' is written as a word; put quotes round a text that begins with '!'");
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
    if (!has_root_) return;
    const std::size_t begin = offset(mark);
    const bool is_marked = file_->text.compare(begin, 3, "---") == 0;
    throw ModelError(
        {.message = is_marked ? "a second document begins here"
                              : "this line does not belong to the map above it",
         .where = span(begin, begin + (is_marked ? 3 : 1)),
         .hint = is_marked ? "one file holds one model" : "indent it as much as the first line"});
}

void TreeBuilder::OnAnchor(const YAML::Mark& mark, const std::string& name) {
    const std::size_t begin = offset(mark);
    refuse(span(begin, begin + 1 + name.size()), format("anchors such as '&{}' are not read", name),
           "give the value a name under `parameters`, or the model a name under `templates`");
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) {
    const std::size_t begin = offset(mark);
    const std::size_t end =
        std::min(file_->text.find_first_of(" \t\r\n,]}", begin), file_->text.size());
    refuse(span(begin, end), format("aliases such as '{}' are not read", span(begin, end).text()),
           "repeat the value, or give it a name under `parameters` or `templates`");
    Placed alias = placed_at(Value::Kind::Null, begin, end);
    alias.value.where = span(begin, end);
    add(std::move(alias));
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) {
    std::size_t begin = offset(mark);
    const std::size_t end =
        std::min(file_->text.find_first_of(" \t\r\n,]}:", begin), file_->text.size());
    const std::string_view word = span(begin, end).text();
    const bool is_written = word == "~" || word == "null" || word == "Null" || word == "NULL";
    const bool follows_key = !open_.empty() && open_.back().key.has_value();
    // An empty value is nowhere; the parser marks what comes after it.
    if (!is_written && follows_key) begin = open_.back().key->end;
    const std::size_t stop = is_written ? end : begin;
    Placed null = placed_at(Value::Kind::Null, begin, stop);
    null.value.where = span(begin, stop);
    add(std::move(null));
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
    refuse_tag(mark, tag);
    const std::size_t begin = offset(mark);
    const bool has_property =
        anchor != 0 || (begin < file_->text.size() && file_->text[begin] == '!');
    Placed scalar = placed_at(Value::Kind::Scalar, begin, begin + 1);
    if (has_property) {  // refused already: any place will do
        scalar.value.where = span(begin, begin + 1);
    } else {
        LocatedScalar located = locate_scalar(file_, begin, value);
        scalar.value.where = std::move(located.text);
        scalar.value.style = located.style;
        scalar.end = located.end;
    }
    add(std::move(scalar));
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value style) {
    refuse_tag(mark, tag);
    open(mark, Value::Kind::List, style);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag,
                             YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value style) {
    refuse_tag(mark, tag);
    open(mark, Value::Kind::Map, style);
}

void TreeBuilder::open(const YAML::Mark& mark, Value::Kind kind, YAML::EmitterStyle::value style) {
    const std::size_t begin = offset(mark);
    if (open_.size() == deepest_nesting) {
        throw ModelError({.message = format("nested deeper than {} levels", deepest_nesting),
                          .where = span(begin, begin + 1)});
    }
    Collection collection;
    collection.kind = kind;
    collection.layout = style == YAML::EmitterStyle::Flow ? Layout::Flow : Layout::Block;
    collection.begin = begin;
    open_.push_back(std::move(collection));
}

void TreeBuilder::close() {
    Collection collection = std::move(open_.back());
    open_.pop_back();
    add(collection.kind == Value::Kind::Map ? close_map(collection) : close_list(collection));
}

Placed TreeBuilder::close_list(Collection& list) {
    check_items(list, file_, diagnostics_);
    Placed placed = placed_at(Value::Kind::List, list.begin, list.begin + 1);
    for (Placed& item : list.items) {
        placed.end = std::max(placed.end, item.end);
        placed.value.items.push_back(std::move(item.value));
    }
    if (list.layout == Layout::Flow) placed.end = end_of_flow(*file_, placed.end, ']');
    placed.value.where = span(placed.begin, placed.end);
    return placed;
}

Placed TreeBuilder::close_map(Collection& map) {
    check_entries(map, file_, diagnostics_);
    Placed placed = placed_at(Value::Kind::Map, map.begin, map.begin + 1);
    for (PlacedEntry& entry : map.entries) {
        placed.end = std::max({placed.end, entry.key.end, entry.value.end});
        placed.value.entries.push_back(
            {entry.key.value.where.str(), entry.key.value.where, std::move(entry.value.value)});
    }
    if (map.layout == Layout::Flow) placed.end = end_of_flow(*file_, placed.end, '}');
    placed.value.where = span(placed.begin, placed.end);
    return placed;
}

void TreeBuilder::add(Placed placed) {
    if (open_.empty()) {
        root_ = std::move(placed.value);
        has_root_ = true;
        return;
    }
    Collection& parent = open_.back();
    if (parent.kind == Value::Kind::List) {
        parent.items.push_back(std::move(placed));
    } else if (!parent.key.has_value()) {
        check_key(placed);
        parent.key = std::move(placed);
    } else {
        add_entry(parent, {std::move(*parent.key), std::move(placed)});
        parent.key.reset();
    }
}

void TreeBuilder::check_key(const Placed& key) {
    if (key.value.kind != Value::Kind::Scalar)
        refuse(key.value.where, "a key must be a word", "put quotes round a text with : [ ] { }");
    if (key.value.style == Value::Style::Plain && key.value.text() == "<<")
        refuse(key.value.where, "merge keys ('<<') are not read",
               "name the shared part under `templates`");
}

void TreeBuilder::add_entry(Collection& map, PlacedEntry entry) {
    const std::string_view name = entry.key.value.text();
    const auto first = std::find_if(
        map.entries.begin(), map.entries.end(),
        [name](const PlacedEntry& earlier) { return earlier.key.value.text() == name; });
    const bool is_scalar = entry.key.value.kind == Value::Kind::Scalar;
    if (first == map.entries.end() || !is_scalar) {
        map.entries.push_back(std::move(entry));
        return;
    }
    const SourceSpan where = entry.key.value.where;
    diagnostics_.error(ModelError({.message = format("'{}' is given twice", name),
                                   .where = where,
                                   .notes = {{"first given here", first->key.value.where}}}));
}

}  // namespace brian
