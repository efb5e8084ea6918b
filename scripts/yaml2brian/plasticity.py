"""The sugar of plastic connections, written out: equations, and code after the transmission."""

from yaml2brian import text
from yaml2brian.model import is_null
from yaml2brian.refusal import NotTranslatable


class Rule:
    """A rule with its weight; keys are expressions in parentheses."""

    def __init__(self, connection):
        self.connection = connection
        self.given = connection.spec["plasticity"]
        self.kind = self.given["type"]
        self.weight = self.given.get("weight", "weight" if "variable" in connection.spec else "w")
        self.unit = next((e.unit for e in connection.equations if e.variable == self.weight), "1")
        self.equations = ""
        self.on_pre = ""
        self.on_post = ""
        self.initial = {}

    def __getitem__(self, key):
        return f"({self.given[key]})"

    def get(self, key, usual):
        return f"({self.given.get(key, usual)})"

    def trace(self, name, tau):
        self.equations += f"d{name}/dt = -{name}/{tau} : 1 (event-driven)\n"

    def bounded(self, changed):
        least = self["wmin"] if self.given.get("wmin", "0") != "0" else f"(0*{self['wmax']})"
        return f"{self.weight} = clip({changed}, {least}, {self['wmax']})\n"


def write_out(connection):
    rule = Rule(connection)
    if rule.kind not in WRITERS:
        raise NotTranslatable(f"connections.{connection.name}.plasticity: no rule {rule.kind} here")
    WRITERS[rule.kind](rule)
    connection.equations += text.parse_equations(rule.equations)
    connection.initial = {**rule.initial, **connection.initial}
    connection.on_pre = after(connection.on_pre, rule.on_pre, "pre", rule.given.get("delay_pre"))
    connection.on_post = after(connection.on_post, rule.on_post, "post", rule.given.get("delay_post"))


def after(own, code, side, delay):
    """The code of a rule behind that of the user; with a delay of its own as one more pathway."""
    if not code:
        return own
    if is_null(own) and delay is None:
        return code
    if isinstance(own, str) and delay is None:
        return own + "\n" + code
    pathways = {} if is_null(own) else own if isinstance(own, dict) else {side: own}
    more = {"code": code, **({"delay": delay} if delay is not None else {})}
    return {**pathways, "plasticity" if pathways else side: more}


def stdp_exponential(rule):
    """Song, Miller & Abbott (2000), with pairs of all or of the nearest spikes as in Brian 1."""
    which = rule.given.get("interactions", "all")
    rule.trace("Apre", rule["taup"])
    rule.trace("Apost", rule["taum"])
    pre_step = "=" if which in ("nearest", "nearest_pre") else "+="
    post_step = "=" if which in ("nearest", "nearest_post") else "+="
    rule.on_pre = f"Apre {pre_step} {rule['Ap']}\n" + rule.bounded(changed(rule, "Apost", "Am"))
    rule.on_post = f"Apost {post_step} {rule['Am']}\n" + rule.bounded(changed(rule, "Apre", "Ap"))


def changed(rule, trace, amplitude):
    """The weight after a spike that meets the other side's trace."""
    update = rule.given.get("update", "additive")
    w, depresses = rule.weight, rule.connection.script.number(rule.given[amplitude]) < 0
    if update == "additive" or (update == "mixed" and not depresses):
        return f"{w} + {rule['wmax']}*{trace}"
    return f"{w}*(1 + {trace})" if depresses else f"{w} + ({rule['wmax']} - {w})*{trace}"


def stdp_inhibitory(rule):
    """Vogels et al. (2011)."""
    for name in ("Apre", "Apost"):
        rule.trace(name, rule["tau"])
    w, eta = rule.weight, rule["eta"]
    rule.on_pre = "Apre += 1\n" + rule.bounded(f"{w} + {eta}*(Apost - 2*{rule['rho0']}*{rule['tau']})")
    rule.on_post = "Apost += 1\n" + rule.bounded(f"{w} + {eta}*Apre")


def stdp_triplet(rule):
    """Pfister & Gerstner (2006): slow traces are read before the spike adds to them."""
    step = "=" if rule.given.get("interactions", "all") == "nearest" else "+="
    taus = {"r_1": ("tau_plus", "16.8 ms"), "r_2": ("tau_x", "101 ms")}
    taus |= {"o_1": ("tau_minus", "33.7 ms"), "o_2": ("tau_y", "125 ms")}
    for name, (key, usual) in taus.items():
        rule.trace(name, rule.get(key, usual))
    decline = f"({rule.get('A2_minus', '7e-3')} + {rule.get('A3_minus', '2.3e-4')}*r_2)"
    growth = f"({rule.get('A2_plus', '5e-10')} + {rule.get('A3_plus', '6.2e-3')}*o_2)"
    w, most = rule.weight, rule["wmax"]
    rule.on_pre = rule.bounded(f"{w} - {most}*o_1*{decline}") + f"r_1 {step} 1\nr_2 {step} 1"
    rule.on_post = rule.bounded(f"{w} + {most}*r_1*{growth}") + f"o_1 {step} 1\no_2 {step} 1"


def stp(rule):
    """Tsodyks & Markram (1997) as in Brian 1: what is used is u before the spike."""
    rule.equations = (
        f"du/dt = ({rule['U']} - u)/{rule['tauf']} : 1 (event-driven)\n"
        f"dx/dt = (1 - x)/{rule['taud']} : 1 (event-driven)\n"
    )
    rule.initial = {"u": rule["U"], "x": "1"}
    rule.on_pre = f"x -= u*x\nu += {rule['U']}*(1 - u)"
    if "variable" in rule.connection.spec:
        rule.connection.on_pre += "*u*x"


WRITERS = {
    "stdp_exponential": stdp_exponential,
    "stdp_inhibitory": stdp_inhibitory,
    "stdp_triplet": stdp_triplet,
    "stp": stp,
}
