#include "compile/stop_condition.h"

#include "base/format.h"
#include "base/suggest.h"
#include "compile/bind.h"
#include "compile/resolve.h"
#include "compile/selection.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/expr_transform.h"
#include "language/parser.h"

namespace brian {

namespace {

[[noreturn]] void refuse(const SourceSpan& where, std::string message, std::string hint = {}) {
    throw ModelError({.message = std::move(message),
                      .where = where,
                      .path = {},
                      .hint = std::move(hint),
                      .notes = {}});
}

/// A reference cut at its last dot: "P.exc" and "v", and the index behind that, if any.
struct Reference {
    SourceSpan object;
    std::string member;
    std::string index;
};

Reference cut(const SourceSpan& where) {
    const std::string text = where.str();
    const std::size_t dot = text.rfind('.', text.find('['));
    const std::size_t bracket = std::min(text.find('['), text.size());
    Reference reference{where.part(0, dot), text.substr(dot + 1, bracket - dot - 1), {}};
    if (bracket < text.size())
        reference.index = text.substr(bracket + 1, text.size() - bracket - 2);
    return reference;
}

/// The condition while its references become names of cells.
class Condition {
  public:
    Condition(Model& model, std::string path)
        : model_(model), path_(std::move(path)), scope_(&model.globals) {
        Symbol time;
        time.kind = Symbol::Kind::BuiltIn;
        time.type.dimension = dimensions::second();
        time.shared = true;
        scope_.define("t", time);
    }

    StopCondition compile(const SourceSpan& text) {
        const Expr condition = with_counts(parse_with_references(text));
        check_condition(condition, scope_, "stop_when");
        if (draws(condition)) refuse(text, "stop_when must not draw random numbers");
        double* holds = model_.keep({0.0});
        cells_["_holds"] = holds;
        Resolver resolve(model_, scope_, path_, 1, [](const std::string&) { return std::nullopt; });
        const CodeBlock code{assign("_holds", resolve(condition))};
        Routine& routine = model_.network().routines.emplace_back(Routine(compile_kernel(
            model_, code, [this](const std::string& name) { return binding(name); })));
        return {[counts = counts_] {
                    for (double* count : counts) *count = 0.0;
                },
                [&routine, holds] {
                    routine.run(IndexRange{0, 1});
                    return *holds != 0.0;
                }};
    }

  private:
    [[nodiscard]] std::optional<Binding> binding(const std::string& name) const {
        if (const auto cell = cells_.find(name); cell != cells_.end())
            return Binding{name, Binding::Access::Shared, cell->second, {}, 0.0};
        return clock_binding(*model_.clock, name);
    }

    /// `count(...)` first, since what it counts is no variable.
    Expr with_counts(const Expr& expr) {
        if (const auto* call = expr.as<Call>(); call != nullptr && call->function == "count")
            return count(expr, *call);
        if (const auto* n = expr.as<Name>(); n != nullptr && n->text.find('.') != std::string::npos)
            return value(expr.where());
        if (const auto* u = expr.as<Unary>())
            return Expr(Unary{u->op, with_counts(u->operand)}, expr.where());
        if (const auto* b = expr.as<Binary>())
            return Expr(
                Binary{b->op, with_counts(b->left), with_counts(b->right), b->operator_where},
                expr.where());
        const auto* call = expr.as<Call>();
        if (call == nullptr) return expr;
        Call copy{call->function, {}};
        for (const Expr& argument : call->arguments)
            copy.arguments.push_back(with_counts(argument));
        return Expr(std::move(copy), expr.where());
    }

    Expr count(const Expr& expr, const Call& call) {
        const Name* what = call.arguments.size() == 1 ? call.arguments[0].as<Name>() : nullptr;
        if (what == nullptr || what->text.find('.') == std::string::npos)
            refuse(expr.where(), "count() needs to be told what to count",
                   "write count(P.spikes), or count(P.exc.spikes)");
        const Reference reference = cut(call.arguments[0].where());
        const Selection selection = select(model_, reference.object, path_);
        const SpikeBuffer* buffer = buffer_of(selection, reference, expr.where());
        double* cell = model_.network().counters.emplace_back(1, 0.0).data();
        counts_.push_back(cell);
        schedule_counting(selection, buffer, format("count {}", what->text), cell);
        return cell_name(cell, {}, expr.where());
    }

