"""Operations, and the run with its phases."""

import re

from yaml2brian.parts import assignment, quoted
from yaml2brian.refusal import NotTranslatable

OPERATION_KEYS = "of code every at event when order".split()


def code_writer(script, path):
    """The rewriter for code of a group or of synapses."""
    if path in script.synapses:
        return script.synapses[path].rewriter()
    return script.rewriter(script.population(path).rename(script.names.parameter))


def write_operation(script, name, spec):
    script.model.need_known_keys(f"operations.{name}", spec, OPERATION_KEYS)
    if re.search(r"[A-Za-z_]\w*\.[A-Za-z_]", spec["code"]):
        raise NotTranslatable(f"operations.{name}: code that acts on variables of other groups")
    code = quoted(code_writer(script, spec["of"]).statements(spec["code"]))
    python_name = script.names.add_object(name, "operation")
    options = []
    if "when" in spec:
        options.append(f'when="{spec["when"]}"')
    if "order" in spec:
        options.append(f"order={spec['order']}")
    brian_name = script.brian_name("d", name)
    if "event" in spec:
        return write_on_event(script, name, spec, (python_name, code, options))
    arguments = [code, *options]
    if "every" in spec:
        arguments.append("dt=" + script.value(spec["every"]))
    arguments.append(f'name="{brian_name}"')
    script.call(python_name, f"{script.object(spec['of'])}.run_regularly", arguments)
    if "at" in spec:
        write_times(script, python_name, spec["at"], brian_name)
    return None


def write_on_event(script, name, spec, parts):
    python_name, code, options = parts
    owner, _, event = spec["event"].partition(".")
    if owner != spec["of"]:
        raise NotTranslatable(f"operations.{name}: an event of {owner} acts on {owner} only")
    arguments = [f'"{event or "spike"}"', code, *options]
    # run_on_event takes no name: the group makes one of its own.
    script.line(f"{script.object(owner)}.run_on_event({', '.join(arguments)})")


def write_times(script, python_name, times, brian_name):
    """At given times: Brian 2.5 has only regular operations, so switch one on and off."""
    listed = script.values(times if isinstance(times, list) else [times])
    script.line(f"{python_name}_steps = set(rint({listed}/defaultclock.dt).astype(int))")
    script.line(f"def {python_name}_switch():")
    script.line(f"    {python_name}.active = defaultclock.timestep[:] in {python_name}_steps")
    script.line(
        f'{python_name}_gate = NetworkOperation({python_name}_switch, when="before_start",'
        f' order=-1000, name="{brian_name}_gate")'
    )


def write_run(script, spec):
    script.model.need_known_keys(
        "run", spec, "dt duration seed protocol stop_when schedule checkpoint_every".split()
    )
    if "stop_when" in spec:
        raise NotTranslatable("run.stop_when: Brian 2 cannot stop by a condition in a model")
    script.line("")
    script.line("network = Network(collect())")
    if "schedule" in spec:
        slots = ", ".join(f'"{slot}"' for slot in spec["schedule"])
        script.line(f"network.schedule = [{slots}]")
    if "protocol" in spec:
        write_phases(script, spec["protocol"])
    else:
        script.line(f"network.run({script.value(spec['duration'])})")


PHASE_KEYS = "duration dt set active stop_when repeat phases store restore".split()


def write_phases(script, phases, indent=""):
    for number, phase in enumerate(phases):
        if "loop" in phase:
            raise NotTranslatable(f"run.protocol[{number}].loop: no loops over values")
        script.model.need_known_keys(f"run.protocol[{number}]", phase, PHASE_KEYS)
        if "stop_when" in phase:
            raise NotTranslatable(f"run.protocol[{number}].stop_when: Brian 2 stops at no condition")
        write_phase(script, phase, indent)


def write_phase(script, phase, indent):
    if "repeat" in phase or "phases" in phase:
        script.line(f"{indent}for _ in range({script.whole_number(phase.get('repeat', '1'))}):")
        write_phases(script, phase["phases"], indent + "    ")
        return
    if "store" in phase:
        script.line(f'{indent}network.store("{phase["store"]}")')
    if "restore" in phase:
        name = phase["restore"]
        script.line(f'{indent}network.restore("{name if isinstance(name, str) else name["name"]}")')
    if "dt" in phase:
        script.line(f"{indent}defaultclock.dt = {script.value(phase['dt'])}")
    for path, value in (phase.get("set") or {}).items():
        write_set(script, path, value, indent)
    for name, active in (phase.get("active") or {}).items():
        section, _, rest = name.partition(".")
        path = rest if section in ("groups", "stimuli", "connections", "monitors", "operations") else name
        script.line(f"{indent}{script.object(path)}.active = {active.capitalize()}")
    if "duration" in phase:
        script.line(f"{indent}network.run({script.value(phase['duration'])})")


def write_set(script, path, value, indent):
    owner, _, variable = path.rpartition(".")
    if owner == "parameters":
        changed = [variable, *script.dependents(variable)]
        script.line(f"{indent}{script.names.parameter(variable)} = {script.value(value)}")
        for name in changed[1:]:
            script.line(f"{indent}{script.parameter_line(name)}")
        return
    rewriter = code_writer(script, owner)
    target = f"{script.object(owner)}.{rewriter.rename(variable)}"
    script.line(indent + assignment(script, rewriter, target, value))
