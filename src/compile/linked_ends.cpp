#include "compile/linked_ends.h"

#include "compile/links.h"

namespace brian {

namespace {

const Link* link_of(const Selection& end, const std::string& text, const std::string& suffix) {
    if (!text.ends_with(suffix)) return nullptr;
    const auto& links = end.population->links;
    const auto found = links.find(text.substr(0, text.size() - suffix.size()));
    return found == links.end() ? nullptr : &found->second;
}

/// The neuron of the variable's own group that a neuron of the linking group sees.
std::uint32_t seen_by(const Link& link, std::uint32_t neuron) {
    if (link.kind == Link::Kind::Shared) return link.first;
    return link.index != nullptr ? (*link.index)[neuron] : link.first + neuron;
}

/// data[index[e]], with an index of its own for every element.
Binding gathered(Model& model, const Link& link, const std::string& text,
                 std::vector<std::uint32_t> seen) {
    const std::vector<std::uint32_t>& kept = model.network().indices.emplace_back(std::move(seen));
    Binding binding{text, Binding::Access::Gathered, link.column->values.data(),
                    static_cast<const std::uint32_t*>(kept.data()), 0.0};
    binding.storage = binding.data;
    return binding;
}

/// The neuron of the population that a row of the synapses belongs to.
std::uint32_t neuron_of_row(const Selection& source, std::uint32_t row) {
    return source.contiguous() ? source.neurons.front() + row : row;
}

}  // namespace

std::optional<Binding> linked_binding(Model& model, const Ends& ends, const SynapseBlock& block,
                                      const std::string& text) {
    if (const Link* link = link_of(ends.target, text, "_post")) {
        if (link->kind == Link::Kind::Shared) return link_binding(*link, text);
        std::vector<std::uint32_t> seen;
        for (std::uint32_t s = 0; s < block.size(); ++s)
            seen.push_back(seen_by(*link, block.targets.begin + block.target(s)));
        return gathered(model, *link, text, std::move(seen));
    }
    const Link* link = link_of(ends.source, text, "_pre");
    if (link == nullptr) return std::nullopt;
    if (link->kind == Link::Kind::Shared) return link_binding(*link, text);
    std::vector<std::uint32_t> seen(block.size());
    for (std::uint32_t row = 0; row < ends.n_rows(); ++row)
        for (std::uint32_t s = block.by_source.begin[row]; s < block.by_source.begin[row + 1]; ++s)
            seen[s] = seen_by(*link, neuron_of_row(ends.source, row));
    return gathered(model, *link, text, std::move(seen));
}

std::optional<Binding> linked_pair_binding(Model& model, const Ends& ends,
                                           const std::string& text) {
    if (const Link* link = link_of(ends.target, text, "_post")) {
        if (link->kind == Link::Kind::Shared) return link_binding(*link, text);
        std::vector<std::uint32_t> seen;
        for (const std::uint32_t neuron : ends.target.neurons)
            seen.push_back(seen_by(*link, neuron));
        return gathered(model, *link, text, std::move(seen));
    }
    const Link* link = link_of(ends.source, text, "_pre");
    if (link == nullptr) return std::nullopt;
    if (link->kind == Link::Kind::Shared) return link_binding(*link, text);
    // Pairs are looked at once, before the run: the values of now will do.
    std::vector<double> values(ends.n_rows());
    for (std::uint32_t row = 0; row < ends.n_rows(); ++row)
        values[row] = link->column->values[seen_by(*link, neuron_of_row(ends.source, row))];
    return Binding{text, Binding::Access::Row, model.keep(values), {}, 0.0};
}

}  // namespace brian
