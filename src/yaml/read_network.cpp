#include "yaml/read_network.h"

#include <utility>

#include "spec/validate.h"
#include "yaml/fill_network.h"
#include "yaml/library.h"
#include "yaml/model_tree.h"

namespace brian {

NetworkSpec specify(const ModelTree& tree, const FieldSchema& schema, Diagnostics& diagnostics) {
    NetworkSpec network;
    if (tree.readable) {
        Value root = tree.root;
        std::vector<std::string> built_in = merge_built_in_templates(root, diagnostics);
        validate(root, schema, diagnostics);
        network = fill_network(root);
        network.built_in_templates = std::move(built_in);
        network.input_files = tree.input_files;
        network.resolved_yaml = resolved_text(std::move(root));
    }
    network.source_yaml = tree.source->contents;
    return network;
}

NetworkSpec read_network(const std::string& file_name, const std::vector<Override>& overrides,
                         const FieldSchema& schema, Diagnostics& diagnostics) {
    const ModelTree tree = read_tree(file_name, overrides, schema, diagnostics);
    NetworkSpec network = specify(tree, schema, diagnostics);
    network.file_name = file_name;
    return network;
}

}  // namespace brian
