#include "tools/sweep_list.h"

#include <algorithm>

#include "base/error.h"
#include "base/format.h"
#include "tools/sweep_text.h"
#include "yaml/source_file.h"

namespace brian {

namespace {

[[noreturn]] void refuse(const SourceSpan& where, std::string message, std::string hint = {}) {
    throw ModelError(
        {.message = std::move(message), .where = where, .path = {}, .hint = std::move(hint)});
}

/// One field of a CSV line, without quotes.
SweptValue field(const SourceSpan& text) {
    const SourceSpan whole = trimmed(text);
    const std::string_view characters = whole.text();
    if (characters.size() < 2 || !characters.starts_with('"') || !characters.ends_with('"'))
        return {std::string(characters), whole};
    std::string inner(characters.substr(1, characters.size() - 2));
    for (std::size_t at = inner.find("\"\""); at != std::string::npos;
         at = inner.find("\"\"", at + 1))
        inner.erase(at, 1);
    return {inner, whole};
}

/// The fields between commas outside double quotes.
std::vector<SweptValue> fields_of(const SourceSpan& line) {
    std::vector<SweptValue> fields;
    const std::string_view characters = line.text();
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t at = 0; at <= characters.size(); ++at) {
        if (at < characters.size() && characters[at] == '"') quoted = !quoted;
        if (at < characters.size() && (quoted || characters[at] != ',')) continue;
        fields.push_back(field(line.part(begin, at)));
        begin = at + 1;
    }
    return fields;
}

/// The lines that hold something.
std::vector<SourceSpan> lines_of(const SourceSpan& whole) {
    std::vector<SourceSpan> lines;
    const std::string_view characters = whole.text();
    for (std::size_t begin = 0; begin < characters.size();) {
        const std::size_t end = std::min(characters.find('\n', begin), characters.size());
        const SourceSpan line = trimmed(whole.part(begin, end));
        if (!line.text().empty() && !line.text().starts_with('#')) lines.push_back(line);
        begin = end + 1;
    }
    return lines;
}

/// "mV" of "parameters.we [mV]", taken off the name.
std::string take_unit(std::string& name) {
    const std::size_t open = name.rfind(" [");
    if (open == std::string::npos || !name.ends_with(']')) return {};
    std::string unit = name.substr(open + 2, name.size() - open - 3);
    name.erase(open);
    return unit;
}

SweepTable read_csv_points(const SourceSpan& name, const std::string& folder) {
    const auto text = text_of(read_source_file(file_in(folder, name.str()), name));
    check_characters(text);
    const std::vector<SourceSpan> lines = lines_of(SourceSpan(text, 0, text->text.size()));
    if (lines.size() < 2)
        refuse(name, format("'{}' holds no points", name.text()),
               "its first line names the paths, each other line is a point");
    SweepTable table;
    std::vector<std::string> units;
    for (SweptValue& title : fields_of(lines.front())) {
        units.push_back(take_unit(title.yaml));
        table.columns.push_back({title.yaml, title.where});
    }
    for (std::size_t k = 1; k < lines.size(); ++k) {
        std::vector<SweptValue> row = fields_of(lines[k]);
        if (row.size() != units.size())
            refuse(lines[k], format("{} fields where {} are named", row.size(), units.size()));
        for (std::size_t c = 0; c < row.size(); ++c)
            if (!units[c].empty()) row[c].yaml += " " + units[c];
        table.rows.push_back(std::move(row));
    }
    return table;
}

SweepTable read_maps(const Value& list) {
    SweepTable table;
    for (const Value& point : list.items) {
        if (table.rows.empty())
            for (const Entry& entry : point.entries)
                table.columns.push_back({entry.key, entry.key_where});
        std::vector<SweptValue> row;
        for (const SweepTable::Column& column : table.columns) {
            const Value* value = point.find(column.path);
            if (value == nullptr)
                refuse(point.where, format("'{}' is missing here", column.path),
                       "all points of a list name the same paths");
            row.push_back({yaml_of(*value), value->where});
        }
        if (point.entries.size() != table.columns.size())
            refuse(point.where, "this point names paths that the first one does not",
                   "all points of a list name the same paths");
        table.rows.push_back(std::move(row));
    }
    if (table.rows.empty() || table.columns.empty()) refuse(list.where, "the list holds no points");
    return table;
}

}  // namespace

SweepTable read_points(const Value& list, const std::string& folder) {
    return list.kind == Value::Kind::List ? read_maps(list) : read_csv_points(list.where, folder);
}

}  // namespace brian
