#include "yaml/library.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/format.h"
#include "yaml/document.h"
#include "yaml/library_texts.h"
#include "yaml/write_yaml.h"

namespace brian {

namespace {

constexpr std::string_view folder = "<built-in>/";  // shown in errors and by --explain

Entry* entry_of(Value& map, std::string_view key) {
    const auto found = std::find_if(map.entries.begin(), map.entries.end(),
                                    [key](const Entry& entry) { return entry.key == key; });
    return found == map.entries.end() ? nullptr : &*found;
}

/// The templates that a part of the model puts to use, however deep.
void collect_uses(const Value& part, std::set<std::string>& names) {
    if (const Value* use = part.find("use"); use != nullptr && use->kind == Value::Kind::Scalar)
        names.insert(std::string(use->text()));
    for (const Entry& entry : part.entries) collect_uses(entry.value, names);
    for (const Value& item : part.items) collect_uses(item, names);
}

/// The templates that one another puts to use, starting from those of the model.
class Merger {
  public:
    Merger(Value& root, Value library, Diagnostics& diagnostics)
        : root_(root), library_(std::move(library)), diagnostics_(diagnostics) {}

    void take(const std::string& name) {
        if (!taken_.insert(name).second) return;
        Entry* built_in = entry_of(library_, name);
        if (built_in == nullptr) return;
        const Value* templates = root_.find("templates");
        const Value* own = templates == nullptr ? nullptr : templates->find(name);
        if (own != nullptr)
            warn_of_twin(name, *built_in);
        else
            add(*built_in);
    }

  private:
    /// A model that was written out with its built-in templates brings the same ones along.
    void warn_of_twin(const std::string& name, const Entry& built_in) {
        const Entry* own = entry_of(entry_of(root_, "templates")->value, name);
        if (to_yaml(own->value) == to_yaml(built_in.value)) return;
        diagnostics_.warn(
            {.message = format("the template '{}' takes the place of the built-in one", name),
             .where = own->key_where,
             .path = own->value.path,
             .hint = "rename it if the built-in one was meant",
             .notes = {}});
    }

    void add(const Entry& built_in) {
        if (entry_of(root_, "templates") == nullptr)
            root_.entries.push_back({"templates", built_in.key_where, {}});
        Value& templates = entry_of(root_, "templates")->value;
        if (templates.kind == Value::Kind::Null) {
            templates.kind = Value::Kind::Map;
            templates.where = built_in.value.where;
        }
        if (templates.kind != Value::Kind::Map) return;
        templates.entries.push_back(built_in);
        std::set<std::string> nested;
        collect_uses(built_in.value, nested);
        for (const std::string& name : nested) take(name);
    }

    Value& root_;
    Value library_;
    Diagnostics& diagnostics_;
    std::set<std::string> taken_;
};

}  // namespace

Value built_in_templates(Diagnostics& diagnostics) {
    Value all;
    all.kind = Value::Kind::Map;
    for (const LibraryText& text : library_texts()) {
        const auto file = std::make_shared<const SourceFile>(
            SourceFile{std::string(folder) + std::string(text.name), std::string(text.contents)});
        const Value document = read_document(file, diagnostics);
        if (const Value* templates = document.find("templates"))
            all.entries.insert(all.entries.end(), templates->entries.begin(),
                               templates->entries.end());
    }
    return all;
}

std::vector<std::string> merge_built_in_templates(Value& root, Diagnostics& diagnostics) {
    std::set<std::string> used;
    for (const std::string_view section : {"templates", "groups", "connections"})
        if (const Value* value = root.find(section)) collect_uses(*value, used);
    if (used.empty()) return {};
    Value library = built_in_templates(diagnostics);
    std::vector<std::string> names;
    for (const Entry& entry : library.entries) names.push_back(entry.key);
    Merger merger(root, std::move(library), diagnostics);
    for (const std::string& name : used) merger.take(name);
    set_paths(root, {});
    return names;
}

}  // namespace brian
