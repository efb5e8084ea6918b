#include "yaml/model_variants.h"

#include <utility>

#include "base/format.h"
#include "spec/validate.h"
#include "yaml/library.h"
#include "yaml/overrides.h"
#include "yaml/value_path.h"

namespace brian {

ModelVariants::ModelVariants(const std::string& file_name, const std::vector<Override>& overrides,
                             FieldSchema schema, Diagnostics& diagnostics)
    : schema_(std::move(schema)) {
    tree_ = read_tree(file_name, overrides, schema_, diagnostics);
    model_ = specify(tree_, schema_, diagnostics);
    model_.file_name = file_name;
    std::erase_if(tree_.root.entries, [](const Entry& entry) { return entry.key == "sweep"; });
}

std::string ModelVariants::resolved(const std::vector<Override>& changes) const {
    Diagnostics ignored;  // every change was tried by itself
    Value root = tree_.root;
    apply_overrides(root, changes, schema_, ignored);
    (void)merge_built_in_templates(root, ignored);
    return resolved_text(std::move(root));
}

std::optional<std::string> ModelVariants::text_at(const std::string& path) const {
    Value root = tree_.root;
    const Found found = follow(root, path);
    if (!found.rest.empty() || found.deepest->kind != Value::Kind::Scalar) return std::nullopt;
    return std::string(found.deepest->text());
}

void ModelVariants::need_path(const std::string& path, const SourceSpan& where) const {
    Value root = tree_.root;
    if (can_be_set(root, schema_, path)) return;
    throw ModelError({.message = format("there is no '{}' in the model", path),
                      .where = where,
                      .path = {},
                      .hint = nearest_path(root, path)});
}

void ModelVariants::need_value(const Override& change, const SourceSpan& where) const {
    Diagnostics trial;
    Value root = tree_.root;
    apply_overrides(root, {change}, schema_, trial);
    validate(root, schema_, trial);
    for (const Diagnostic& one : trial.sorted())
        if (one.severity == Severity::Error)
            throw ModelError({.message = one.facts.message,
                              .where = where,
                              .path = change.path,
                              .hint = one.facts.hint});
}

}  // namespace brian
