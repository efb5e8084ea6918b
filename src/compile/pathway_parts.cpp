#include "compile/pathway_parts.h"

#include <algorithm>
#include <utility>

#include "base/format.h"
#include "language/print.h"

namespace brian {

namespace {

std::uint32_t size_of(const Building& b, const SynapseBlock& block, Pathway::End end) {
    return end == Pathway::End::Source ? b.ends.n_rows() : block.targets.end - block.targets.begin;
}

/// Values that one part of the code computes for another: one for each neuron of an end.
class Carried {
  public:
    Carried(Building& b, const SynapseBlock& block, Pathway::End end,
            const std::set<std::string>& names)
        : block_(block), end_(end) {
        for (const std::string& name : names)
            values_[name] = b.model.keep(std::vector<double>(size_of(b, block, end), 0.0));
    }
    /// For the part that computes them.
    [[nodiscard]] FindBinding written(const FindBinding& others) const {
        return [values = values_, others](const std::string& text) -> std::optional<Binding> {
            const auto found = values.find(text);
            if (found == values.end()) return others(text);
            return Binding{text, Binding::Access::Element, found->second, {}, 0.0};
        };
    }
    /// For the part that reads them.
    [[nodiscard]] FindBinding read(const FindBinding& others) const {
        return [values = values_, end = end_, &block = block_,
                others](const std::string& text) -> std::optional<Binding> {
            const auto found = values.find(text);
            if (found == values.end()) return others(text);
            return by_neuron(block, end, Visit::Rows, text, found->second);
        };
    }

  private:
    const SynapseBlock& block_;
    Pathway::End end_;
    std::map<std::string, double*> values_;
};

/// Notes whether anything is bound by the row of its source.
FindBinding noting_sources(const FindBinding& find, bool& reads_sources) {
    return [find, &reads_sources](const std::string& text) {
        std::optional<Binding> binding = find(text);
        reads_sources = reads_sources
                        || (binding
                            && (binding->access == Binding::Access::Row
                                || binding->access == Binding::Access::RowIndex));
        return binding;
    };
}

/// Compiles the parts of one block.
class Compiling {
  public:
    Compiling(Building& b, SynapseBlock& block, Pathway& pathway)
        : b_(b), block_(block), pathway_(pathway) {}

    [[nodiscard]] Routine neurons(const CodeBlock& code, Pathway::End end, const Carried& results) {
        const NeuronCode of_neurons{b_.ends, block_, end, pathway_.clock};
        return Routine(
            compile_kernel(b_.model, code, results.written(bindings_of(b_.model, of_neurons))));
    }
    [[nodiscard]] Routine synapses(const CodeBlock& code, const Carried& once,
                                   const Carried& ahead) {
        const FindBinding own = bindings_of(b_.model, b_.ends, block_, Visit::Rows, pathway_.clock);
        const FindBinding find = noting_sources(once.read(ahead.read(own)), pathway_.reads_sources);
        return compile_routine(b_.model, b_.ends, block_, code, find);
    }

  private:
    Building& b_;
    SynapseBlock& block_;
    Pathway& pathway_;
};

std::string part_text(const std::string& heading, const CodeBlock& code) {
    return code.empty() ? "" : heading + "\n" + print(code);
}

}  // namespace

PathwayParts parts_of(const Building& b, const PathwayPlan& plan) {
    const VariationOf of_name = variation_in(b.model, b.ends, b.variations, writes_of(plan.code));
    const auto parts = [&](OtherEnd other) {
        return split(plan.code, plan.end, b.variations, of_name, other);
    };
    return {parts(OtherEnd::WhereRead), parts(OtherEnd::Ahead)};
}

PathwayCode compile_parts(Building& b, const PathwayParts& parts, SynapseBlock& block,
                          Pathway& pathway) {
    if (block.size() == 0) return {};
    const Pathway::End end = pathway.end;
    const Pathway::End other = other_end(end);
    Compiling compiling(b, block, pathway);
    std::set<std::string> from_once = parts.plain.from_once;
    from_once.insert(parts.ahead.from_once.begin(), parts.ahead.from_once.end());
    const Carried once(b, block, end, from_once);
    const Carried ahead(b, block, other, parts.ahead.from_ahead);
    PathwayCode code(compiling.synapses(parts.plain.each, once, Carried(b, block, other, {})));
    if (!parts.plain.once.empty()) code.set_once(compiling.neurons(parts.plain.once, end, once));
    if (!parts.ahead.ahead.empty())
        code.set_ahead(compiling.neurons(parts.ahead.ahead, other, ahead), size_of(b, block, other),
                       compiling.synapses(parts.ahead.each, once, ahead));
    return code;
}

std::string text_of(const PathwayParts& parts, Pathway::End end) {
    const bool source = end == Pathway::End::Source;
    return part_text(format("once for each {} that has spiked", source ? "source" : "target"),
                     parts.plain.once);
}

}  // namespace brian
