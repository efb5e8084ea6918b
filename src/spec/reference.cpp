#include <string>
#include <string_view>
#include <vector>

#include "base/format.h"
#include "spec/json_schema.h"
#include "spec/shape_text.h"

namespace brian {

namespace {

/// Text for a cell of a table: no bar, no line break.
std::string cell(std::string_view text) {
    std::string out;
    for (const char character : text) {
        if (character == '|') out += '\\';
        out += character == '\n' ? ' ' : character;
    }
    return out;
}

std::string code(std::string_view text) {
    return text.empty() ? std::string{} : format("`{}`", cell(text));
}

bool is_block(const FieldSchema& field) {
    return field.example.starts_with("|\n");
}

bool has_page(const FieldSchema& field) {
    return !field.fields.empty() || !field.variants.empty();
}

std::string title_of(const std::string& path, const FieldSchema& field) {
    return path.empty() ? field.key : format("{}.{}", path, field.key);
}

std::string what(const FieldSchema& field) {
    std::string text = format("{} ({})", field.description, expectation(field));
    if (!field.needs.empty()) text += format("; goes with {}", join(field.needs, " or "));
    if (!field.same_as.empty()) text += format("; as {}", field.same_as);
    return text;
}

std::string default_of(const FieldSchema& field) {
    return field.required ? "required" : code(field.default_value);
}

std::string table(const std::vector<FieldSchema>& fields) {
    std::string text = "| key | what | default | example |\n|---|---|---|---|\n";
    for (const FieldSchema& field : fields) {
        text += format("| `{}` | {} | {} | {} |\n", field.key, cell(what(field)), default_of(field),
                       is_block(field) ? "see below" : code(field.example));
    }
    return text + "\n";
}

/// The examples of more than one line, which no table can hold.
std::string blocks(const std::vector<FieldSchema>& fields) {
    std::string text;
    for (const FieldSchema& field : fields) {
        if (is_block(field)) text += format("```yaml\n{}: {}\n```\n\n", field.key, field.example);
    }
    return text;
}

std::string pages(const std::vector<FieldSchema>& fields, const std::string& path);

/// The tables of a map: its own keys, then those of each `type`, then of what it holds.
std::string page(const FieldSchema& field, const std::string& path) {
    std::string text;
    if (!field.fields.empty()) text += table(field.fields) + blocks(field.fields);
    for (const FieldVariant& variant : field.variants) {
        text += format("### {}, type {}\n\n{}.\n\n", path, variant.type, variant.description);
        if (!variant.fields.empty()) text += table(variant.fields) + blocks(variant.fields);
    }
    text += pages(field.fields, path);
    for (const FieldVariant& variant : field.variants) text += pages(variant.fields, path);
    return text;
}

std::string pages(const std::vector<FieldSchema>& fields, const std::string& path) {
    std::string text;
    for (const FieldSchema& field : fields) {
        const std::string title = title_of(path, field);
        if (has_page(field)) text += format("## {}\n\n", title) + page(field, title);
        for (const FieldSchema& item : field.items) {
            if (item.description.empty()) continue;
            const std::string item_title = title_of(title, item);
            text += format("## {}\n\n{} ({}).", item_title, item.description, expectation(item));
            if (!item.example.empty() && !is_block(item))
                text += format(" Example: `{}`", item.example);
            text += "\n\n" + page(item, item_title);
            text += pages(item.items, item_title);
        }
    }
    return text;
}

}  // namespace

std::string reference(const FieldSchema& root) {
    return "# Every key of the model file\n\n" + root.description
           + "\nWords in capitals stand for names of your choice, or for the items of a list.\n\n"
           + page(root, {});
}

}  // namespace brian
