#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "spec/field_schema.h"
#include "spec/network_spec.h"
#include "yaml/model_tree.h"
#include "yaml/read_network.h"

namespace brian {

/// One model, read once, for the many variants of a sweep.
class ModelVariants {
  public:
    /// As read_network().
    ModelVariants(const std::string& file_name, const std::vector<Override>& overrides,
                  FieldSchema schema, Diagnostics& diagnostics);

    /// The model without further changes.
    [[nodiscard]] const NetworkSpec& model() const { return model_; }

    /// The `resolved_yaml` that read_network() gives with these changes after the model's own
    /// overrides.
    [[nodiscard]] std::string resolved(const std::vector<Override>& changes) const;

    /// The text of the scalar at that path; nothing when there is none.
    [[nodiscard]] std::optional<std::string> text_at(const std::string& path) const;

    /// Throws ModelError at `where`, naming the nearest path, when a run could not change that one.
    void need_path(const std::string& path, const SourceSpan& where) const;

    /// Throws ModelError at `where` when the model with that one change is no model of the right
    /// shape.
    void need_value(const Override& change, const SourceSpan& where) const;

  private:
    FieldSchema schema_;
    ModelTree tree_;
    NetworkSpec model_;
};

}  // namespace brian