    static const SpikeBuffer* buffer_of(const Selection& selection, const Reference& reference,
                                        const SourceSpan& where) {
        const Population& population = *selection.population;
        if (reference.member == "spikes") return population.spikes;
        const auto event = population.events.find(reference.member);
        if (event != population.events.end()) return event->second;
        std::vector<std::string> known{"spikes"};
        for (const auto& [name, buffer] : population.events) known.push_back(name);
        refuse(where, format("{} has no event '{}' to count", population.name, reference.member),
               did_you_mean(reference.member, known));
    }

    void schedule_counting(const Selection& selection, const SpikeBuffer* buffer,
                           const std::string& action, double* cell) {
        const Clock* clock = selection.population->clock;
        const SpikeView view = spikes_of(selection, buffer);
        model_.network().tasks.push_back(
            {path_,
             action,
             {Slot::End, Phase::After},
             0,
             Task::Kind::Operation,
             model_.position,
             clock,
             [view, clock, cell, found = std::vector<std::uint32_t>()]() mutable {
                 found.clear();
                 view.collect(clock->step(), found);
                 *cell += static_cast<double>(found.size());
             }});
    }

    /// A shared variable, or that of a single neuron.
    Expr value(const SourceSpan& where) {
        const Reference reference = cut(where);
        const Selection selection = select(model_, reference.object, path_);
        const Population& population = *selection.population;
        Column* column =
            population.state == nullptr ? nullptr : population.state->find(reference.member);
        const Symbol* symbol = population.scope.find(reference.member);
        if (symbol == nullptr || column == nullptr || is_internal(*column))
            refuse(
                where,
                format("{} has no variable '{}' that is stored", population.name, reference.member),
                did_you_mean(reference.member, variables_of(population)));
        return cell_name(&column->values[place(*column, selection, reference, where)], symbol->type,
                         where);
    }

    static std::vector<std::string> variables_of(const Population& population) {
        std::vector<std::string> names{"spikes"};
        for (const Equation& equation : population.equations)
            if (equation.kind != EquationKind::Alias
                && equation.kind != EquationKind::Subexpression)
                names.push_back(equation.variable);
        return names;
    }

    static std::size_t place(const Column& column, const Selection& selection,
                             const Reference& reference, const SourceSpan& where) {
        if (column.shared) {
            if (!reference.index.empty())
                refuse(where, format("'{}' is shared by all neurons, so it has no index",
                                     reference.member));
            return 0;
        }
        if (reference.index.empty() && selection.size() == 1) return selection.neurons.front();
        if (reference.index.empty())
            refuse(where, format("'{}' differs from neuron to neuron", reference.member),
                   format("say which neuron is meant: {}[0]", where.text()));
        const bool whole = reference.index.find_first_not_of("0123456789") == std::string::npos
                           && reference.index.size() < 10;
        const std::size_t index = whole ? std::stoul(reference.index) : selection.size();
        if (index >= selection.size())
            refuse(where, format("{} has the neurons 0 to {}, and no {}", selection.name,
                                 selection.size() - 1, reference.index));
        return selection.neurons[index];
    }

    Expr cell_name(double* cell, const ValueType& type, const SourceSpan& where) {
        const std::string name_of_cell = where.str();
        cells_[name_of_cell] = cell;
        Symbol symbol;
        symbol.type = type;
        symbol.shared = true;
        scope_.define(name_of_cell, symbol);
        return name(name_of_cell, where);
    }

    Model& model_;
    std::string path_;
    Scope scope_;
    std::map<std::string, double*> cells_;
    std::vector<double*> counts_;
};

}  // namespace

StopCondition build_stop_condition(Model& model, const SourceSpan& text, const std::string& path) {
    return Condition(model, path).compile(text);
}

}  // namespace brian
