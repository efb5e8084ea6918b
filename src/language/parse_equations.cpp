#include <algorithm>
#include <map>
#include <utility>

#include "base/format.h"
#include "language/equation_flags.h"
#include "language/fail.h"
#include "language/lines.h"
#include "language/parser.h"
#include "language/reserved.h"

namespace brian {

namespace {

constexpr std::string_view forms =
    "write 'dx/dt = expression : unit', 'x = expression : unit' or 'x : unit'";

/// Where the parts of an equation lie among its tokens.
struct Layout {
    EquationKind kind = EquationKind::Parameter;
    std::size_t value = 0;  ///< first token of the expression
    std::size_t colon = 0;  ///< the colon, or the number of tokens
    std::size_t flags = 0;  ///< the '(' before the flags, or the number of tokens
};

bool is_differential(const Line& line) {
    return line.size() > 3 && line[0].text().starts_with('d') && line[0].text().size() > 1
           && line[1].is("/") && line[2].is("dt") && line[3].is("=");
}

/// The parenthesis that opens the flags: the first after the unit that follows no operator.
std::size_t find_flags(const Line& line, std::size_t colon) {
    int depth = 0;
    for (std::size_t i = colon + 1; i < line.size(); ++i) {
        const bool after_value =
            i > colon + 1 && (line[i - 1].kind != Token::Kind::Symbol || line[i - 1].is(")"));
        if (line[i].is("(") && depth == 0 && after_value) return i;
        depth += line[i].is("(") ? 1 : line[i].is(")") ? -1 : 0;
    }
    return line.size();
}

[[noreturn]] void refuse_equation(const Line& line) {
    const SourceSpan where = span_of(line, 0, line.size());
    if (line.size() > 3 && line[1].is("/") && line[2].text().starts_with('d') && line[3].is("="))
        fail(line[2].where, "a differential equation begins with dx/dt", std::string(forms));
    if (line.size() > 1 && line[1].is("=="))
        fail(line[1].where, "'==' compares", "write '=' to define");
    fail(where, "not an equation", std::string(forms));
}

Layout layout_of(const Line& line) {
    Layout layout;
    layout.colon = static_cast<std::size_t>(
        std::find_if(line.begin(), line.end(), [](const Token& t) { return t.is(":"); })
        - line.begin());
    layout.flags = find_flags(line, layout.colon);
    if (line[0].kind != Token::Kind::Word) refuse_equation(line);
    if (is_differential(line)) {
        layout.kind = EquationKind::Differential;
        layout.value = 4;
    } else if (line.size() > 1 && line[1].is("=")) {
        layout.kind = EquationKind::Subexpression;
        layout.value = 2;
    } else if (layout.colon != 1 || line.size() == 1) {
        refuse_equation(line);
    }
    return layout;
}

/// A line without a unit: an alias `x = y`, or a mistake.
Equation parse_alias(Equation equation, const Line& line, const Layout& layout) {
    const bool single = layout.kind == EquationKind::Subexpression && line.size() == 3;
    const bool alias =
        single && line[2].kind == Token::Kind::Word && why_reserved(line[2].text()).empty();
    if (!alias)
        fail(equation.where, format("the unit of '{}' is missing", equation.variable),
             "end the equation with its unit, as in ': volt', or ': 1' for a pure number");
    equation.kind = EquationKind::Alias;
    equation.expression = name(std::string(line[2].text()), line[2].where);
    return equation;
}

void read_unit(Equation& equation, const Line& line, const Layout& layout) {
    if (layout.colon + 1 == layout.flags)
        fail(line[layout.colon].where, format("the unit of '{}' is missing", equation.variable),
             "write 1 for a pure number");
    const DeclaredUnit unit = parse_unit(span_of(line, layout.colon + 1, layout.flags));
    equation.dimension = unit.dimension;
    equation.value_kind = unit.kind;
    equation.unit_scaled = unit.scaled;
    equation.unit_where = unit.where;
    if (equation.kind == EquationKind::Differential && unit.kind != ValueKind::Real)
        fail(unit.where,
             format("'{}' changes continuously and cannot be {}", equation.variable,
                    unit.where.text()),
             "give it a unit, or 1 for a pure number");
}

void refuse_reserved(const Equation& equation) {
    // A summed variable belongs to the neurons at one end, and is named so.
    const bool summed = equation.has_flag("summed");
    const std::string reason =
        summed ? why_reserved(equation.variable) : why_reserved_in_equations(equation.variable);
    if (!reason.empty())
        fail(equation.variable_where, format("'{}' cannot be defined here", equation.variable),
             reason + "; choose another name");
}

Equation parse_equation(const Line& line) {
    const Layout layout = layout_of(line);
    Equation equation;
    equation.kind = layout.kind;
    equation.where = span_of(line, 0, line.size());
    const SourceSpan& first = line[0].where;
    const std::size_t skipped = layout.kind == EquationKind::Differential ? 1 : 0;
    equation.variable_where = first.part(skipped, first.text().size());
    equation.variable = equation.variable_where.str();
    if (layout.colon == line.size()) {
        equation = parse_alias(std::move(equation), line, layout);
        refuse_reserved(equation);
        return equation;
    }
    equation.flags = parse_flags(line, layout.flags, layout.kind);
    refuse_reserved(equation);
    if (layout.kind != EquationKind::Parameter) {
        if (layout.value == layout.colon)
            fail(line[layout.colon].where, "the expression is missing");
        equation.expression = parse_expression(span_of(line, layout.value, layout.colon));
    }
    read_unit(equation, line, layout);
    return equation;
}

/// Equations being collected, each variable defined once.
class EquationReader {
  public:
    void read(const Line& line) {
        Equation equation = parse_equation(line);
        const auto [first, is_new] = defined_.emplace(equation.variable, equation.variable_where);
        if (!is_new) refuse_duplicate(equation, first->second);
        equations_.push_back(std::move(equation));
    }

    [[nodiscard]] Equations take() { return std::move(equations_); }

  private:
    [[noreturn]] static void refuse_duplicate(const Equation& equation, const SourceSpan& first) {
        ErrorFacts facts;
        facts.message = format("'{}' is defined twice", equation.variable);
        facts.where = equation.variable_where;
        facts.hint = "remove one of the two, or give it another name";
        facts.notes.push_back({"first defined here", first});
        throw ModelError(std::move(facts));
    }

    Equations equations_;
    std::map<std::string, SourceSpan> defined_;
};

}  // namespace

Equations parse_equations(const SourceSpan& text) {
    EquationReader reader;
    for (const Line& line : equation_lines(text)) reader.read(line);
    return reader.take();
}

Equations parse_equations(const SourceSpan& text, Diagnostics& diagnostics) {
    EquationReader reader;
    for (const Line& line : equation_lines(text))
        diagnostics.attempt("", [&] { reader.read(line); });
    return reader.take();
}

}  // namespace brian
