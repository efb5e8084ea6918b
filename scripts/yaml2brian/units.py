"""The units of model files, as Brian 2 spells them."""

from yaml2brian.refusal import WrongModel

PREFIXES = "y z a f p n u m c d da h k M G T P E Z Y".split()

# What one of it is in Brian 2 without a prefix: declarations may name no scaled units. Unit -> power.
FAMILIES = {
    "metre": {"metre": 1},
    "meter": {"metre": 1},
    "gram": {"kilogram": 1},
    "gramme": {"kilogram": 1},
    "second": {"second": 1},
    "amp": {"amp": 1},
    "ampere": {"amp": 1},
    "kelvin": {"kelvin": 1},
    "mole": {"mole": 1},
    "mol": {"mole": 1},
    "candle": {"candle": 1},
    "candela": {"candle": 1},
    "litre": {"metre": 3},
    "liter": {"metre": 3},
    "molar": {"mole": 1, "metre": -3},
    "radian": {},
    "steradian": {},
    "hertz": {"hertz": 1},
    "becquerel": {"becquerel": 1},
    "newton": {"newton": 1},
    "pascal": {"pascal": 1},
    "joule": {"joule": 1},
    "watt": {"watt": 1},
    "coulomb": {"coulomb": 1},
    "volt": {"volt": 1},
    "farad": {"farad": 1},
    "ohm": {"ohm": 1},
    "siemens": {"siemens": 1},
    "weber": {"weber": 1},
    "tesla": {"tesla": 1},
    "henry": {"henry": 1},
    "lumen": {"candle": 1},
    "lux": {"candle": 1, "metre": -2},
    "gray": {"gray": 1},
    "sievert": {"sievert": 1},
    "katal": {"mole": 1, "second": -1},
}
SHORT_NAMES = (
    "mV uV mA uA nA pA fA uF nF pF fF mS uS nS pS ms us ns Hz kHz MHz cm cm2 cm3 mm mm2 mm3 um um2 um3"
    " mM uM nM pM kg"
).split()
# Of these Brian 2 has no short name.
LONG_NAMES = {
    "mS": "msiemens",
    "uV": "uvolt",
    "fA": "famp",
    "fF": "ffarad",
    "pS": "psiemens",
    "ns": "nsecond",
    "pM": "pmolar",
    "kg": "kilogram",
}
SYMBOLS = {
    "m": "metre",
    "g": "gram",
    "s": "second",
    "A": "amp",
    "K": "kelvin",
    "V": "volt",
    "F": "farad",
    "S": "siemens",
    "C": "coulomb",
    "J": "joule",
    "W": "watt",
    "N": "newton",
    "T": "tesla",
    "H": "henry",
    "L": "litre",
    "M": "molar",
}
CONSTANTS = {
    "pi",
    "e",
    "inf",
    "avogadro_constant",
    "boltzmann_constant",
    "electric_constant",
    "electron_mass",
    "elementary_charge",
    "faraday_constant",
    "gas_constant",
    "magnetic_constant",
    "molar_mass_constant",
    "zero_celsius",
}


# Prefixes that Brian 2 leaves out of the names it knows in strings, and units that it knows without
# prefixes only.
SPELLED_OUT = {"c": "1e-2", "d": "1e-1", "da": "10", "h": "100"}
POWERS_OF_TEN = "-24 -21 -18 -15 -12 -9 -6 -3 -2 -1 1 2 3 6 9 12 15 18 21 24".split()
WITHOUT_PREFIX = {"kelvin"}


def _families():
    """Every long name -> (its prefix, family, power)."""
    table = {}
    for family in FAMILIES:
        for prefix in ["", *PREFIXES]:
            for power in (1, 2, 3):
                name = f"{prefix}{family}{power if power > 1 else ''}"
                table.setdefault(name, (prefix, family, power))
    for name in ("kilogram", "kilogramme"):
        for power in (1, 2, 3):
            table[f"{name}{power if power > 1 else ''}"] = ("k", "gram", power)
    for name in SHORT_NAMES:
        power = int(name[-1]) if name[-1].isdigit() else 1
        stem = name.rstrip("23")
        symbol = "Hz" if stem.endswith("Hz") else stem[-1]
        table[name] = (stem[: -len(symbol)], SYMBOLS.get(symbol, "hertz"), power)
    return table


UNITS = _families()


def is_unit(name):
    return name in UNITS


def is_symbol_or_unit(name):
    return name in SYMBOLS or name in UNITS


def in_expression(name):
    """A unit of the model file as Brian 2 writes it within an expression."""
    if name in SHORT_NAMES and name not in LONG_NAMES:
        return name
    prefix, family, power = UNITS[SYMBOLS.get(name, name)]
    family = {"candela": "candle", "gramme": "gram"}.get(family, family)
    factor = SPELLED_OUT.get(prefix)
    if prefix and family in WITHOUT_PREFIX:
        factor = "1e" + POWERS_OF_TEN[PREFIXES.index(prefix)]
    text = f"({factor}*{family})" if factor else prefix + family
    if text == "kgram":
        text = "kilogram"
    return text if power == 1 else f"({text}**{power})"


def base_powers(name):
    """The unscaled units that make up a unit, with their powers."""
    name = SYMBOLS.get(name, name)
    if name not in UNITS:
        raise WrongModel(f"unknown unit '{name}'")
    _, family, power = UNITS[name]
    return {unit: old * power for unit, old in FAMILIES[family].items()}
