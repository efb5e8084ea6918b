#pragma once

#include <string>
#include <vector>

namespace brian {

/// What a key of the model file may hold. Loader, JSON Schema, --list and the reference of every
/// key all come from trees of FieldSchema.
enum class Shape {
    Quantity,       ///< a number or expression with its unit: 20 ms
    Expression,     ///< an expression over names: rand()*w_max
    Condition,      ///< a boolean expression: v > v_t
    Code,           ///< statements: v = v_r; w += b
    EquationBlock,  ///< a block of equations
    Unit,           ///< volt, siemens/metre**2
    Name,           ///< an identifier
    Reference,      ///< P or P.exc
    Text,           ///< free text, file names
    Integer,
    Boolean,
    Choice,  ///< one of `choices`
    Values,  ///< a list of scalars, or of lists of scalars
    Data,    ///< {file: F.h5, dataset: /x} or {file: F.csv, column: x}
    Fields,  ///< a map with the keys `fields`, and with those of the variant that its `type` names
    Named,   ///< a map from names of the user's choice to what `items[0]` describes
    List,    ///< a list of what `items[0]` describes
    Nothing  ///< may be left empty (or ~)
};

struct FieldSchema;

/// The further keys of one `type` of stimulus, monitor ...
struct FieldVariant {
    std::string type;
    std::string description;
    std::vector<FieldSchema> fields;
};

/// One key of the model file: what it may hold and what it is for.
struct FieldSchema {
    std::string key;
    std::vector<Shape> shapes{};  ///< any of these
    std::string description{};
    std::string example{};        ///< as YAML
    std::string default_value{};  ///< as YAML; empty when there is none
    bool required = false;
    std::vector<std::string> choices{};
    std::vector<std::string> choice_descriptions{};  ///< one for each choice, or none at all
    std::vector<FieldSchema> fields{};
    std::vector<FieldSchema> items{};
    std::vector<FieldVariant> variants{};  ///< of Fields: chosen by the key `type`
    /// Keys of the same map of which one must be there too: an option of `connect` names the rules
    /// that it refines (skip_if_invalid: generator). A rule itself needs nothing.
    std::vector<std::string> needs{};
    std::vector<std::string> exactly_one{};  ///< of Fields: of these keys one must be given
    /// Of a key among exactly_one: others of them that may stand beside it (condition, for
    /// probability).
    std::vector<std::string> may_join{};
    Shape names = Shape::Name;  ///< of Named: Name, Reference (P.exc), or Text (paths, anything)
    std::string same_as{};  ///< key of an enclosing field whose shapes and items hold here as well
};

}  // namespace brian
