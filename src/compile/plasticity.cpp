#include "compile/plasticity.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/building.h"
#include "compile/model_values.h"
#include "language/check.h"
#include "language/evaluate.h"
#include "language/parser.h"

namespace brian {

namespace {

/// What a key of a rule holds.
enum class Holds { Time, Rate, Number, Voltage, Weight, WeightPerVolt, Growth, Word };

struct Key {
    std::string_view name;
    Holds holds;
    std::string_view usual;  ///< when the key is left out; empty: 0 in the unit of the weight
};

// The visual cortex of Pfister & Gerstner (2006), all pairs, gives the triplet rule its values.
constexpr std::array keys{
    Key{"taup", Holds::Time, ""},
    Key{"taum", Holds::Time, ""},
    Key{"taud", Holds::Time, ""},
    Key{"tauf", Holds::Time, ""},
    Key{"tau", Holds::Time, ""},
    Key{"tau_plus", Holds::Time, "(16.8 ms)"},
    Key{"tau_minus", Holds::Time, "(33.7 ms)"},
    Key{"tau_x", Holds::Time, "(101 ms)"},
    Key{"tau_y", Holds::Time, "(125 ms)"},
    Key{"Ap", Holds::Number, ""},
    Key{"Am", Holds::Number, ""},
    Key{"A2_plus", Holds::Number, "5e-10"},
    Key{"A3_plus", Holds::Number, "6.2e-3"},
    Key{"A2_minus", Holds::Number, "7e-3"},
    Key{"A3_minus", Holds::Number, "2.3e-4"},
    Key{"A_LTD", Holds::WeightPerVolt, ""},
    Key{"A_LTP", Holds::Growth, ""},
    Key{"theta_minus", Holds::Voltage, "(-70.6 mV)"},
    Key{"theta_plus", Holds::Voltage, "(-45.3 mV)"},
    Key{"U", Holds::Number, ""},
    Key{"rho0", Holds::Rate, ""},
    Key{"eta", Holds::Weight, ""},
    Key{"wmin", Holds::Weight, ""},
    Key{"wmax", Holds::Weight, ""},
    Key{"v", Holds::Word, "v"},
    Key{"interactions", Holds::Word, "all"},
    Key{"update", Holds::Word, "additive"},
};

std::string type_of(const ConnectionSpec& spec) {
    const Value* type = spec.plasticity.find("type");
    return type == nullptr ? std::string() : std::string(type->text());
}

/// A name or a bare number, which needs no parentheses.
bool is_word(std::string_view text) {
    const std::string_view others = "_.";
    return std::all_of(text.begin(), text.end(), [&](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0
               || others.find(letter) != std::string_view::npos;
    });
}

/// Reads one rule of one connection.
class Reader {
  public:
    explicit Reader(Building& b) : b_(b), path_(b.spec.path + ".plasticity") {}

    PlasticityRule rule() {
        PlasticityRule rule;
        rule.type = type_of(b_.spec);
        if (changes_weight(b_.spec)) {
            const Equation& weight = weight_equation();
            rule.weight = weight.variable;
            unit_ = weight.dimension;
        }
        rule.unit = name_of(unit_);
        const std::string zero = unit_.none() ? "0" : "0*" + rule.unit;
        for (const Key& key : keys) rule.values[std::string(key.name)] = text_of(key, zero);
        if (!sound_) give_up(b_.spec.where, b_.spec.name);
        check_sizes();
        read_signs(rule);
        return rule;
    }

  private:
    [[noreturn]] void refuse(const SourceSpan& where, const std::string& key, std::string message,
                             std::string hint) const {
        throw ModelError({.message = std::move(message),
                          .where = where,
                          .path = key.empty() ? path_ : path_ + "." + key,
                          .hint = std::move(hint),
                          .notes = {}});
    }

    [[nodiscard]] const Value* find(std::string_view key) const {
        return b_.spec.plasticity.find(key);
    }

