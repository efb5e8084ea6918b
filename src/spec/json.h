#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brian {

/// A value of JSON, for printing; the members of objects stay in their order.
class Json {
  public:
    [[nodiscard]] static Json text(std::string_view text);
    /// A number, true, false or null, as it is to be printed.
    [[nodiscard]] static Json literal(std::string_view literal);
    [[nodiscard]] static Json list(std::vector<Json> items = {});
    [[nodiscard]] static Json texts(const std::vector<std::string>& texts);
    [[nodiscard]] static Json object();

    /// Of a list.
    Json& add(Json item);
    /// Of an object: a new member, or a new value of an old one.
    Json& set(const std::string& key, Json value);
    /// Of an object: all members of the other one.
    Json& merge(const Json& other);
    [[nodiscard]] bool has(std::string_view key) const;
    /// A list or an object with nothing in it.
    [[nodiscard]] bool empty() const;

    /// Indented by two blanks a level; short lists stay on one line.
    [[nodiscard]] std::string print() const;

  private:
    enum class Kind { Scalar, List, Object };
    explicit Json(Kind kind) : kind_(kind) {}
    void print_to(std::string& out, std::size_t indent) const;
    [[nodiscard]] bool is_short() const;

    Kind kind_;
    std::string scalar_;
    std::vector<Json> items_;                            ///< of a list
    std::vector<std::pair<std::string, Json>> members_;  ///< of an object
};

/// The JSON of a value written as YAML in flow style (`{v: -60*mV, n: [1, 2]}`), as it stands in
/// the examples and defaults of a FieldSchema; a block (`|` and indented lines) becomes a text.
[[nodiscard]] Json json_of_example(std::string_view yaml);

/// The same for an editor that writes the example into a file: texts as YAML wants them, with
/// quotes where it reads a plain one as something else, a block with its `|`.
[[nodiscard]] Json snippet_of_example(std::string_view yaml);

}  // namespace brian
