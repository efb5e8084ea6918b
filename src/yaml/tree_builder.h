#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include "base/diagnostics.h"
#include "spec/value.h"

namespace brian {

/// A value with the part of the file that it takes.
struct Placed {
    Value value;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// One key of a map as it stands in the file.
struct PlacedEntry {
    Placed key;
    Placed value;
};

enum class Layout { Block, Flow };

/// A list or map that is being read.
struct Collection {
    Value::Kind kind = Value::Kind::Map;
    Layout layout = Layout::Block;
    std::size_t begin = 0;
    std::vector<Placed> items;
    std::vector<PlacedEntry> entries;
    std::optional<Placed> key;  ///< read, and waiting for its value
};

/// Builds the tree of a document out of the parser's events. (The parser's own tree forgets
/// duplicate keys, anchors and quotes.)
class TreeBuilder : public YAML::EventHandler {
  public:
    TreeBuilder(std::shared_ptr<const SourceText> file, Diagnostics& diagnostics);

    [[nodiscard]] Value take_root() { return std::move(root_); }
    /// Offset of the innermost `{` or `[` that is open; nothing outside such brackets.
    [[nodiscard]] std::optional<std::size_t> open_bracket() const;

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close(); }
    void OnAnchor(const YAML::Mark& mark, const std::string& name) override;

  private:
    void open(const YAML::Mark& mark, Value::Kind kind, YAML::EmitterStyle::value style);
    void close();
    void add(Placed placed);
    void add_entry(Collection& map, PlacedEntry entry);
    [[nodiscard]] Placed close_list(Collection& list);
    [[nodiscard]] Placed close_map(Collection& map);
    void check_key(const Placed& key);
    void refuse_tag(const YAML::Mark& mark, const std::string& tag);
    void refuse(const SourceSpan& where, std::string message, std::string hint);
    [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const;
    [[nodiscard]] SourceSpan span(std::size_t begin, std::size_t end) const;

    std::shared_ptr<const SourceText> file_;
    Diagnostics& diagnostics_;
    std::vector<Collection> open_;
    Value root_;
    bool has_root_ = false;
};

}  // namespace brian
