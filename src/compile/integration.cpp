#include "compile/integration.h"

#include <set>

#include "base/format.h"
#include "base/suggest.h"
#include "language/analysis.h"

namespace brian {

namespace {

bool is_noise(const std::string& text) {
    return text == "xi" || text.starts_with("xi_");
}

Choice choose(const LocatedText& method, const System& system, const std::string& path) {
    if (!method) return choose_integrator(system);
    const Integrator* chosen = find_integrator(method->text());
    if (chosen != nullptr) return {chosen, "as the model asks"};
    std::vector<std::string> known;
    for (const Integrator& integrator : integrators()) known.emplace_back(integrator.name);
    throw ModelError({.message = format("unknown integrator '{}'", method->text()),
                      .where = *method,
                      .path = path + ".method",
                      .hint = did_you_mean(method->text(), known),
                      .notes = {}});
}

/// The method with what it is, why it was taken, and what would have been taken unasked.
std::string integrator_text(const Choice& choice, const LocatedText& method, const System& system) {
    std::string text =
        format("integrator\n{} ({})", choice.integrator->name, choice.integrator->description);
    if (!method) return format("{}\nchosen because: {}", text, choice.reason);
    const Choice unasked = choose_integrator(system);
    const bool same = unasked.integrator == choice.integrator;
    return format("{}\nas the model asks; unasked it would be {}: {}", text,
                  same ? "the same" : unasked.integrator->name, unasked.reason);
}

/// What the integrator makes of the system; when it does not apply, the error also shows where it
/// was asked for.
Update update_by(const Integrator& integrator, const System& system, const LocatedText& method) {
    try {
        return integrator.make(system);
    } catch (const ModelError& error) {
        ErrorFacts facts = error.facts();
        if (method)
            facts.notes.push_back(
                {format("the method '{}' is asked for here", method->text()), *method});
        throw ModelError(facts);
    }
}

}  // namespace

Integration integrate(const System& system, const LocatedText& method, const std::string& path) {
    const Choice choice = choose(method, system, path);
    return {update_by(*choice.integrator, system, method), integrator_text(choice, method, system)};
}

Scope with_noise(const Scope& names, const Equations& equations) {
    Scope scope(&names);
    Symbol noise;
    noise.kind = Symbol::Kind::BuiltIn;
    noise.type.dimension = dimensions::second().power(Rational(-1, 2));
    noise.why_not_writable = "the noise";
    for (const Equation& equation : equations) {
        if (equation.kind != EquationKind::Differential) continue;
        for (const std::string& text : names_in(equation.expression))
            if (is_noise(text)) scope.define(text, noise);
    }
    return scope;
}

CodeBlock noise_code(const Resolver& resolve, const System& system) {
    CodeBlock code;
    std::set<std::string> done;
    for (const RateEquation& equation : system.equations)
        for (const std::string& text : names_in(equation.rate))
            if (is_noise(text) && done.insert(text).second)
                code.push_back(
                    assign("_dW_" + text, call("sqrt", {name("dt")}) * resolve.noise(text)));
    return code;
}

}  // namespace brian
