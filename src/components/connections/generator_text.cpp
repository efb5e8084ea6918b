#include "components/connections/generator_text.h"

#include <algorithm>
#include <span>

#include "base/format.h"
#include "base/suggest.h"
#include "language/fail.h"
#include "language/lexer.h"
#include "language/reserved.h"

namespace brian {

namespace {

constexpr const char* form = "for example: k for k in range(i-3, i+4) if k != i";

using Tokens = std::span<const Token>;

SourceSpan span_of(Tokens tokens) {
    return SourceSpan::join(tokens.front().where, tokens.back().where);
}

int nesting(const Token& token) {
    if (token.is("(")) return 1;
    return token.is(")") ? -1 : 0;
}

/// Position of the first such token outside brackets; the number of tokens when there is none.
std::size_t find_outside(Tokens tokens, std::string_view wanted) {
    int depth = 0;
    for (std::size_t k = 0; k < tokens.size(); ++k) {
        if (depth == 0 && tokens[k].is(wanted)) return k;
        depth += nesting(tokens[k]);
    }
    return tokens.size();
}

SourceSpan filled(Tokens tokens, const SourceSpan& after, std::string_view missing) {
    if (tokens.empty()) fail(after, format("{} is missing", missing), form);
    return span_of(tokens);
}

/// `j =` or `i =` before the expression.
Tokens read_walk(Tokens tokens, GeneratorText& generator) {
    if (tokens.size() < 2 || !tokens[1].is("=")) return tokens;
    if (!tokens[0].is("j") && !tokens[0].is("i"))
        fail(tokens[0].where, format("a generator makes j or i, not '{}'", tokens[0].text()),
             "`j = ...` makes targets for each source, `i = ...` sources for each target");
    if (tokens[0].is("i")) generator.walk = Walk::Targets;
    return tokens.subspan(2);
}

void read_option(Tokens argument, std::string_view function, GeneratorText& generator) {
    const Token& key = argument[0];
    const SourceSpan value = filled(argument.subspan(2), argument[1].where, "the value");
    if (function != "sample" || (!key.is("p") && !key.is("size")))
        fail(key.where, format("{}() has no argument '{}'", function, key.text()),
             "sample() takes p, a probability, or size, a number of members");
    std::optional<SourceSpan>& part = key.is("p") ? generator.probability : generator.size;
    if (part) fail(key.where, format("'{}' is given twice", key.text()));
    part = value;
}

void read_arguments(Tokens arguments, std::string_view function, GeneratorText& generator) {
    while (!arguments.empty()) {
        const std::size_t comma = find_outside(arguments, ",");
        const Tokens argument = arguments.first(comma);
        if (argument.empty()) fail(arguments[0].where, "an argument is missing here");
        if (argument.size() > 1 && argument[1].is("="))
            read_option(argument, function, generator);
        else
            generator.bounds.push_back(span_of(argument));
        arguments = arguments.subspan(std::min(comma + 1, arguments.size()));
    }
}

void check_arguments(const Token& function, const GeneratorText& generator) {
    if (generator.bounds.empty() || generator.bounds.size() > 3)
        fail(function.where,
             format("{}() takes an end, a start and an end, or a start, an end and a step",
                    function.text()),
             form);
    if (function.is("range")) return;
    if (generator.probability.has_value() == generator.size.has_value())
        fail(function.where, "sample() takes either p or size",
             "sample(N_post, p=0.1) draws each member with that probability, sample(N_post, "
             "size=10) that many");
}

void check_iterator(const Token& token) {
    const bool word = token.kind == Token::Kind::Word;
    const std::string why = word ? why_reserved(token.text()) : "it is no name";
    if (!why.empty())
        fail(token.where, format("'{}' cannot be the iterator: {}", token.text(), why));
    if (token.is("i") || token.is("j"))
        fail(token.where,
             format("'{}' cannot be the iterator: it is a neuron's index", token.text()),
             "call it k");
}

/// `k in range(...)`: what follows `for`. Returns what comes after the closing bracket.
Tokens read_loop(Tokens tokens, const Token& loop, GeneratorText& generator) {
    if (tokens.size() < 2 || !tokens[1].is("in"))
        fail(loop.where, "a loop reads `for k in range(...)`", form);
    check_iterator(tokens[0]);
    generator.iterator = tokens[0].text();
    if (tokens.size() < 4 || !tokens[3].is("("))
        fail(tokens[1].where, "after `in` comes range(...) or sample(...)", form);
    const Token& function = tokens[2];
    if (!function.is("range") && !function.is("sample"))
        fail(function.where, format("unknown iterator '{}'", function.text()),
             format("{}", did_you_mean(function.text(), {"range", "sample"})));
    const Tokens rest = tokens.subspan(4);
    const std::size_t close = find_outside(rest, ")");
    if (close == rest.size()) fail(tokens[3].where, "this bracket is not closed");
    read_arguments(rest.first(close), function.text(), generator);
    check_arguments(function, generator);
    return rest.subspan(close + 1);
}

void read_condition(Tokens tokens, GeneratorText& generator) {
    if (tokens.empty()) return;
    if (!tokens[0].is("if"))
        fail(tokens[0].where, format("`if` is expected here, not '{}'", tokens[0].text()), form);
    generator.condition = filled(tokens.subspan(1), tokens[0].where, "the condition");
}

}  // namespace

GeneratorText read_generator(const SourceSpan& text) {
    std::vector<Token> all = tokenize(text);
    std::erase_if(all, [](const Token& token) {
        return token.kind == Token::Kind::Newline || token.kind == Token::Kind::End;
    });
    GeneratorText generator;
    generator.whole = text;
    const Tokens tokens = read_walk(all, generator);
    const std::size_t loop = find_outside(tokens, "for");
    const std::size_t end = std::min(loop, find_outside(tokens, "if"));
    generator.partner = filled(tokens.first(end), text, "the expression of the generator");
    if (end < loop || loop == tokens.size())
        read_condition(tokens.subspan(end), generator);
    else
        read_condition(read_loop(tokens.subspan(loop + 1), tokens[loop], generator), generator);
    return generator;
}

}  // namespace brian
