#include "compile/templates.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/model_values.h"
#include "compile/parameters.h"
#include "compile/summands.h"
#include "compile/template_parameters.h"
#include "language/parser.h"

namespace brian {

namespace {

constexpr int max_template_depth = 20;

/// What a template's text is changed by: parameters become values, variables get new names.
struct Changes {
    Replacements values;
    std::vector<std::pair<std::string, std::string>> names;

    [[nodiscard]] std::string renamed(const std::string& text) const {
        for (const auto& [from, to] : names)
            if (from == text) return to;
        return text;
    }
    [[nodiscard]] Expr applied(const Expr& expr) const {
        Replacements all = values;
        for (const auto& [from, to] : names) all.emplace_back(from, brian::name(to));
        return substitute(expr, all);
    }
};

class Expander {
  public:
    Expander(const Model& model, std::string path) : model_(model), path_(std::move(path)) {}

    Expanded expand(const std::vector<EquationPiece>& pieces, int depth) {
        Expanded all;
        for (const EquationPiece& piece : pieces) {
            Expanded part;
            if (piece.use)
                part = use(piece, depth);
            else
                part.equations = parse(piece.text);
            if (piece.use)
                for (const Equation& equation : part.equations)
                    part.used_at[equation.variable] = *piece.use;
            append(all, std::move(part));
        }
        return all;
    }

  private:
    /// Every mistake in the block is reported; then whoever uses the block is given up.
    [[nodiscard]] Equations parse(const SourceSpan& block) const {
        Diagnostics found;
        Equations equations = parse_equations(block, found);
        for (const Diagnostic& problem : found.sorted())
            model_.diagnostics->error(ModelError(problem.facts).within(path_));
        if (found.has_errors()) give_up(block, "equations");
        return equations;
    }

    [[noreturn]] void refuse(const SourceSpan& where, std::string message, std::string hint = {},
                             std::vector<Note> notes = {}) const {
        throw ModelError({.message = std::move(message),
                          .where = where,
                          .path = path_,
                          .hint = std::move(hint),
                          .notes = std::move(notes)});
    }

    [[nodiscard]] const TemplateSpec& find_template(const SourceSpan& text) const {
        std::vector<std::string> known = model_.spec->built_in_templates;
        for (const TemplateSpec& one : model_.spec->templates) {
            if (one.name == text.text()) return one;
            known.push_back(one.name);
        }
        refuse(text, format("unknown template '{}'", text.text()),
               did_you_mean(text.text(), known));
    }

    [[nodiscard]] Changes changes_of(const TemplateSpec& used, const EquationPiece& piece,
                                     const Expanded& inside) const {
        Changes changes;
        std::vector<std::string> parameters;
        for (const NamedValue& parameter : used.parameters) parameters.push_back(parameter.name);
        for (const NamedValue& given : piece.with)
            if (std::find(parameters.begin(), parameters.end(), given.name) == parameters.end())
                refuse(given.name_where,
                       format("template '{}' has no parameter '{}'", used.name, given.name),
                       did_you_mean(given.name, parameters));
        changes.values = parameter_values(model_, used, piece);
        for (const NamedValue& rename : piece.rename) {
            const bool defined =
                std::any_of(inside.equations.begin(), inside.equations.end(),
                            [&](const Equation& e) { return e.variable == rename.name; });
            if (!defined && !mentioned(inside, rename.name))
                refuse(rename.name_where,
                       format("template '{}' has no variable '{}'", used.name, rename.name),
                       did_you_mean(rename.name, variables_of(inside)));
            need_free_name(rename.value.where, rename.value.where.str());
            changes.names.emplace_back(rename.name, rename.value.where.str());
            changes.names.emplace_back("xi_" + rename.name, "xi_" + rename.value.where.str());
        }
        return changes;
    }

    /// A variable that the template reads but leaves to the group ("I").
    static bool mentioned(const Expanded& inside, const std::string& variable) {
        return std::any_of(
            inside.equations.begin(), inside.equations.end(), [&](const Equation& e) {
                if (!e.expression.exists()) return false;
                const std::vector<std::string> names = names_in(e.expression);
                return std::find(names.begin(), names.end(), variable) != names.end();
            });
    }

