#include "compile/model.h"

namespace brian {

void Model::explain(const std::string& path, const std::string& block) {
    for (ExplainedObject& object : compiled.explanation)
        if (object.path == path) {
            object.blocks.push_back(block);
            return;
        }
    compiled.explanation.push_back({path, {block}});
}

double* Model::keep(const std::vector<double>& values) {
    return network().tables.emplace_back(values.begin(), values.end()).data();
}

void Model::warn(const SourceSpan& where, const std::string& path, std::string message,
                 std::string hint) {
    diagnostics->warn({.message = std::move(message),
                       .where = where,
                       .path = path,
                       .hint = std::move(hint),
                       .notes = {}});
}

}  // namespace brian
