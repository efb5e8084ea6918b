#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "components/model_values.h"
#include "spec/value.h"
#include "units/dimension.h"

namespace brian {

/// Throws the ModelError that a value of the model file deserves.
[[noreturn]] void refuse(const Value& value, std::string message, std::string hint = {});

/// The keys of one component, read with errors that point at the value.
class Fields {
  public:
    /// map: keys and values; where, path: of the component, for keys that are missing.
    Fields(const Value& map, SourceSpan where, std::string path, const ModelValues& values)
        : map_(&map), where_(std::move(where)), path_(std::move(path)), values_(&values) {}

    /// The value of a key, nullptr when it is absent or left empty.
    [[nodiscard]] const Value* find(std::string_view key) const;
    /// The same; an error when there is none.
    [[nodiscard]] const Value& need(std::string_view key) const;

    /// "the rate" in messages is the key with its article.
    [[nodiscard]] double quantity(std::string_view key, const Dimension& dimension) const;
    [[nodiscard]] std::optional<double> optional_quantity(std::string_view key,
                                                          const Dimension& dimension) const;
    [[nodiscard]] ModelArray array(std::string_view key, const Dimension& dimension) const;
    /// A number of neurons: at least 1, 32 bits.
    [[nodiscard]] std::uint32_t size(std::string_view key) const;
    [[nodiscard]] bool truth(std::string_view key) const;  ///< false when absent
    /// Position in `choices` of the word given; that of `fallback` when absent.
    [[nodiscard]] std::size_t choice(std::string_view key, const std::vector<std::string>& choices,
                                     std::string_view fallback) const;

    [[nodiscard]] const ModelValues& values() const { return *values_; }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const SourceSpan& where() const { return where_; }
    /// A remark on the value.
    void warn(const Value& value, std::string message, std::string hint = {}) const;

  private:
    const Value* map_;
    SourceSpan where_;
    std::string path_;
    const ModelValues* values_;
};

/// Seconds as a person writes them: "1.5 s", "0.1 ms".
[[nodiscard]] std::string time_text(double seconds);

}  // namespace brian