    [[nodiscard]] const Equation& weight_equation() const {
        const Value* given = find("weight");
        std::string name = b_.spec.variable ? "weight" : "w";
        if (given != nullptr) name = given->text();
        const SourceSpan where = given != nullptr ? given->where : find("type")->where;
        std::vector<std::string> known;
        for (const Equation& equation : b_.ends.equations) {
            if (equation.variable != name) {
                if (equation.kind == EquationKind::Parameter) known.push_back(equation.variable);
                continue;
            }
            need_changeable(equation, where);
            return equation;
        }
        refuse(where, "",
               format("there is no weight to change: the synapses have no variable '{}'", name),
               known.empty() || given == nullptr
                   ? "add `variable` and `weight`, declare w under `equations`, or name it: "
                     "weight: NAME"
                   : did_you_mean(name, known));
    }

    void need_changeable(const Equation& equation, const SourceSpan& where) const {
        if (equation.kind != EquationKind::Parameter)
            refuse(where, "",
                   format("the weight '{}' must be a parameter of the synapses", equation.variable),
                   format("declare it as {} : {}", equation.variable, name_of(equation.dimension)));
        for (const Flag& flag : equation.flags)
            if (flag.text == "constant" || flag.text == "shared")
                refuse(flag.where, "",
                       format("the weight '{}' is flagged ({}), but plasticity changes it",
                              equation.variable, flag.text),
                       "remove the flag");
    }

    [[nodiscard]] Dimension dimension_of(Holds holds) const {
        if (holds == Holds::Time) return dimensions::second();
        if (holds == Holds::Rate) return dimensions::second().power(Rational(-1));
        if (holds == Holds::Weight) return unit_;
        if (holds == Holds::Voltage) return dimensions::volt();
        const Dimension per_volt = unit_ / dimensions::volt();
        if (holds == Holds::WeightPerVolt) return per_volt;
        if (holds == Holds::Growth) return per_volt / dimensions::volt() / dimensions::second();
        return {};
    }

    /// The expression as it can stand in any other one.
    std::string text_of(const Key& key, const std::string& zero) {
        const Value* value = find(key.name);
        const std::string name(key.name);
        if (value == nullptr) return key.usual.empty() ? zero : std::string(key.usual);
        if (key.holds == Holds::Word) return std::string(value->text());
        const Expr expr = expression_of(*value);
        sound_ &= b_.model.diagnostics->attempt(path_ + "." + name, [&] {
            check_dimension(expr, scope_of(b_.model, b_.ends), dimension_of(key.holds),
                            format("'{}'", name));
        });
        return is_word(value->text()) ? std::string(value->text()) : format("({})", value->text());
    }

    /// The value, unless it differs from synapse to synapse.
    [[nodiscard]] std::optional<double> constant(std::string_view key) const {
        const Value* value = find(key);
        if (value == nullptr) return std::nullopt;
        try {
            return evaluate(expression_of(*value), b_.model.globals);
        } catch (const ModelError&) {
            return std::nullopt;
        }
    }

    void check_sizes() const {
        for (const Key& key : keys) {
            const auto value = constant(key.name);
            if (key.holds == Holds::Time && value && !(*value > 0.0))
                refuse(find(key.name)->where, std::string(key.name),
                       format("the time constant '{}' must be positive", key.name), {});
        }
        const auto utilisation = constant("U");
        if (utilisation && !(*utilisation > 0.0 && *utilisation <= 1.0))
            refuse(find("U")->where, "U", "the utilisation 'U' must be above 0 and at most 1",
                   "it is the part of its resources that a rested synapse gives to a spike");
        const auto most = constant("wmax");
        const auto least = find("wmin") == nullptr ? std::optional(0.0) : constant("wmin");
        if (most && least && !(*most > *least))
            refuse(find("wmax")->where, "wmax", "'wmax' must be above 'wmin'", {});
    }

