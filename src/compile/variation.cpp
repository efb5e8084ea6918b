#include "compile/variation.h"

#include <algorithm>

namespace brian {

namespace {

/// A name of synaptic code that belongs to a neuron at one end.
struct EndName {
    const Selection* end = nullptr;  ///< nullptr: it does not
    std::string variable;
    Variation variation = Variation::BySynapse;
};

EndName end_name(const Ends& ends, const std::string& text) {
    if (text.ends_with("_pre"))
        return {&ends.source, text.substr(0, text.size() - 4), Variation::BySource};
    if (text.ends_with("_post"))
        return {&ends.target, text.substr(0, text.size() - 5), Variation::ByTarget};
    return {};
}

bool is_linked(const EndName& name) {
    return name.end->population->links.contains(name.variable);
}

/// Whether writing one name may change what the other reads.
bool may_be_same(const EndName& read, const EndName& written) {
    if (is_linked(written)) return true;
    return read.variable == written.variable && read.end->population == written.end->population;
}

Variation variation_at_end(const Ends& ends, const EndName& name,
                           const std::vector<std::string>& written) {
    const StateTable* state = name.end->population->state;
    const Column* column = state == nullptr ? nullptr : state->find(name.variable);
    if (column == nullptr || is_linked(name)) return Variation::BySynapse;
    const bool changes =
        std::any_of(written.begin(), written.end(), [&](const std::string& target) {
            const EndName other = end_name(ends, target);
            return other.end != nullptr && may_be_same(name, other);
        });
    if (changes) return Variation::BySynapse;
    return column->shared ? Variation::None : name.variation;
}

bool is_shared(const Ends& ends, const std::string& text) {
    return std::any_of(ends.equations.begin(), ends.equations.end(), [&](const Equation& equation) {
        return equation.variable == text && equation.has_flag("shared");
    });
}

}  // namespace

Variation join(Variation a, Variation b) {
    if (is_within(a, b)) return b;
    return is_within(b, a) ? a : Variation::BySynapse;
}

bool is_within(Variation a, Variation b) {
    return a == b || a == Variation::None || b == Variation::BySynapse;
}

Variation variation_at(Pathway::End end) {
    return end == Pathway::End::Source ? Variation::BySource : Variation::ByTarget;
}

Pathway::End other_end(Pathway::End end) {
    return end == Pathway::End::Source ? Pathway::End::Target : Pathway::End::Source;
}

VariationOf variation_in(const Model& model, const Ends& ends, const Variations& own,
                         const std::vector<std::string>& written) {
    return [&model, &ends, &own, written](const std::string& text) {
        if (const auto found = own.find(text); found != own.end()) return found->second;
        const bool changes = std::find(written.begin(), written.end(), text) != written.end();
        if (is_shared(ends, text)) return changes ? Variation::BySynapse : Variation::None;
        if (text == "t" || text == "dt" || text == "_step" || model.cells.contains(text))
            return Variation::None;
        if (text == "i" || text == "N_outgoing") return Variation::BySource;
        if (text == "j" || text == "N_incoming") return Variation::ByTarget;
        const EndName name = end_name(ends, text);
        return name.end == nullptr ? Variation::BySynapse : variation_at_end(ends, name, written);
    };
}

Variation variation_of(const Expr& expr, const VariationOf& of_name) {
    Variation variation = Variation::None;
    for (const std::string& text : names_in(expr)) variation = join(variation, of_name(text));
    return variation;
}

}  // namespace brian
