#include "compile/links.h"

#include <algorithm>
#include <numeric>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/bind.h"
#include "compile/model_values.h"
#include "compile/resolve.h"
#include "compile/selection.h"
#include "language/check.h"

namespace brian {

namespace {

[[noreturn]] void refuse(const SourceSpan& where, std::string message, std::string hint = {},
                         std::vector<Note> notes = {}) {
    throw ModelError({.message = std::move(message),
                      .where = where,
                      .path = {},
                      .hint = std::move(hint),
                      .notes = std::move(notes)});
}

const Equation* find_equation(const Population& population, const std::string& variable) {
    for (const Equation& equation : population.equations)
        if (equation.variable == variable) return &equation;
    return nullptr;
}

/// "Q.y" and the index, if there is one.
struct LinkText {
    SourceSpan variable;
    const Value* index = nullptr;
};

LinkText text_of(const Value& value) {
    if (value.kind == Value::Kind::Scalar) return {value.where, nullptr};
    const Value* variable = value.find("variable");
    if (variable == nullptr)
        refuse(value.where, "the linked variable does not say what it stands for",
               "write {variable: Q.y, index: i}");
    return {variable->where, value.find("index")};
}

/// The members of a group or subgroup and a variable of theirs; aliases are followed.
struct Origin {
    Selection members;
    const Equation* equation = nullptr;
};

Origin origin_of(Model& model, const SourceSpan& text) {
    const std::string full = text.str();
    const std::size_t dot = full.rfind('.');
    if (dot == std::string::npos)
        refuse(text, format("'{}' does not say whose variable is meant", full),
               format("write GROUP.{}", full));
    Origin origin{select(model, text.part(0, dot), {}), nullptr};
    const Population& population = *origin.members.population;
    std::vector<std::string> known;
    for (const Equation& equation : population.equations) known.push_back(equation.variable);
    origin.equation = find_equation(population, full.substr(dot + 1));
    if (origin.equation != nullptr && origin.equation->kind == EquationKind::Alias)
        origin.equation = find_equation(population, origin.equation->expression.as<Name>()->text);
    if (origin.equation == nullptr)
        refuse(text, format("{} has no variable '{}'", population.name, full.substr(dot + 1)),
               did_you_mean(full.substr(dot + 1), known));
    return origin;
}

/// Follows the links of one variable to the column at their end.
class LinkFinder {
  public:
    LinkFinder(Model& model, std::vector<DeclaredGroup>& groups)
        : model_(&model), groups_(&groups) {}

    Link find(const DeclaredGroup& declared, const Equation& equation);

  private:
    [[nodiscard]] const DeclaredGroup* declared_of(const Population& population) const;
    [[nodiscard]] Link origin_link(const Origin& origin, const SourceSpan& text);
    [[nodiscard]] Link indexed(const DeclaredGroup& declared, const Origin& origin, Link link,
                               const Value& index);
    [[nodiscard]] std::vector<std::uint32_t>& keep(std::vector<std::uint32_t> index);

