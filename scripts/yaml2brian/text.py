"""Expressions, statements and equations of model files, rewritten word by word for Brian 2.

Brian 2 knows the grammar of model files but for: units after numbers (`20 ms`), `^`, true and false,
functions of one's own, a few built-in functions, scaled units after `:`, aliases.
"""

import re

from yaml2brian import units
from yaml2brian.refusal import WrongModel

TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<word>[A-Za-z_]\w*)"
    r"|(?P<symbol>\*\*=|//=|\*\*|//|<=|>=|==|!=|\+=|-=|\*=|/=|%=|\^=|.))"
)
ASSIGNMENTS = {"=", "+=", "-=", "*=", "/=", "//=", "%=", "**=", "^="}
OPERATOR_WORDS = {"and", "or", "not"}
# Functions that Brian 2 lacks; the script defines them where they are used.
OUR_FUNCTIONS = {"where", "min", "max", "binomial"}
DRAWS = {"rand", "randn", "poisson", "binomial"}


def tokens_of(text):
    text = re.sub(r"\\[ \t\r]*\n", " ", re.sub(r"#[^\n]*", "", text)).replace("\n", " ")
    found, at = [], 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        found.append(match.group(match.lastgroup))
        at = match.end()
    return found


def is_number(token):
    return token[0].isdigit() or (token[0] == "." and len(token) > 1)


def is_word(token):
    return token[0].isalpha() or token[0] == "_"


def words_in(text):
    """Names in an expression; not the symbols of units after numbers."""
    return set(Rewriter(lambda word: word).words(text))


def draws_in(text):
    return bool(words_in(text) & DRAWS)


class Rewriter:
    """Expressions of one place, whose names mean something there.

    rename     name -> what it is called in the script, perhaps in parentheses
    functions  name -> (names of its arguments, its expression)
    """

    def __init__(self, rename, functions=None):
        self.rename = rename
        self.functions = functions or {}
        self.used = set()

    def expression(self, text):
        pieces = self.rewrite(tokens_of(str(text)))
        return pieces[0][1:-1] if len(pieces) == 1 and pieces[0][0] == "(" else self.join(pieces)

    def words(self, text):
        self.used = set()
        self.expression(text)
        return self.used

    def statements(self, text):
        return "\n".join(self.statement(line) for line in statement_lines(text))

    def statement(self, line):
        tokens = tokens_of(line)
        if len(tokens) < 3 or tokens[1] not in ASSIGNMENTS:
            raise WrongModel(f"'{line.strip()}' is no assignment")
        operator = "**=" if tokens[1] == "^=" else tokens[1]
        return f"{self.rename(tokens[0])} {operator} {self.join(self.rewrite(tokens[2:]))}"

    def rewrite(self, tokens):
        out, at = [], 0
        while at < len(tokens):
            token = tokens[at]
            if is_number(token):
                text, at = self.quantity(tokens, at)
                alone = out[-1:] == ["("] and tokens[at : at + 1] == [")"] and text[0] == "("
                out.append(text[1:-1] if alone else text)
            elif is_word(token) and tokens[at + 1 : at + 2] == ["("] and token not in OPERATOR_WORDS:
                text, at = self.call(tokens, at)
                out.append(text)
            else:
                out.append(self.word(token) if is_word(token) else "**" if token == "^" else token)
                at += 1
        return out

    def word(self, token):
        if token in OPERATOR_WORDS or token in units.CONSTANTS:
            self.used.add(token)
            return token
        if token in ("true", "True", "false", "False"):
            return token.capitalize()
        if units.is_unit(token):
            return units.in_expression(token)
        self.used.add(token)
        return self.rename(token)

    def quantity(self, tokens, at):
        """A number and the units after it, which bind tighter than any operator."""
        parts, at = [tokens[at]], at + 1
        if not (at < len(tokens) and units.is_symbol_or_unit(tokens[at])):
            return parts[0], at
        while at < len(tokens):
            if units.is_symbol_or_unit(tokens[at]):
                text, at = self.unit_factor(tokens, at)
                parts += ["*", text]
            elif tokens[at] == "/" and at + 1 < len(tokens) and units.is_symbol_or_unit(tokens[at + 1]):
                text, at = self.unit_factor(tokens, at + 1)
                parts += ["/", text]
            elif (end := end_of_divisor(tokens, at)) is not None:
                inside = [
                    units.in_expression(t) if is_word(t) else "**" if t == "^" else t
                    for t in spelled_product(tokens[at + 2 : end - 1])
                ]
                parts += ["/", "(" + "".join(inside) + ")"]
                at = end
                if at < len(tokens) and tokens[at] in ("^", "**"):
                    exponent, at = exponent_at(tokens, at + 1)
                    parts[-1] += "**" + exponent
            else:
                break
        return "(" + "".join(parts) + ")", at

    def unit_factor(self, tokens, at):
        text, at = units.in_expression(tokens[at]), at + 1
        if at < len(tokens) and tokens[at] in ("^", "**"):
            exponent, at = exponent_at(tokens, at + 1)
            text += "**" + exponent
        return text, at

    def call(self, tokens, at):
        name = tokens[at]
        arguments, end = arguments_at(tokens, at + 1)
        rewritten = [self.join(self.rewrite(argument)) for argument in arguments]
        self.used.add(name)
        if name in self.functions:
            names, body = self.functions[name]
            if len(names) != len(rewritten):
                raise WrongModel(f"'{name}' takes {len(names)} arguments")
            values = dict(zip(names, rewritten))
            inner = Rewriter(lambda w: f"({values[w]})" if w in values else self.rename(w), self.functions)
            text = "(" + inner.expression(body) + ")"
            self.used |= inner.used - set(names)
            return text, end
        return f"{self.rename(name)}({', '.join(rewritten)})", end

    @staticmethod
    def join(tokens):
        """Words and operators with blanks as a human would set them."""
        text, previous = "", ""
        for token in tokens:
            spaced = token in {"+", "-", "<", "<=", ">", ">=", "==", "!="} or token in OPERATOR_WORDS
            binary = previous and (previous[-1].isalnum() or previous[-1] in ")_.")
            binary = binary and previous not in OPERATOR_WORDS
            if token in ("+", "-") and not binary:
                spaced = False
            if token == ",":
                text += ", "
            elif spaced:
                text = text.rstrip() + " " + token + " "
            elif binary and (token[0].isalnum() or token[0] == "_"):
                text += " " + token
            else:
                text += token
            # What follows a sign stands as after an opening parenthesis.
            previous = "(" if token in ("+", "-") and not binary else token
        return text.strip()