    void read_signs(PlasticityRule& rule) const {
        if (rule.type != "stdp_exponential") return;
        const auto before = constant("Ap");
        const auto after = constant("Am");
        if (rule["update"] != "additive")
            for (const char* key : {"Ap", "Am"})
                if (!constant(key))
                    refuse(find(key)->where, key,
                           format("with `update: {}` the sign of '{}' must be known before the run",
                                  rule["update"], key),
                           "give a number or a parameter of the model");
        using Change = PlasticityRule::Change;
        rule.before_post = before.value_or(1.0) > 0.0 ? Change::Growth : Change::Decline;
        rule.after_post = after.value_or(-1.0) > 0.0 ? Change::Growth : Change::Decline;
        if (before && after && *before * *after > 0.0)
            b_.model.warn(find("Am")->where, path_ + ".Am",
                          format("'Ap' and 'Am' are both {}, so every pair of spikes {} the weight",
                                 *before > 0.0 ? "positive" : "negative",
                                 *before > 0.0 ? "raises" : "lowers"),
                          "depression is negative: Am: -0.0105");
    }

    Building& b_;
    std::string path_;
    Dimension unit_;     ///< of the weight
    bool sound_ = true;  ///< no key was wrong so far
};

/// Code of the user that transmits must say what short-term plasticity does to it.
void warn_if_unused(const Building& b) {
    if (!is_short_term(b.spec) || b.spec.on_pre.kind != Value::Kind::Scalar) return;
    const std::vector<std::string> read = reads_of(parse_statements(b.spec.on_pre.where));
    for (const char* variable : {"u", "x"})
        if (std::find(read.begin(), read.end(), variable) == read.end()) {
            b.model.warn(b.spec.on_pre.where, b.spec.path + ".on_pre",
                         format("the code does not read '{}', which short-term plasticity changes",
                                variable),
                         "write ge += w*u*x");
            return;
        }
}

/// The parameter that an equation of the rule takes the place of, as the weight's own does.
bool takes_place_of(const Equation& equation, const Equation& other, const PlasticityRule& rule) {
    return equation.variable == rule.weight && equation.variable == other.variable;
}

void add_equations(Building& b, const PlasticityRule& rule) {
    const std::string& text = b.plasticity.equations;
    if (text.empty()) return;
    const SourceSpan source = whole_text(text, "<plasticity of " + b.spec.path + ">");
    for (Equation& equation : parse_equations(source)) {
        std::erase_if(b.ends.equations,
                      [&](const Equation& other) { return takes_place_of(equation, other, rule); });
        for (const Equation& other : b.ends.equations)
            if (other.variable == equation.variable)
                throw ModelError({.message = format("plasticity needs the name '{}' for itself",
                                                    equation.variable),
                                  .where = other.variable_where,
                                  .path = b.spec.path + ".equations",
                                  .hint = "rename this variable",
                                  .notes = {{"the rule is here", b.spec.plasticity.where}}});
        b.ends.equations.push_back(std::move(equation));
    }
}

std::string block(const std::string& key, const std::string& lines) {
    if (lines.empty()) return {};
    std::string text = key + ": |\n  ";
    for (const char letter : lines) {
        text += letter;
        if (letter == '\n') text += "  ";
    }
    return text.substr(0, text.find_last_not_of(" \n") + 1) + "\n";
}

}  // namespace

void explain_plasticity(Building& b) {
    const std::string type = type_of(b.spec);
    if (type.empty()) return;
    const PlasticityText& text = b.plasticity;
    std::string transmission;
    if (b.spec.variable)
        transmission = format("{} += weight{}\n", b.spec.variable->text(),
                              is_short_term(b.spec) ? "*u*x" : "");
    std::string values;
    for (const auto& [variable, value] : text.initial)
        values += format("{}{}: {}", values.empty() ? "" : ", ", variable, value);
    b.model.explain(b.spec.path, format("plasticity {}, written out\n", type)
                                     + block("equations", text.equations)
                                     + block("on_pre", transmission + text.on_pre)
                                     + block("on_post", text.on_post)
                                     + (values.empty() ? "" : format("initial: {{{}}}\n", values)));
}

bool is_short_term(const ConnectionSpec& spec) {
    return type_of(spec) == "stp";
}

bool changes_weight(const ConnectionSpec& spec) {
    return spec.plasticity.kind != Value::Kind::Null && !is_short_term(spec);
}

void add_plasticity(Building& b) {
    if (b.spec.plasticity.kind == Value::Kind::Null) return;
    const PlasticityRule rule = Reader(b).rule();
    b.plasticity = plasticity_text(rule);
    add_equations(b, rule);
    warn_if_unused(b);
}

}  // namespace brian
