#include "compile/template_parameters.h"

#include <algorithm>

#include "base/format.h"
#include "compile/model_values.h"
#include "language/check.h"

namespace brian {

namespace {

/// The parameters of one template at one of its uses.
class Values {
  public:
    Values(const Model& model, const TemplateSpec& used, const EquationPiece& piece)
        : model_(model), used_(used), piece_(piece) {}

    Expr value_of(const NamedValue& parameter) {
        for (const NamedValue& given : piece_.with)
            if (given.name == parameter.name) return given_value(parameter, given);
        if (parameter.value.kind == Value::Kind::Null) refuse_missing(parameter);
        return usual_value(parameter);
    }

  private:
    [[noreturn]] void refuse_missing(const NamedValue& parameter) const {
        throw ModelError(
            {.message = format("template '{}' needs a value for '{}'", used_.name, parameter.name),
             .where = *piece_.use,
             .path = {},
             .hint = format("write {{use: {}, with: {{{}: ...}}}}", used_.name, parameter.name),
             .notes = {{"the parameter is listed here", parameter.name_where}}});
    }

    /// The value that the template gives, with the other parameters that it reads written out.
    Expr usual_value(const NamedValue& parameter) {
        const Expr expr = expression_of(parameter.value);
        if (std::find(open_.begin(), open_.end(), parameter.name) != open_.end())
            throw ModelError({.message = format("'{}' depends on itself", parameter.name),
                              .where = parameter.name_where,
                              .path = {},
                              .hint = "give one of the parameters a value of its own",
                              .notes = {}});
        open_.push_back(parameter.name);
        Replacements others;
        const std::vector<std::string> names = names_in(expr);
        for (const NamedValue& other : used_.parameters)
            if (std::find(names.begin(), names.end(), other.name) != names.end())
                others.emplace_back(other.name, value_of(other));
        open_.pop_back();
        return substitute(expr, others);
    }

    Expr given_value(const NamedValue& parameter, const NamedValue& given) {
        Expr expr = expression_of(given.value);
        if (parameter.value.kind == Value::Kind::Null) return expr;
        const std::optional<Dimension> usual = dimension_of(usual_value(parameter));
        const std::optional<Dimension> now = dimension_of(expr);
        if (usual && now && *usual != *now)
            throw ModelError(
                {.message = format("'{}' of template '{}' must be {}, not {}", parameter.name,
                                   used_.name, with_article(*usual), with_article(*now)),
                 .where = given.value.where,
                 .path = {},
                 .hint = format("its usual value is {}", parameter.value.text()),
                 .notes = {{"the parameter is listed here", parameter.name_where}}});
        return expr;
    }

    /// Nothing for what depends on variables of the group, which are checked in the equations.
    [[nodiscard]] std::optional<Dimension> dimension_of(const Expr& expr) const {
        try {
            return check(expr, model_.globals).dimension;
        } catch (const ModelError&) {
            return std::nullopt;
        }
    }

    const Model& model_;
    const TemplateSpec& used_;
    const EquationPiece& piece_;
    std::vector<std::string> open_;  ///< parameters whose usual value is being worked out
};

}  // namespace

Replacements parameter_values(const Model& model, const TemplateSpec& used,
                              const EquationPiece& piece) {
    Replacements values;
    Values reader(model, used, piece);
    for (const NamedValue& parameter : used.parameters)
        values.emplace_back(parameter.name, reader.value_of(parameter));
    return values;
}

}  // namespace brian
