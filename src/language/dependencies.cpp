#include <algorithm>
#include <map>

#include "base/format.h"
#include "language/analysis.h"
#include "language/fail.h"
#include "language/parser.h"

namespace brian {

namespace {

constexpr std::size_t largest_tree = 100000;
constexpr std::size_t deepest_tree = 2 * static_cast<std::size_t>(max_depth);

bool is_defined_by_others(const Equation& equation) {
    return equation.kind == EquationKind::Subexpression || equation.kind == EquationKind::Alias;
}

/// Whether its value is not its expression now: one kept for the time step, or a sum over synapses.
bool is_stored(const Equation& equation) {
    return equation.has_flag("constant over dt") || equation.has_flag("summed");
}

/// Which subexpressions and aliases read which.
class Dependencies {
  public:
    explicit Dependencies(const Equations& equations) : equations_(equations) {
        std::map<std::string, std::size_t> position;
        for (std::size_t k = 0; k < equations.size(); ++k)
            if (is_defined_by_others(equations[k])) position[equations[k].variable] = k;
        needs_.resize(equations.size());
        for (const auto& [variable, k] : position)
            for (const std::string& name : names_in(equations[k].expression))
                if (const auto found = position.find(name); found != position.end())
                    needs_[k].push_back(found->second);
    }

    /// Each after those it needs, otherwise as they stand in the text.
    [[nodiscard]] std::vector<std::size_t> order() const {
        std::vector<std::size_t> sorted;
        std::vector<State> state(equations_.size(), State::New);
        for (std::size_t k = 0; k < equations_.size(); ++k)
            if (is_defined_by_others(equations_[k])) visit(k, state, sorted);
        return sorted;
    }

  private:
    enum class State { New, Open, Done };
    struct Step {
        std::size_t position;
        std::size_t next_need = 0;
    };

    /// Depth first, with its own stack: chains of a stranger's equations may be long.
    void visit(std::size_t root, std::vector<State>& state,
               std::vector<std::size_t>& sorted) const {
        if (state[root] != State::New) return;
        std::vector<Step> path{{root}};
        state[root] = State::Open;
        while (!path.empty()) {
            Step& step = path.back();
            const std::vector<std::size_t>& needs = needs_[step.position];
            if (step.next_need == needs.size()) {
                state[step.position] = State::Done;
                sorted.push_back(step.position);
                path.pop_back();
                continue;
            }
            const std::size_t need = needs[step.next_need++];
            if (state[need] == State::Open) refuse_cycle(path, need);
            if (state[need] == State::New) path.push_back({need});
            state[need] = state[need] == State::New ? State::Open : state[need];
        }
    }

    [[noreturn]] void refuse_cycle(const std::vector<Step>& path, std::size_t first) const {
        std::vector<std::string> names;
        ErrorFacts facts;
        facts.where = equations_[first].variable_where;
        const auto begin = std::find_if(path.begin(), path.end(),
                                        [&](const Step& step) { return step.position == first; });
        for (auto step = begin; step != path.end(); ++step) {
            const Equation& equation = equations_[step->position];
            names.push_back(equation.variable);
            if (step != begin)
                facts.notes.push_back(
                    {format("'{}' is defined here", equation.variable), equation.variable_where});
        }
        names.push_back(equations_[first].variable);
        facts.message = format("these define each other in a circle: {}", join(names, " -> "));
        facts.hint = "make one of them a differential equation or a parameter";
        throw ModelError(std::move(facts));
    }

    const Equations& equations_;
    std::vector<std::vector<std::size_t>> needs_;
};

/// How large a tree is when its names are replaced.
struct Extent {
    std::size_t nodes = 1;
    std::size_t depth = 1;
};
using Extents = std::map<std::string, Extent>;

void include(Extent& whole, const Extent& part) {
    whole.nodes = std::min(whole.nodes + part.nodes, 2 * largest_tree);
    whole.depth = std::max(whole.depth, part.depth + 1);
}

Extent extent_of(const Expr& expr, const Extents& replaced) {
    Extent extent;
    if (const auto* n = expr.as<Name>()) {
        const auto found = replaced.find(n->text);
        return found == replaced.end() ? extent : found->second;
    }
    if (const auto* u = expr.as<Unary>()) include(extent, extent_of(u->operand, replaced));
    if (const auto* b = expr.as<Binary>()) {
        include(extent, extent_of(b->left, replaced));
        include(extent, extent_of(b->right, replaced));
    }
    if (const auto* c = expr.as<Call>())
        for (const Expr& argument : c->arguments) include(extent, extent_of(argument, replaced));
    return extent;
}

using Replacements = std::vector<std::pair<std::string, Expr>>;

Expr written_out(const Expr& expr, const Replacements& replacements, const Extents& extents) {
    const Extent extent = extent_of(expr, extents);
    if (extent.nodes > largest_tree || extent.depth > deepest_tree)
        fail(expr.where(), "this becomes too large when its subexpressions are written out",
             "mark one of them (constant over dt)");
    return substitute(expr, replacements);
}

}  // namespace

std::vector<std::size_t> dependency_order(const Equations& equations) {
    std::vector<std::size_t> order = Dependencies(equations).order();
    std::erase_if(order,
                  [&](std::size_t k) { return equations[k].kind != EquationKind::Subexpression; });
    return order;
}

Expr inline_subexpressions(const Expr& expr, const Equations& equations) {
    Replacements replacements;
    Extents extents;
    for (const std::size_t k : Dependencies(equations).order()) {
        const Equation& equation = equations[k];
        if (is_stored(equation)) continue;
        const Expr body = written_out(equation.expression, replacements, extents);
        extents[equation.variable] = extent_of(equation.expression, extents);
        replacements.emplace_back(equation.variable, body);
    }
    return written_out(expr, replacements, extents);
}

}  // namespace brian