    Model* model_;
    std::vector<DeclaredGroup>* groups_;
    std::vector<SourceSpan> visited_;
};

const DeclaredGroup* LinkFinder::declared_of(const Population& population) const {
    for (const DeclaredGroup& declared : *groups_)
        if (declared.population == &population) return &declared;
    return nullptr;
}

std::vector<std::uint32_t>& LinkFinder::keep(std::vector<std::uint32_t> index) {
    return model_->network().indices.emplace_back(std::move(index));
}

void check_types(const Equation& linked, const Equation& original, const SourceSpan& text) {
    const std::vector<Note> notes{{"it is declared here", linked.where}};
    if (linked.dimension != original.dimension)
        refuse(text,
               format("'{}' is {}, but {} is {}", linked.variable, with_article(linked.dimension),
                      text.text(), with_article(original.dimension)),
               format("declare {} : {} (linked)", linked.variable, name_of(original.dimension)),
               notes);
    const bool truth = linked.value_kind == ValueKind::Boolean;
    const bool other_truth = original.value_kind == ValueKind::Boolean;
    const bool whole =
        linked.value_kind == ValueKind::Integer && original.value_kind != ValueKind::Integer;
    if (truth != other_truth || whole)
        refuse(text,
               format("'{}' and {} are not of one kind: one is a boolean or an integer, the other "
                      "is not",
                      linked.variable, text.text()),
               "declare both in the same way", notes);
}

/// The link to an origin by itself: as its members see it.
Link LinkFinder::origin_link(const Origin& origin, const SourceSpan& text) {
    Population& population = *origin.members.population;
    Link link;
    if (origin.equation->has_flag("linked")) {
        link = find(*declared_of(population), *origin.equation);
    } else {
        link.column = population.state->find(origin.equation->variable);
        if (link.column == nullptr)
            refuse(text,
                   format("{} is computed whenever it is read, so nothing can be linked to it",
                          text.text()),
                   "flag it (constant over dt), or link to what it is computed from");
        link.constant = origin.equation->has_flag("constant");
        if (link.column->shared) link.kind = Link::Kind::Shared;
    }
    if (link.kind == Link::Kind::Shared) return link;
    const std::vector<std::uint32_t>& members = origin.members.neurons;
    if (link.kind == Link::Kind::InStep && origin.members.contiguous()) {
        link.first += members.front();
        return link;
    }
    std::vector<std::uint32_t> seen(members.size());
    std::transform(members.begin(), members.end(), seen.begin(), [&](std::uint32_t member) {
        return link.index != nullptr ? (*link.index)[member] : link.first + member;
    });
    link.kind = Link::Kind::Indexed;
    link.index = &keep(std::move(seen));
    return link;
}

Link LinkFinder::find(const DeclaredGroup& declared, const Equation& equation) {
    const auto given =
        std::find_if(declared.spec->links.begin(), declared.spec->links.end(),
                     [&](const NamedValue& link) { return link.name == equation.variable; });
    if (given == declared.spec->links.end())
        refuse(
            equation.where, format("'{}' is linked, but to nothing", equation.variable),
            format("add {}.links: {{{}: GROUP.VARIABLE}}", declared.spec->path, equation.variable));
    const LinkText text = text_of(given->value);
    for (const SourceSpan& before : visited_)
        if (before.line() == text.variable.line() && before.column() == text.variable.column())
            refuse(text.variable,
                   "links go round in a circle, so there is no variable at their end",
                   "one of these variables must have values of its own");
    visited_.push_back(text.variable);
    const Origin origin = origin_of(*model_, text.variable);
    check_types(equation, *origin.equation, text.variable);
    Link link = origin_link(origin, text.variable);
    if (text.index != nullptr) return indexed(declared, origin, link, *text.index);
    const std::uint32_t size = declared.population->size;
    if (link.kind == Link::Kind::Shared || origin.members.size() == size) return link;
    if (origin.members.size() != 1)
        refuse(text.variable,
               format("{} has {} neurons, but {} has {}", origin.members.name,
                      origin.members.size(), declared.population->name, size),
               format("say which neuron each one sees: {{variable: {}, index: i % {}}}",
                      text.variable.text(), origin.members.size()));
    if (link.index != nullptr) link.first = link.index->front();
    link.kind = Link::Kind::Shared;
    link.index = nullptr;
    return link;
}

/// Names an index may be computed from.
Scope index_scope(const Model& model, const Population& population) {
    Scope scope(&model.globals);
    for (const char* text : {"i", "N"}) scope.define(text, *population.scope.find(text));
    for (const Equation& equation : population.equations)
        if (equation.value_kind == ValueKind::Integer && equation.has_flag("constant"))
            scope.define(equation.variable, *population.scope.find(equation.variable));
    return scope;
}

std::vector<double> computed_index(Model& model, Population& population, const Value& value) {
    const Expr expr = expression_of(value);
    const Scope scope = index_scope(model, population);
    check_dimension(expr, scope, {}, "the index");
    AlignedVector<double> chosen(population.size);
    Resolver resolve(model, scope, value.path, population.size,
                     [](const std::string&) { return std::nullopt; });
    const FindBinding names = bindings_of(model, population);
    const auto kernel =
        compile_kernel(model, {assign("_chosen", resolve(expr))},
                       [&](const std::string& text) -> std::optional<Binding> {
                           if (text != "_chosen") return names(text);
                           return Binding{text, Binding::Access::Element, chosen.data(), {}, 0.0};
                       });
    kernel->run(IndexRange{0, population.size});
    return {chosen.begin(), chosen.end()};
}

std::vector<double> index_values(Model& model, Population& population, const Value& value) {
    const bool array =
        value.kind != Value::Kind::Scalar || model.arrays.contains(std::string(value.text()));
    if (!array) return computed_index(model, population, value);
    std::vector<double> values = model_values(model).array(value, {}, "the index").values;
    if (values.size() != population.size)
        refuse(value.where,
               format("the index has {} numbers, but {} has {} neurons", values.size(),
                      population.name, population.size),
               "give one for each neuron that looks");
    return values;
}

void check_indices(const std::vector<double>& values, const Value& where, std::uint32_t size) {
    for (std::size_t k = 0; k < values.size(); ++k)
        if (!(values[k] >= 0.0 && values[k] < size)
            || values[k] != static_cast<double>(static_cast<std::uint32_t>(values[k])))
            refuse(where.where,
                   format("neuron {} would see neuron {:g}, but there are only 0 to {}", k,
                          values[k], size - 1),
                   "an index is a whole number, counted from 0");
}

bool reads_variables(const Population& population, const Value& index) {
    if (index.kind != Value::Kind::Scalar) return false;
    for (const std::string& text : names_in(expression_of(index)))
        if (population.state->find(text) != nullptr) return true;
    return false;
}

/// Sets, for each neuron, the one of `seen` (the neurons that the origin's members stand for).
void fill(std::vector<std::uint32_t>& index, const std::vector<double>& values,
          const std::vector<std::uint32_t>& seen) {
    index.resize(values.size());
    std::transform(values.begin(), values.end(), index.begin(),
                   [&](double member) { return seen[static_cast<std::size_t>(member)]; });
}

Link LinkFinder::indexed(const DeclaredGroup& declared, const Origin& origin, Link link,
                         const Value& index) {
    if (link.kind == Link::Kind::Shared)
        refuse(index.where, "all neurons share that variable, so an index has no meaning",
               "leave the index out");
    Population& population = *declared.population;
    std::vector<std::uint32_t> seen(origin.members.size());
    if (link.index != nullptr)
        seen = *link.index;
    else
        std::iota(seen.begin(), seen.end(), link.first);
    link.kind = Link::Kind::Indexed;
    link.index = &keep(std::vector<std::uint32_t>(population.size, seen.front()));
    if (reads_variables(population, index)) {
        model_->late_indices.push_back({&population, &index, link.index, std::move(seen)});
        return link;
    }
    const std::vector<double> values = index_values(*model_, population, index);
    check_indices(values, index, origin.members.size());
    fill(*link.index, values, seen);
    return link;
}

void refuse_needless_links(Model& model, const DeclaredGroup& declared) {
    std::vector<std::string> linked;
    for (const Equation& equation : declared.population->equations)
        if (equation.has_flag("linked")) linked.push_back(equation.variable);
    for (const NamedValue& link : declared.spec->links) {
        if (std::find(linked.begin(), linked.end(), link.name) != linked.end()) continue;
        model.diagnostics->attempt(declared.spec->path + ".links." + link.name, [&] {
            const Equation* equation = find_equation(*declared.population, link.name);
            if (equation != nullptr)
                refuse(link.name_where, format("'{}' is not a linked variable", link.name),
                       format("declare {} : {} (linked)", link.name, name_of(equation->dimension)),
                       {{"it is defined here", equation->where}});
            refuse(link.name_where,
                   format("{} has no variable '{}'", declared.spec->name, link.name),
                   linked.empty() ? format("declare it: {} : UNIT (linked)", link.name)
                                  : did_you_mean(link.name, linked));
        });
    }
}

/// The other flags say how a variable's own values behave; this one has none.
void refuse_other_flags(const Equation& equation) {
    for (const Flag& flag : equation.flags)
        if (flag.text != "linked")
            refuse(flag.where, format("a linked variable cannot be '{}' as well", flag.text),
                   "flag the variable that it stands for");
}

}  // namespace

void find_links(Model& model, DeclaredGroup& declared, std::vector<DeclaredGroup>& groups) {
    Population& population = *declared.population;
    refuse_needless_links(model, declared);
    for (const Equation& equation : population.equations) {
        if (!equation.has_flag("linked")) continue;
        const std::string path = declared.spec->path + ".links." + equation.variable;
        const bool sound = model.diagnostics->attempt(path, [&] {
            refuse_other_flags(equation);
            const Link link = LinkFinder(model, groups).find(declared, equation);
            population.links[equation.variable] = link;
            Symbol symbol = *population.scope.find(equation.variable);
            symbol.shared = link.kind == Link::Kind::Shared;
            population.scope.define(equation.variable, symbol);
        });
        if (!sound) model.failed.insert(population.name);
    }
}

void compute_link_indices(Model& model, DeclaredGroup& declared) {
    for (const LateIndex& late : model.late_indices) {
        if (late.population != declared.population) continue;
        model.diagnostics->attempt(late.value->path, [&] {
            const std::vector<double> values = index_values(model, *late.population, *late.value);
            check_indices(values, *late.value, static_cast<std::uint32_t>(late.seen.size()));
            fill(*late.index, values, late.seen);
        });
    }
}

Binding link_binding(const Link& link, const std::string& name) {
    Binding binding;
    binding.name = name;
    binding.data = link.column->values.data();
    binding.storage = link.column->values.data();
    if (link.kind == Link::Kind::Indexed) {
        binding.access = Binding::Access::Gathered;
        binding.index = static_cast<const std::uint32_t*>(link.index->data());
        return binding;
    }
    binding.access =
        link.kind == Link::Kind::Shared ? Binding::Access::Shared : Binding::Access::Element;
    binding.data += link.first;
    return binding;
}

}  // namespace brian