def spelled_product(tokens):
    """`mol K` as `mol * K`."""
    out = []
    for token in tokens:
        if out and is_word(token) and is_word(out[-1]):
            out.append("*")
        out.append(token)
    return out


def exponent_at(tokens, at):
    if tokens[at] == "(":
        end = tokens.index(")", at)
        return "".join(tokens[at : end + 1]), end + 1
    if tokens[at] == "-":
        return "(-" + tokens[at + 1] + ")", at + 2
    return tokens[at], at + 1


def end_of_divisor(tokens, at):
    """After `/(`, units alone and `)`: the place that follows; else None."""
    if tokens[at] != "/" or tokens[at + 1 : at + 2] != ["("]:
        return None
    if not units.is_symbol_or_unit(tokens[at + 2]):
        return None
    depth, here = 1, at + 2
    while depth > 0:
        if here >= len(tokens):
            return None
        token = tokens[here]
        depth += {"(": 1, ")": -1}.get(token, 0)
        part = token in {"(", ")", "*", "/", "^", "**", "-"} or is_number(token)
        if not part and not units.is_symbol_or_unit(token):
            return None
        here += 1
    return here


def arguments_at(tokens, at):
    """The arguments in the parentheses that open at `at`, and the place after them."""
    arguments, depth, here = [[]], 0, at
    while True:
        if here >= len(tokens):
            raise WrongModel("'(' is never closed")
        token = tokens[here]
        depth += {"(": 1, ")": -1}.get(token, 0)
        if depth == 0:
            return ([] if arguments == [[]] else arguments), here + 1
        if depth == 1 and token == ",":
            arguments.append([])
        elif not (depth == 1 and token == "("):
            arguments[-1].append(token)
        here += 1


def unfinished(tokens):
    last = tokens[-1]
    return last in OPERATOR_WORDS if is_word(last) else not is_number(last) and last != ")"


def lines_of(text, equations):
    """Lines that belong together as one: within parentheses, and around operators."""
    lines, current = [], []
    text = re.sub(r"\\[ \t\r]*\n", " ", re.sub(r"#[^\n]*", "", str(text)))
    for raw in re.split(r"\n|;", text):
        tokens = tokens_of(raw)
        if not tokens:
            continue
        depth = current.count("(") - current.count(")")
        goes_on = bool(current) and (depth > 0 or unfinished(current))
        if current and equations and not goes_on:
            first = tokens[0]
            goes_on = first == "(" or (unfinished([first]) and first != "not")
        if goes_on:
            current += tokens
        else:
            current = list(tokens)
            lines.append(current)
    return [" ".join(line) for line in lines]


def statement_lines(text):
    return lines_of(text, equations=False)


def equation_lines(text):
    return lines_of(text, equations=True)


class Equation:
    """kind: differential, subexpression, parameter or alias."""

    def __init__(self, kind, variable, expression, unit, flags):
        self.kind = kind
        self.variable = variable
        self.expression = expression
        self.unit = unit
        self.flags = flags

    def changed(self, expression, rename):
        return Equation(self.kind, rename(self.variable), expression, self.unit, list(self.flags))


def split_flags(text):
    """`volt (constant)` as its unit and flags; `siemens/(metre^2)` has none."""
    match = re.match(r"^(.*?)\s*\(\s*([a-z][\w ,-]*)\)\s*$", text)
    if not match or not match.group(1) or match.group(1).rstrip().endswith(("/", "*", "^")):
        return text.strip(), []
    flags = [re.sub(r"\s*-\s*", "-", " ".join(flag.split())) for flag in match.group(2).split(",")]
    return match.group(1).strip(), flags


def parse_equations(text):
    return [parse_equation(line) for line in equation_lines(text)]


def parse_equation(line):
    head, colon, declaration = line.partition(":")
    unit, flags = split_flags(declaration) if colon else (None, [])
    derived = re.match(r"^d(\w+)\s*/\s*dt\s*=(.*)$", head.strip(), re.S)
    if derived:
        return Equation("differential", derived.group(1), derived.group(2).strip(), unit, flags)
    name, equals, expression = head.partition("=")
    name, expression = name.strip(), expression.strip()
    if not re.fullmatch(r"\w+", name):
        raise WrongModel(f"'{line}' is no equation")
    if not equals:
        return Equation("parameter", name, None, unit, flags)
    if not colon:
        return Equation("alias", name, expression, None, [])
    return Equation("subexpression", name, expression, unit, flags)
