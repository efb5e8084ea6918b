#include "compile/shared_dynamics.h"

#include <algorithm>

namespace brian {

namespace {

bool writes(const CodeBlock& code, const std::string& target) {
    return std::any_of(code.begin(), code.end(),
                       [&](const Statement& statement) { return statement.target == target; });
}

void rename(std::vector<std::string>& names,
            const std::vector<std::pair<std::string, Expr>>& renamed) {
    for (std::string& text : names)
        for (const auto& [from, to] : renamed)
            if (text == from) {
                text = to.as<Name>()->text;
                break;
            }
}

template <class List>
void append(List& to, const List& from) {
    to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

System shared_part(const System& system) {
    System shared = system;
    std::erase_if(shared.equations, [&](const RateEquation& equation) {
        return !system.shared.contains(equation.variable);
    });
    return shared;
}

Update named_apart(const Update& update) {
    Update apart = update;
    std::vector<std::pair<std::string, Expr>> renamed;
    for (Auxiliary& auxiliary : apart.auxiliaries) {
        renamed.emplace_back(auxiliary.name, name("_shared" + auxiliary.name));
        auxiliary = {"_shared" + auxiliary.name, true};
    }
    apart.prepare = substitute(update.prepare, renamed);
    apart.step = substitute(update.step, renamed);
    for (Propagator& propagator : apart.propagators) {
        rename(propagator.slopes, renamed);
        rename(propagator.flow, renamed);
        rename(propagator.drive, renamed);
    }
    return apart;
}

CodeBlock without_writes_to(const System& shared, const CodeBlock& step) {
    CodeBlock kept = step;
    std::erase_if(kept, [&](const Statement& statement) {
        return std::any_of(
            shared.equations.begin(), shared.equations.end(),
            [&](const RateEquation& equation) { return equation.variable == statement.target; });
    });
    return kept;
}

void append_preparation(const Update& once, Update& update) {
    append(update.prepare, once.prepare);
    append(update.propagators, once.propagators);
    append(update.auxiliaries, once.auxiliaries);
    update.prepare_every_step |= once.prepare_every_step;
}

CodeBlock drawn_once_for_all(const CodeBlock& noise, const CodeBlock& once) {
    CodeBlock code;
    for (const Statement& statement : noise) {
        const bool shared = writes(once, statement.target);
        code.push_back(shared
                           ? substitute(CodeBlock{statement}, {{"_element", number(0.0)}}).front()
                           : statement);
    }
    return code;
}

}  // namespace brian
