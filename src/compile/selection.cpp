#include "compile/selection.h"

#include <numeric>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/bind.h"
#include "compile/model_values.h"
#include "compile/refuse.h"
#include "compile/resolve.h"
#include "language/check.h"
#include "language/parser.h"

namespace brian {

namespace {

std::vector<std::uint32_t> all_of(const Population& population) {
    std::vector<std::uint32_t> neurons(population.size);
    std::iota(neurons.begin(), neurons.end(), 0U);
    return neurons;
}

/// The bound in "begin:end"; an empty text is `open`.
std::int64_t bound(const Model& model, const Value& subgroup, const SourceSpan& text,
                   std::int64_t open) {
    if (text.text().find_first_not_of(' ') == std::string_view::npos) return open;
    return whole_number(model, scalar(text, subgroup.path), "a bound of the subgroup");
}

std::vector<std::uint32_t> slice(const Model& model, const Population& population,
                                 const Value& value) {
    const std::size_t colon = value.text().find(':');
    const std::int64_t begin = bound(model, value, value.where.part(0, colon), 0);
    const std::int64_t end =
        bound(model, value, value.where.part(colon + 1, value.text().size()), population.size);
    if (end > population.size)
        refuse(
            value.where, value.path,
            format("the subgroup ends at {}, but {} has {} neurons", end, population.name,
                   population.size),
            format("indices count from 0 and the end is not included: the whole group is \"0:{}\"",
                   population.size));
    if (begin >= end)
        refuse(value.where, value.path, format("the subgroup {} is empty", value.text()));
    std::vector<std::uint32_t> neurons(static_cast<std::size_t>(end - begin));
    std::iota(neurons.begin(), neurons.end(), static_cast<std::uint32_t>(begin));
    return neurons;
}

std::vector<std::uint32_t> listed(const Model& model, const Population& population,
                                  const Value& value) {
    std::vector<std::uint32_t> neurons;
    for (const Value& item : value.items) {
        const std::int64_t index = whole_number(model, item, "an index of the subgroup");
        if (index >= population.size)
            refuse(item.where, item.path,
                   format("neuron {} is outside {}, which has {} neurons", index, population.name,
                          population.size));
        if (!neurons.empty() && index <= neurons.back())
            refuse(item.where, item.path, "the indices of a subgroup must ascend");
        neurons.push_back(static_cast<std::uint32_t>(index));
    }
    if (neurons.empty()) refuse(value.where, value.path, "the subgroup is empty");
    return neurons;
}

std::vector<std::string> references(const Model& model) {
    std::vector<std::string> known;
    for (const auto& [name, population] : model.populations) {
        known.push_back(name);
        for (const auto& [subgroup, neurons] : population.subgroups)
            known.push_back(format("{}.{}", name, subgroup));
    }
    return known;
}

/// Says why a name is no group: it failed, is another kind of object, or does not exist.
[[noreturn]] void refuse_reference(const Model& model, const SourceSpan& reference,
                                   const std::string& path) {
    const std::string text = reference.str();
    const std::string name = text.substr(0, text.find('.'));
    if (model.failed.contains(name)) give_up(reference, name);
    for (const ConnectionSpec& connection : model.spec->connections)
        if (connection.name == name)
            refuse(reference, path,
                   format("'{}' is a connection, and only a group or stimulus is supported here",
                          name));
    for (const StimulusSpec& stimulus : model.spec->stimuli)
        if (stimulus.name == name)
            refuse(reference, path,
                   format("'{}' is of type {}, which sends no spikes", name, stimulus.type.text()));
    refuse(reference, path, format("unknown group or stimulus '{}'", name),
           did_you_mean(text, references(model)));
}

}  // namespace

Selection select(Model& model, const SourceSpan& reference, const std::string& path) {
    const std::string text = reference.str();
    const std::size_t dot = text.find('.');
    const auto found = model.populations.find(text.substr(0, dot));
    if (found == model.populations.end()) refuse_reference(model, reference, path);
    Population& population = found->second;
    if (dot == std::string::npos) return {&population, text, all_of(population)};
    const auto subgroup = population.subgroups.find(text.substr(dot + 1));
    if (model.failed.contains(text)) give_up(reference, text);
    if (subgroup == population.subgroups.end())
        refuse(reference, path,
               format("{} has no subgroup '{}'", population.name, text.substr(dot + 1)),
               did_you_mean(text, references(model)));
    return {&population, text, subgroup->second};
}

SpikeView spikes_of(const Selection& selection, const SpikeBuffer* buffer) {
    SpikeView view;
    view.buffer = buffer;
    view.size = selection.size();
    view.range = {selection.neurons.front(), selection.neurons.back() + 1};
    if (selection.contiguous()) return view;
    view.local.assign(selection.population->size, SpikeView::outside);
    for (std::uint32_t k = 0; k < selection.size(); ++k) view.local[selection.neurons[k]] = k;
    return view;
}

void warn_if_silent(Model& model, const Selection& selection, const SourceSpan& where,
                    const std::string& path) {
    if (selection.population->silent)
        model.warn(where, path,
                   format("{} has no threshold, so it never spikes", selection.population->name),
                   format("add {}.threshold: v > -50*mV", selection.population->path));
}

std::vector<std::uint32_t> where_true(Model& model, const Population& population,
                                      const Value& value, const std::string& what) {
    Scope scope(&model.globals);
    Symbol index;
    index.kind = Symbol::Kind::BuiltIn;
    index.type.kind = ValueKind::Integer;
    scope.define("i", index);
    Symbol n;
    n.kind = Symbol::Kind::Constant;
    n.value = population.size;
    scope.define("N", n);
    const Expr condition = expression_of(value);
    check_condition(condition, scope, what);
    AlignedVector<double> chosen(population.size);
    Resolver resolve(model, scope, population.path + ".subgroups", population.size,
                     [](const std::string&) { return std::nullopt; });
    const CodeBlock code{assign("_chosen", resolve(condition))};
    const auto kernel =
        compile_kernel(model, code, [&](const std::string& text) -> std::optional<Binding> {
            if (text == "_chosen")
                return Binding{text, Binding::Access::Element, chosen.data(), {}, 0.0};
            if (text == "i") return Binding{text, Binding::Access::ElementIndex, nullptr, {}, 0.0};
            return std::nullopt;
        });
    kernel->run(IndexRange{0, population.size});
    std::vector<std::uint32_t> neurons;
    for (std::uint32_t i = 0; i < population.size; ++i)
        if (chosen[i] != 0.0) neurons.push_back(i);
    if (neurons.empty()) refuse(value.where, value.path, format("no neuron fulfils {}", what));
    return neurons;
}

std::vector<std::uint32_t> read_subgroup(Model& model, const Population& population,
                                         const NamedValue& subgroup) {
    const Value& value = subgroup.value;
    if (value.kind == Value::Kind::List) return listed(model, population, value);
    if (value.kind != Value::Kind::Scalar)
        refuse(value.where, value.path,
               "a subgroup is \"begin:end\", a list of indices or a condition");
    if (value.text().find(':') != std::string_view::npos) return slice(model, population, value);
    return where_true(model, population, value, "the condition of the subgroup");
}

}  // namespace brian
