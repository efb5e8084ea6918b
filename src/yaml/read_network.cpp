#include "yaml/read_network.h"

#include <utility>

#include "base/format.h"
#include "spec/validate.h"
#include "yaml/document.h"
#include "yaml/fill_network.h"
#include "yaml/include.h"
#include "yaml/library.h"
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

NetworkSpec read_network(const std::string& file_name, const std::vector<Override>& overrides,
                         const FieldSchema& schema, Diagnostics& diagnostics) {
    const std::shared_ptr<const SourceFile> source = read_source_file(file_name, {});
    Value root = read_document(source, diagnostics);
    if (!diagnostics.has_errors()) check_root(root, diagnostics);
    NetworkSpec network;
    if (!diagnostics.has_errors()) {
        std::vector<std::string> included = merge_includes(root, file_name, schema, diagnostics);
        apply_overrides(root, overrides, schema, diagnostics);
        std::vector<std::string> built_in = merge_built_in_templates(root, diagnostics);
        validate(root, schema, diagnostics);
        network = fill_network(root);
        network.built_in_templates = std::move(built_in);
        network.input_files = std::move(included);
        network.resolved_yaml = to_yaml(root);
    }
    network.file_name = file_name;
    network.source_yaml = source->contents;
    return network;
}

}  // namespace brian
