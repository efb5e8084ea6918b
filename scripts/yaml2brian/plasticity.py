"""The sugar of plastic connections, written out as semantics ask for."""

from yaml2brian import text
from yaml2brian.refusal import NotTranslatable


def write_out(connection):
    kind = connection.spec["plasticity"]["type"]
    writer = WRITERS.get(kind)
    if writer is None:
        raise NotTranslatable(f"connections.{connection.name}.plasticity: no rule {kind} here")
    writer(connection, connection.spec["plasticity"])


def stdp_exponential(connection, rule):
    """Song, Miller & Abbott's rule as Brian 1 has it: traces of all or of the nearest spikes."""
    target, name = connection.spec["variable"], "weight"
    unit = connection.target.unit_of(target)
    wmin, wmax = f"({rule.get('wmin', '0')})", f"({rule['wmax']})"
    if rule.get("wmin", "0") == "0":
        wmin = f"(0*({wmax}))"
    interactions, update = rule.get("interactions", "all"), rule.get("update", "additive")
    scale = f"*{wmax}" if update == "additive" else ""
    trace_unit = unit if update == "additive" else "1"
    connection.equations += text.parse_equations(
        f"{name} : {unit}\n"
        f"dA_pre_trace/dt = -A_pre_trace/({rule['taup']}) : {trace_unit} (event-driven)\n"
        f"dA_post_trace/dt = -A_post_trace/({rule['taum']}) : {trace_unit} (event-driven)"
    )
    pre_op = "=" if interactions in ("nearest", "nearest_pre") else "+="
    post_op = "=" if interactions in ("nearest", "nearest_post") else "+="
    connection.on_pre = (
        f"{target}_post += {name}\n"
        f"A_pre_trace {pre_op} ({rule['Ap']}){scale}\n"
        f"{name} = clip({changed(name, 'A_post_trace', rule['Am'], wmax, update, connection)}, {wmin}, {wmax})"
    )
    connection.on_post = (
        f"A_post_trace {post_op} ({rule['Am']}){scale}\n"
        f"{name} = clip({changed(name, 'A_pre_trace', rule['Ap'], wmax, update, connection)}, {wmin}, {wmax})"
    )
    add_weight(connection, name)


def changed(name, trace, amplitude, wmax, update, connection):
    """The weight after a spike that meets the other side's trace."""
    depresses = connection.script.number(amplitude) < 0
    if update == "additive":
        return f"{name} + {trace}"
    if depresses:
        return f"{name}*(1 + {trace})"
    if update == "multiplicative":
        return f"{name} + ({wmax} - {name})*{trace}"
    return f"{name} + {trace}*{wmax}"


def stp(connection, rule):
    """Tsodyks & Markram as Brian 1 has it: u before its increment takes its part of x."""
    target = connection.spec["variable"]
    unit = connection.target.unit_of(target)
    U = f"({rule['U']})"
    connection.equations += text.parse_equations(
        f"weight : {unit}\n"
        f"dx_stp/dt = (1 - x_stp)/({rule['taud']}) : 1 (event-driven)\n"
        f"du_stp/dt = ({U} - u_stp)/({rule['tauf']}) : 1 (event-driven)"
    )
    connection.on_pre = (
        f"{target}_post += weight*u_stp*x_stp\nx_stp *= 1 - u_stp\nu_stp += {U}*(1 - u_stp)"
    )
    connection.initial = {"x_stp": "1", "u_stp": U, **connection.initial}
    add_weight(connection, "weight")


def add_weight(connection, name):
    if "weight" in connection.spec:
        connection.initial = {name: connection.spec["weight"], **connection.initial}


WRITERS = {"stdp_exponential": stdp_exponential, "stp": stp}
