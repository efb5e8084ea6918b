"""Monitors: those that Brian 2 has. The others change nothing in a model and are left out."""

from yaml2brian.refusal import NotTranslatable

SPIKE_KINDS = ("spikes", "count", "population_count")


def write_monitor(script, name, spec):
    writer = WRITERS.get(spec["type"])
    if writer is None:
        script.remark(f"monitors.{name}: Brian 2 has none of type {spec['type']}; left out")
        return
    path = spec["of"]
    if path in script.cannot_use:
        script.remark(f"monitors.{name}: {script.cannot_use[path]}; left out")
        return
    python_name = script.names.add_object(name if name not in script.names.taken else f"monitor_{name}", "monitor")
    writer(script, name, spec, python_name)


def add(script, name, python_name, kind, arguments):
    arguments.append(f'name="{script.brian_name("e", name)}"')
    script.call(python_name, kind, arguments)
    script.monitors[name] = python_name


def write_spikes(script, name, spec, python_name):
    arguments = [script.object(spec["of"])]
    if spec.get("variables"):
        variables = spec["variables"] if isinstance(spec["variables"], list) else [spec["variables"]]
        rename = script.population(spec["of"]).rename(lambda word: word)
        arguments.append(f"variables={[rename(v) for v in variables]}")
    kind = "SpikeMonitor"
    if spec["type"] == "events":
        kind = "EventMonitor"
        arguments.append(f'"{spec["event"]}"')
    add(script, name, python_name, kind, arguments)


def write_count(script, name, spec, python_name):
    add(script, name, python_name, "SpikeMonitor", [script.object(spec["of"]), "record=False"])


def write_rate(script, name, spec, python_name):
    add(script, name, python_name, "PopulationRateMonitor", [script.object(spec["of"])])


def write_state(script, name, spec, python_name):
    if "statistics" in spec and "record" not in spec:
        script.remark(f"monitors.{name}: Brian 2 has no statistics of states; left out")
        return
    connection = script.synapses.get(spec["of"])
    rename = connection.rename if connection else script.population(spec["of"]).rename(lambda w: w)
    variables = spec["variables"] if isinstance(spec["variables"], list) else [spec["variables"]]
    arguments = [
        script.object(spec["of"]),
        str([rename(v) for v in variables]).replace("'", '"'),
        "record=" + recorded(script, spec, connection),
    ]
    if "dt" in spec:
        arguments.append("dt=" + script.value(spec["dt"]))
    for key in ("when", "order"):
        if key in spec:
            arguments.append(f'{key}="{spec[key]}"' if key == "when" else f"{key}={spec[key]}")
    add(script, name, python_name, "StateMonitor", arguments)
    if spec.get("record_final") == "true":
        script.at_end.append(f"{python_name}.record_single_timestep()")


def recorded(script, spec, connection):
    record = spec.get("record", "all")
    if record == "all":
        return "True"
    if isinstance(record, list):
        return "[" + ", ".join(script.value(index) for index in record) + "]"
    if isinstance(record, dict):
        raise NotTranslatable("monitors that record what a file lists")
    if ":" in record:
        size = f"len({script.object(spec['of'])})"
        begin, _, end = record.partition(":")
        begin = script.whole_number(begin) if begin.strip() else "0"
        end = script.whole_number(end) if end.strip() else size
        return f"arange({begin}, {end})"
    if record.isdigit():
        return f"[{record}]"
    if connection:
        return f'{connection.python_name}["{connection.rewriter().expression(record)}"]'
    population = script.population(spec["of"])
    rewriter = script.rewriter(population.rename(script.names.parameter))
    return f'{script.object(spec["of"])}.indices["{rewriter.expression(record)}"]'


WRITERS = {
    "spikes": write_spikes,
    "events": write_spikes,
    "count": write_count,
    "population_count": write_count,
    "rate": write_rate,
    "state": write_state,
}
