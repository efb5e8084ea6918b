"""Units after `:`, as Brian 2 wants them: without prefixes, and without any parentheses."""

from fractions import Fraction

from yaml2brian import text, units
from yaml2brian.refusal import WrongModel


def declared_unit(written):
    """The unit of the same dimension as a product of powers: `mM/ms` is mole/metre**3/second."""
    tokens = text.tokens_of(written)
    if tokens in (["boolean"], ["integer"]):
        return tokens[0]
    powers, end = product(tokens, 0)
    if end < len(tokens):
        raise WrongModel(f"'{written}' is no unit")
    above = [to_power(unit, power) for unit, power in powers.items() if power > 0]
    below = [to_power(unit, -power) for unit, power in powers.items() if power < 0]
    return "/".join(["*".join(above) or "1", *below])


def to_power(unit, power):
    if power == 1:
        return unit
    return f"{unit}**{power if power.denominator == 1 else float(power)}"


def product(tokens, at):
    """Unit -> power of the factors from `at` on, and the place after the last one."""
    powers, sign = {}, 1
    while True:
        more, at = factor(tokens, at)
        for unit, power in more.items():
            powers[unit] = powers.get(unit, 0) + sign * power
        if tokens[at : at + 1] in (["*"], ["/"]):
            sign = 1 if tokens[at] == "*" else -1
            at += 1
        elif at < len(tokens) and text.is_word(tokens[at]):
            sign = 1
        else:
            return powers, at


def factor(tokens, at):
    powers, at = atom(tokens, at)
    if tokens[at : at + 1] in (["^"], ["**"]):
        exponent, at = text.exponent_at(tokens, at + 1)
        power = Fraction(exponent.strip("()"))
        powers = {unit: old * power for unit, old in powers.items()}
    return powers, at


def atom(tokens, at):
    if at < len(tokens) and tokens[at] == "(":
        powers, at = product(tokens, at + 1)
        if tokens[at : at + 1] != [")"]:
            raise WrongModel("'(' of a unit is never closed")
        return powers, at + 1
    if at < len(tokens) and tokens[at] == "1":
        return {}, at + 1
    if at < len(tokens) and text.is_word(tokens[at]):
        return units.base_powers(tokens[at]), at + 1
    raise WrongModel(f"a unit is missing in '{' '.join(tokens)}'")