    static std::vector<std::string> variables_of(const Expanded& inside) {
        std::vector<std::string> names;
        for (const Equation& equation : inside.equations) names.push_back(equation.variable);
        return names;
    }

    Expanded use(const EquationPiece& piece, int depth) {
        const TemplateSpec& used = find_template(*piece.use);
        if (depth > max_template_depth)
            refuse(*piece.use, format("template '{}' uses itself", used.name));
        Expanded inside = expand(used.equations, depth + 1);
        if (used.threshold) inside.threshold = parse_expression(*used.threshold);
        if (used.reset) inside.reset = parse_statements(*used.reset);
        if (used.refractory.kind != Value::Kind::Null)
            inside.refractory = expression_of(used.refractory);
        if (used.method) inside.method = used.method;
        apply(changes_of(used, piece, inside), inside);
        inside.templates.insert(inside.templates.begin(), origin_of(used, depth));
        return inside;
    }

    /// "leaky_if: <built-in>/integrate_and_fire.yaml, line 12", indented by how deep it is nested.
    static std::string origin_of(const TemplateSpec& used, int depth) {
        return format("{:{}}{}: {}, line {}", "", 2 * depth, used.name, used.where.file_name(),
                      used.where.line());
    }

    static void apply(const Changes& changes, Expanded& part) {
        for (Equation& equation : part.equations) {
            equation.variable = changes.renamed(equation.variable);
            if (equation.expression.exists())
                equation.expression = changes.applied(equation.expression);
        }
        if (part.threshold) part.threshold = changes.applied(*part.threshold);
        if (part.refractory) part.refractory = changes.applied(*part.refractory);
        if (!part.reset) return;
        for (Statement& statement : *part.reset) {
            statement.target = changes.renamed(statement.target);
            statement.value = changes.applied(statement.value);
        }
    }

    /// Where the user asked for the equation: its template's `use`, or its own line.
    static SourceSpan place_of(const Expanded& part, const Equation& equation) {
        const auto use = part.used_at.find(equation.variable);
        return use == part.used_at.end() ? equation.variable_where : use->second;
    }

    /// What mends a variable that is defined twice.
    static std::string way_out(const Equation& first, const Equation& second) {
        const std::string& variable = second.variable;
        if (first.has_flag("added") || second.has_flag("added"))
            return format("flag both with (added) if {} is their sum, or rename one of them",
                          variable);
        return format("rename one of them: {{use: ..., rename: {{{}: ...}}}}", variable);
    }

    void append(Expanded& all, Expanded part) const {
        for (Equation& equation : part.equations) {
            const auto twin =
                std::find_if(all.equations.begin(), all.equations.end(),
                             [&](const Equation& e) { return e.variable == equation.variable; });
            if (twin == all.equations.end())
                all.equations.push_back(std::move(equation));
            else if (are_summands(*twin, equation))
                add_summand({*twin, place_of(all, *twin)}, {equation, place_of(part, equation)});
            else
                refuse(place_of(part, equation), format("'{}' is defined twice", equation.variable),
                       way_out(*twin, equation), {{"first defined here", place_of(all, *twin)}});
        }
        all.used_at.merge(part.used_at);
        all.templates.insert(all.templates.end(), part.templates.begin(), part.templates.end());
        if (part.threshold) all.threshold = part.threshold;
        if (part.reset) all.reset = part.reset;
        if (part.refractory) all.refractory = part.refractory;
        if (part.method) all.method = part.method;
    }

    const Model& model_;
    std::string path_;
};

}  // namespace

Expanded expand_equations(const Model& model, const std::vector<EquationPiece>& pieces,
                          const std::string& path) {
    try {
        return Expander(model, path + ".equations").expand(pieces, 0);
    } catch (const ModelError& error) {
        throw error.within(path + ".equations");
    }
}

}  // namespace brian
