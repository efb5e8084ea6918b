#include "components/connections/data_request.h"

#include <filesystem>

#include "components/fields.h"

namespace brian {

DataRequest data_request(const RuleInput& input, const Value& map) {
    const auto text = [&](const char* key) {
        const Value* field = map.find(key);
        return field == nullptr ? std::string() : std::string(field->text());
    };
    const Value* file = map.find("file");
    if (file == nullptr || file->kind != Value::Kind::Scalar)
        refuse(map, "no file is named here",
               "write {file: edges.csv} or {file: edges.h5, dataset: /edges}");
    const std::filesystem::path whole = std::filesystem::path(input.folder) / file->text();
    return {.file = whole.string(),
            .dataset = text("dataset"),
            .column = text("column"),
            .where = file->where};
}

}  // namespace brian
