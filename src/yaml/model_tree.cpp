#include "yaml/model_tree.h"

#include "base/format.h"
#include "yaml/document.h"
#include "yaml/include.h"
#include "yaml/overrides.h"
#include "yaml/source_file.h"
#include "yaml/write_yaml.h"

namespace brian {

namespace {

/// A model is a map that begins with its format's version.
void check_root(const Value& root, Diagnostics& diagnostics) {
    const bool is_empty = root.kind == Value::Kind::Null;
    if (root.kind != Value::Kind::Map) {
        diagnostics.error(ModelError(
            {.message = is_empty
                            ? "the file is empty"
                            : format("a model is a map of sections, this is {}", describe(root)),
             .where = root.where,
             .path = {},
             .hint = "a model begins with `brian-run: 1`"}));
        return;
    }
    const bool has_version = root.find("brian-run") != nullptr;
    if (has_version && root.entries.front().key != "brian-run") {
        diagnostics.warn({.message = "'brian-run' should be the first key",
                          .where = root.entries.front().key_where});
    }
}

}  // namespace

ModelTree read_tree(const std::string& file_name, const std::vector<Override>& overrides,
                    const FieldSchema& schema, Diagnostics& diagnostics) {
    ModelTree tree;
    tree.source = read_source_file(file_name, {});
    tree.root = read_document(tree.source, diagnostics);
    if (!diagnostics.has_errors()) check_root(tree.root, diagnostics);
    if (diagnostics.has_errors()) return tree;
    tree.readable = true;
    tree.input_files = merge_includes(tree.root, file_name, schema, diagnostics);
    for (const Override& change : overrides)
        if (change.kind == Override::Kind::Overlay) tree.input_files.push_back(change.value);
    apply_overrides(tree.root, overrides, schema, diagnostics);
    return tree;
}

std::string resolved_text(Value root) {
    std::erase_if(root.entries, [](const Entry& entry) { return entry.key == "sweep"; });
    return to_yaml(root);
}

}  // namespace brian
