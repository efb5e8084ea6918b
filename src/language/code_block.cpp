#include "language/code_block.h"

#include <algorithm>
#include <set>

namespace brian {

Statement assign(std::string target, Expr value) {
    return {std::move(target), Statement::Kind::Assign, std::move(value), {}};
}

Statement add(std::string target, Expr value) {
    return {std::move(target), Statement::Kind::Add, std::move(value), {}};
}

std::vector<std::string> writes_of(const CodeBlock& block) {
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const Statement& statement : block)
        if (seen.insert(statement.target).second) names.push_back(statement.target);
    return names;
}

std::vector<std::string> reads_of(const CodeBlock& block) {
    std::vector<std::string> names;
    std::set<std::string> known;  // read already, or assigned by the block itself
    const auto read = [&](const std::string& name) {
        if (known.insert(name).second) names.push_back(name);
    };
    for (const Statement& statement : block) {
        if (statement.kind == Statement::Kind::Add) read(statement.target);
        for (const std::string& name : names_in(statement.value)) read(name);
        known.insert(statement.target);
    }
    return names;
}

CodeBlock substitute(const CodeBlock& block,
                     const std::vector<std::pair<std::string, Expr>>& replacements) {
    CodeBlock result = block;
    for (Statement& statement : result) {
        statement.value = substitute(statement.value, replacements);
        const auto found =
            std::find_if(replacements.begin(), replacements.end(),
                         [&](const auto& entry) { return entry.first == statement.target; });
        if (found == replacements.end()) continue;
        if (const auto* renamed = found->second.as<Name>()) statement.target = renamed->text;
    }
    return result;
}

}  // namespace brian
