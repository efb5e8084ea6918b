#include "yaml/include.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include "base/format.h"
#include "spec/validate.h"
#include "yaml/document.h"
#include "yaml/source_file.h"

namespace brian {

namespace {

constexpr std::array<std::string_view, 3> merged_sections = {"parameters", "functions",
                                                             "templates"};

/// One spelling of a file's name, however it was reached.
std::string canonical(const std::filesystem::path& path) {
    std::error_code ignored;
    const std::filesystem::path known = std::filesystem::weakly_canonical(path, ignored);
    return known.empty() ? path.string() : known.string();
}

Entry* entry_of(Value& map, std::string_view key) {
    const auto found = std::find_if(map.entries.begin(), map.entries.end(),
                                    [key](const Entry& entry) { return entry.key == key; });
    return found == map.entries.end() ? nullptr : &*found;
}

/// Gathers what included files bring.
class Includer {
  public:
    Includer(Value& root, const FieldSchema& schema, Diagnostics& diagnostics)
        : root_(root), schema_(schema), diagnostics_(diagnostics) {}

    /// Includes what `document` (the file `file_name`) asks for.
    void include_from(const Value& document, const std::string& file_name) {
        const Value* list = document.find("include");
        if (list == nullptr) return;
        chain_.push_back(canonical(file_name));
        const std::filesystem::path folder = std::filesystem::path(file_name).parent_path();
        for (const Value& item : list->items) {
            if (item.kind != Value::Kind::Scalar) continue;
            diagnostics_.attempt(item.path,
                                 [&] { include((folder / item.text()).string(), item); });
        }
        chain_.pop_back();
    }

    [[nodiscard]] std::vector<std::string> take_files() { return std::move(files_); }

  private:
    void include(const std::string& file_name, const Value& item) {
        const std::string name = canonical(file_name);
        if (std::find(chain_.begin(), chain_.end(), name) != chain_.end())
            throw ModelError({.message = format("'{}' includes itself", item.text()),
                              .where = item.where,
                              .path = item.path,
                              .hint = "take out one `include` of the circle"});
        if (std::find(names_.begin(), names_.end(), name) != names_.end()) return;
        names_.push_back(name);
        const auto source = read_source_file(file_name, item.where);
        files_.push_back(file_name);
        Diagnostics found;
        Value document = read_document(source, found);
        if (!found.has_errors()) validate(document, schema_, found);
        for (const Diagnostic& problem : found.sorted())
            diagnostics_.error(ModelError(problem.facts));
        if (found.has_errors()) return;
        include_from(document, file_name);
        warn_of_rest(document, item);
        for (const std::string_view section : merged_sections) merge(document, section);
    }

    /// Groups and the like of an included file stay where they are, which may surprise.
    void warn_of_rest(const Value& document, const Value& item) {
        for (const Entry& entry : document.entries) {
            const bool merged = std::find(merged_sections.begin(), merged_sections.end(), entry.key)
                                != merged_sections.end();
            const bool expected = entry.key == "brian-run" || entry.key == "include"
                                  || entry.key == "title" || entry.key == "description";
            if (merged || expected) continue;
            diagnostics_.warn(
                {.message = format("`{}` of '{}' is left out", entry.key, item.text()),
                 .where = item.where,
                 .path = item.path,
                 .hint = "only parameters, functions and templates are included",
                 .notes = {{"it is here", entry.key_where}}});
        }
    }

    void merge(Value& document, std::string_view section) {
        Entry* brought = entry_of(document, section);
        if (brought == nullptr) return;
        Entry* own = entry_of(root_, section);
        if (own == nullptr) {
            root_.entries.push_back(std::move(*brought));
            return;
        }
        for (Entry& entry : brought->value.entries) merge_entry(own->value, std::move(entry));
    }

    void merge_entry(Value& section, Entry entry) {
        const Entry* own = entry_of(section, entry.key);
        if (own != nullptr) {
            diagnostics_.error(
                ModelError({.message = format("'{}' is defined in two files", entry.key),
                            .where = own->key_where,
                            .path = own->value.path,
                            .hint = "rename or remove one of them",
                            .notes = {{"also defined here", entry.key_where}}}));
            return;
        }
        if (section.kind == Value::Kind::Null) section.kind = Value::Kind::Map;
        if (section.kind == Value::Kind::Map) section.entries.push_back(std::move(entry));
    }

    Value& root_;
    const FieldSchema& schema_;
    Diagnostics& diagnostics_;
    std::vector<std::string> chain_;  ///< files that are being included, the model first
    std::vector<std::string> names_;  ///< of all files included so far
    std::vector<std::string> files_;
};

}  // namespace

std::vector<std::string> merge_includes(Value& root, const std::string& file_name,
                                        const FieldSchema& schema, Diagnostics& diagnostics) {
    const Entry* include = entry_of(root, "include");
    if (include == nullptr || include->value.kind != Value::Kind::List) return {};
    const Value document = root;
    std::erase_if(root.entries, [](const Entry& entry) { return entry.key == "include"; });
    Includer includer(root, schema, diagnostics);
    includer.include_from(document, file_name);
    set_paths(root, {});
    return includer.take_files();
}

}  // namespace brian
