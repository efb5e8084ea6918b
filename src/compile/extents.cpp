#include "compile/extents.h"

#include <algorithm>

#include "base/format.h"
#include "language/analysis.h"

namespace brian {

namespace {

using Extent = OperationPart::Extent;

/// `Q.x` of another group; only what all its neurons share is known by such a name.
bool is_remote(const std::string& text) {
    return text.find('.') != std::string::npos;
}

/// The number that random draws go by; it differs, but is no value of a neuron.
bool is_draw_number(const std::string& text) {
    return text == "_element";
}

bool is_variable(const Population& population, const std::string& text) {
    return is_remote(text) || population.links.contains(text)
           || population.state->find(text) != nullptr;
}

}  // namespace

Extents::Extents(const Population& population, CodeBlock block)
    : population_(&population), block_(std::move(block)) {
    find_shared_locals();
    for (const Statement& statement : block_) check(statement);
}

bool Extents::is_local(const std::string& text) const {
    if (is_variable(*population_, text)) return false;
    return std::any_of(block_.begin(), block_.end(),
                       [&](const Statement& statement) { return statement.target == text; });
}

bool Extents::is_shared(const std::string& text) const {
    if (is_remote(text) || text == "t" || text == "dt" || text == "_step") return true;
    if (const auto link = population_->links.find(text); link != population_->links.end())
        return link->second.kind == Link::Kind::Shared;
    if (const Column* column = population_->state->find(text)) return column->shared;
    return shared_locals_.contains(text);
}

bool Extents::differs(const Expr& expr) const {
    const std::vector<std::string> names = names_in(expr);
    return std::any_of(names.begin(), names.end(), [this](const std::string& text) {
        return !is_shared(text) && !is_draw_number(text);
    });
}

void Extents::find_shared_locals() {
    for (const Statement& statement : block_)
        if (is_local(statement.target)) shared_locals_.insert(statement.target);
    const auto demote = [this](const auto& differs_from_others) {
        bool changed = true;
        while (changed) {
            changed = false;
            for (const Statement& statement : block_)
                if (shared_locals_.contains(statement.target) && differs_from_others(statement))
                    changed |= shared_locals_.erase(statement.target) > 0;
        }
    };
    demote([this](const Statement& statement) { return differs(statement.value); });
    all_shared_ = std::all_of(block_.begin(), block_.end(), [this](const Statement& statement) {
        return is_shared(statement.target) && !differs(statement.value);
    });
    if (all_shared_) return;
    demote([this](const Statement& statement) {
        return differs(statement.value) || reads(statement.value, "_element");
    });
}

bool Extents::once(const Statement& statement) const {
    return is_shared(statement.target);
}

void Extents::check(const Statement& statement) const {
    if (!once(statement)) return;
    for (const std::string& text : names_in(statement.value))
        if (!is_shared(text) && !is_draw_number(text))
            throw ModelError(
                {.message = format("'{}' is shared by all neurons, but its new value reads '{}', "
                                   "which differs from neuron to neuron",
                                   statement.target, text),
                 .where = statement.value.where(),
                 .path = {},
                 .hint =
                     "a shared variable can be computed from shared variables, parameters and t",
                 .notes = {}});
}

std::vector<Part> Extents::parts() const {
    std::vector<Part> parts;
    for (const Statement& statement : block_) {
        const Extent extent = once(statement) ? Extent::Once : Extent::EachNeuron;
        if (parts.empty() || parts.back().extent != extent) parts.push_back({extent, {}});
        parts.back().block.push_back(statement);
    }
    return parts;
}

std::vector<std::string> locals_of(const std::vector<Part>& parts, const Population& population) {
    std::vector<std::string> locals;
    for (const Part& part : parts)
        for (const std::string& text : writes_of(part.block))
            if (!is_variable(population, text)
                && std::find(locals.begin(), locals.end(), text) == locals.end())
                locals.push_back(text);
    return locals;
}

}  // namespace brian
