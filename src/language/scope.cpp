#include "language/scope.h"

#include <set>

namespace brian {

const Symbol* Scope::find(const std::string& name) const {
    const auto found = symbols_.find(name);
    if (found != symbols_.end()) return &found->second;
    return outer_ == nullptr ? nullptr : outer_->find(name);
}

const ScopeFunction* Scope::find_function(const std::string& name) const {
    const auto found = functions_.find(name);
    if (found != functions_.end()) return &found->second;
    return outer_ == nullptr ? nullptr : outer_->find_function(name);
}

std::vector<std::string> Scope::names() const {
    std::set<std::string> all;
    for (const Scope* scope = this; scope != nullptr; scope = scope->outer_)
        for (const auto& [name, symbol] : scope->symbols_) all.insert(name);
    return {all.begin(), all.end()};
}

std::vector<std::string> Scope::function_names() const {
    std::set<std::string> all;
    for (const Scope* scope = this; scope != nullptr; scope = scope->outer_)
        for (const auto& [name, function] : scope->functions_) all.insert(name);
    return {all.begin(), all.end()};
}

}  // namespace brian
