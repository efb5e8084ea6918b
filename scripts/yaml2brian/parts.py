"""Groups and stimuli."""

from yaml2brian import text
from yaml2brian.declarations import declared_unit
from yaml2brian.model import is_null
from yaml2brian.names import variable_name
from yaml2brian.refusal import NotTranslatable, WrongModel

GROUP_KEYS = """size equations threshold reset refractory method initial subgroups events dt order
    links refractory_clamp""".split()


class Population:
    """A group as the other parts need it: its Python name, variables and their units."""

    def __init__(self, name, python_name, size):
        self.name = name
        self.python_name = python_name
        self.size = size
        self.equations = []
        self.aliases = {}
        self.subgroups = {}
        self.events = set()
        self.spikes = False

    def unit_of(self, variable):
        variable = self.aliases.get(variable, variable)
        for equation in self.equations:
            if equation.variable == variable:
                return declared_unit(equation.unit)
        raise WrongModel(f"{self.name} has no variable '{variable}'")

    def rename(self, parameter):
        """What a word in code of this group is called in the script."""

        def of_word(word):
            word = self.aliases.get(word, word)
            for suffix in ("_pre", "_post"):
                if word.endswith(suffix) and word[: -len(suffix)] in self.aliases:
                    word = self.aliases[word[: -len(suffix)]] + suffix
            if any(equation.variable == word for equation in self.equations):
                return variable_name(word)
            return parameter(word)

        return of_word


def resolve_aliases(population):
    """Takes the aliases out of the equations: Brian 2 has none."""
    direct = {e.variable: e.expression.strip() for e in population.equations if e.kind == "alias"}
    for alias in direct:
        target = direct[alias]
        for _ in direct:
            target = direct.get(target, target)
        population.aliases[alias] = target
    population.equations = [e for e in population.equations if e.kind != "alias"]


def equations_text(equations, rewriter):
    """Equations as Brian 2's, one a line."""
    lines = []
    for equation in equations:
        name = rewriter.rename(equation.variable)
        flags = f" ({', '.join(equation.flags)})" if equation.flags else ""
        unit = declared_unit(equation.unit)
        if equation.kind == "parameter":
            lines.append(f"{name} : {unit}{flags}")
            continue
        head = f"d{name}/dt" if equation.kind == "differential" else name
        lines.append(f"{head} = {rewriter.expression(equation.expression)} : {unit}{flags}")
    return "\n".join(lines)


def quoted(code):
    """Code as a Python string."""
    if "\n" not in code:
        return '"' + code + '"'
    inside = "\n".join("    " + line for line in code.split("\n"))
    return f'"""\n{inside}\n    """'


def group_order(spec):
    return f", order={spec['order']}" if "order" in spec else ""


def write_group(script, name, spec):
    script.model.need_known_keys(f"groups.{name}", spec, GROUP_KEYS)
    if "refractory_clamp" in spec:
        raise NotTranslatable(f"groups.{name}.refractory_clamp: Brian 2 has no clamp of Brian 1")
    for key in ("threshold", "reset"):
        if isinstance(spec.get(key), dict):
            raise NotTranslatable(f"groups.{name}.{key}: a type of Brian 1 that Brian 2 lacks")
    equations, extras = script.model.expand(spec.get("equations") or "")
    extras.update({key: value for key, value in spec.items() if key in extras or key in GROUP_KEYS})
    size = script.whole_number(spec["size"])
    population = Population(name, script.names.add_object(name, "group"), size)
    population.equations = equations
    resolve_aliases(population)
    script.populations[name] = population
    rewriter = script.rewriter(population.rename(script.names.parameter))
    arguments = [size, quoted(equations_text(population.equations, rewriter))]
    if not is_null(extras.get("threshold")):
        arguments.append("threshold=" + quoted(rewriter.expression(extras["threshold"])))
        population.spikes = True
    if not is_null(extras.get("reset")):
        arguments.append("reset=" + quoted(rewriter.statements(extras["reset"])))
    if not is_null(extras.get("refractory")):
        arguments.append("refractory=" + quoted(rewriter.expression(extras["refractory"])))
    if not is_null(extras.get("method")):
        arguments.append(f'method="{extras["method"]}"')
    events = extras.get("events") or {}
    if events:
        population.events = set(events)
        conditions = [f'"{k}": {quoted(rewriter.expression(v))}' for k, v in events.items()]
        arguments.append("events={" + ", ".join(conditions) + "}")
    if "dt" in spec:
        arguments.append("dt=" + script.value(spec["dt"]))
    if "order" in spec:
        arguments.append("order=" + spec["order"])
    arguments.append(f'name="{script.brian_name("a", name)}"')
    script.call(population.python_name, "NeuronGroup", arguments)
    write_subgroups(script, population, spec.get("subgroups") or {})


def bounds_of(script, text_of_range, size):
    begin, _, end = str(text_of_range).partition(":")
    begin = script.whole_number(begin) if begin.strip() else "0"
    return begin, script.whole_number(end) if end.strip() else size


def write_subgroups(script, population, subgroups):
    for name, chosen in subgroups.items():
        path = f"{population.name}.{name}"
        if isinstance(chosen, list):
            indices = sorted(int(i) for i in chosen)
            if indices != list(range(indices[0], indices[-1] + 1)):
                script.cannot_use[path] = "Brian 2 has contiguous subgroups only"
                continue
            begin, end = str(indices[0]), str(indices[-1] + 1)
        elif ":" in chosen:
            begin, end = bounds_of(script, chosen, population.size)
        else:
            script.cannot_use[path] = "Brian 2 has no subgroups by condition"
            continue
        part = script.names.add_object(f"{population.python_name}_{name}", "part")
        script.line(f"{part} = {population.python_name}[{begin}:{end}]")
        script.populations[path] = population
        script.parts[path] = (part, begin)


def write_initial(script, name, spec):
    """Values at the beginning, in the order of the file."""
    population = script.populations[name]
    rewriter = script.rewriter(population.rename(script.names.parameter))
    for variable, value in (spec.get("initial") or {}).items():
        target = f"{population.python_name}.{rewriter.rename(variable)}"
        if script.taken and is_drawn(script, value):
            script.line(f"{target}_ = {script.taken.initial(name, variable)}")
            continue
        script.line(assignment(script, rewriter, target, value))


def write_links(script, name, spec):
    """Variables that stand for those of other groups."""
    population = script.populations[name]
    for variable, link in spec["links"].items():
        path = link if isinstance(link, str) else link["variable"]
        owner, _, linked = path.rpartition(".")
        linked = script.population(owner).rename(lambda word: word)(linked)
        arguments = [script.object(owner), f'"{linked}"']
        if not isinstance(link, str):
            arguments.append("index=" + link_index(script, population, link["index"]))
        target = f"{population.python_name}.{variable_name(variable)}"
        script.line(f"{target} = linked_var({', '.join(arguments)})")


def link_index(script, population, index):
    if not isinstance(index, str):
        return f"array({script.values(index)})"
    if any(equation.variable in script.words_of(index) for equation in population.equations):
        raise NotTranslatable(f"groups.{population.name}.links: an index made of variables")
    known = {"i": f"arange({population.size})", "N": population.size}
    rewriter = script.rewriter(lambda word: known.get(word, script.names.parameter(word)))
    return f"({rewriter.expression(index)}).astype(int)"


def is_drawn(script, value):
    return isinstance(value, str) and bool(script.words_of(value) & text.DRAWS)


def assignment(script, rewriter, target, value):
    """A value of one, or of all neurons or synapses."""
    if not isinstance(value, str) or value in script.model.parameters_with_many_values():
        return f"{target} = {script.values(value)}"
    expression = rewriter.expression(value)
    try:
        if float(expression) == 0.0:  # a bare zero has any dimension
            return f"{target}_ = 0"
    except ValueError:
        pass
    return f"{target} = {quoted(expression)}"


STIMULUS_KEYS = {
    "poisson": ["size", "rate"],
    "spike_list": ["size", "indices", "times", "period", "bin", "duplicates"],
    "spike_trains": ["trains", "period", "bin", "duplicates"],
    "pulse_packet": ["size", "time", "sigma"],
    "regular": ["size", "rate", "interval", "start", "phase"],
    "poisson_input": ["target", "variable", "n", "rate", "weight", "order"],
    "timed_array": ["values", "dt"],
}


def write_stimulus(script, name, spec):
    kind = spec["type"]
    if script.taken and script.taken.replaces(spec):
        return write_taken(script, name, spec)
    if kind not in STIMULUS_KEYS:
        raise NotTranslatable(f"stimuli.{name}: Brian 2 has no source of type {kind}")
    script.model.need_known_keys(f"stimuli.{name}", spec, ["type", "dt", *STIMULUS_KEYS[kind]])
    return globals()["write_" + kind](script, name, spec)


def add_source(script, name, size):
    population = Population(name, script.names.add_object(name, "input"), size)
    population.spikes = True
    script.populations[name] = population
    return population


def write_taken(script, name, spec):
    """A random source as the spikes that it fired in our run."""
    if "dt" in spec:
        raise NotTranslatable(f"stimuli.{name}.dt: only of sources whose spikes are listed")
    size, indices, times = script.taken.source(name, spec)
    population = add_source(script, name, size)
    arguments = [size, indices, times, f'name="{script.brian_name("b", name)}"']
    script.call(population.python_name, "SpikeGeneratorGroup", arguments)


def write_poisson(script, name, spec):
    size = script.whole_number(spec["size"])
    population = add_source(script, name, size)
    rate = spec["rate"]
    many = not isinstance(rate, str) or rate in script.model.parameters_with_many_values()
    rates = script.values(rate) if many else quoted(script.rewriter().expression(rate))
    arguments = [size, f"rates={rates}", f'name="{script.brian_name("b", name)}"']
    arguments += clock_of(script, spec)
    script.call(population.python_name, "PoissonGroup", arguments)


def clock_of(script, spec):
    """The argument for a time step of its own."""
    return ["dt=" + script.value(spec["dt"])] if "dt" in spec else []


def spike_generator(script, name, spec, size, indices, times):
    """Spikes that are listed; steps are worked out in the script where Brian 2 would differ."""
    population = add_source(script, name, size)
    rounding, duplicates = spec.get("bin", "floor"), spec.get("duplicates", "error")
    if duplicates == "keep":
        raise NotTranslatable(f"stimuli.{name}: Brian 2 lets no neuron spike twice in a step")
    if rounding != "floor" or duplicates != "error":
        if "dt" in spec:
            raise NotTranslatable(f"stimuli.{name}.dt: not with bin or duplicates")
        script.need_helper("spike_steps")
        script.line(
            f'{population.python_name}_indices, {population.python_name}_times = spike_steps('
            f'{indices}, {times}, "{rounding}", "{duplicates}")'
        )
        indices, times = f"{population.python_name}_indices", f"{population.python_name}_times"
    arguments = [size, indices, times]
    if "period" in spec:
        arguments.append("period=" + script.value(spec["period"]))
    arguments.append(f'name="{script.brian_name("b", name)}"')
    arguments += clock_of(script, spec)
    script.call(population.python_name, "SpikeGeneratorGroup", arguments)


def write_spike_list(script, name, spec):
    size = script.whole_number(spec["size"])
    times = script.values(spec["times"], empty="[]*second")
    spike_generator(script, name, spec, size, script.values(spec["indices"]), times)


def write_spike_trains(script, name, spec):
    indices, times = [], []
    if any(not isinstance(train, list) for train in spec["trains"]):
        raise NotTranslatable(f"stimuli.{name}.trains: only lists written in the file")
    for number, train in enumerate(spec["trains"]):
        indices += [number] * len(train)
        times += train
    listed = script.values(times, empty="[]*second")
    spike_generator(script, name, spec, str(len(spec["trains"])), str(indices), listed)


def write_pulse_packet(script, name, spec):
    if "dt" in spec:
        raise NotTranslatable(f"stimuli.{name}.dt: only of Poisson neurons and listed spikes")
    size = script.whole_number(spec["size"])
    population = add_source(script, name, size)
    times = f"{population.python_name}_times"
    mean, sigma = script.value(spec["time"]), script.value(spec["sigma"])
    script.line(f"{times} = {mean} + ({sigma})*np.random.randn({size})")
    arguments = [size, f"arange({size})[{times} >= 0*second]", f"{times}[{times} >= 0*second]"]
    arguments.append(f'name="{script.brian_name("b", name)}"')
    script.call(population.python_name, "SpikeGeneratorGroup", arguments)


def write_regular(script, name, spec):
    if "dt" in spec:
        raise NotTranslatable(f"stimuli.{name}.dt: only of Poisson neurons and listed spikes")
    size = script.whole_number(spec["size"])
    population = add_source(script, name, size)
    python_name = population.python_name
    interval = script.value(spec["interval"]) if "interval" in spec else f"1/({script.value(spec['rate'])})"
    start = script.value(spec.get("start", "0 ms"))
    phase = script.values(spec["phase"]) if "phase" in spec else "0"
    script.need_helper("regular_spikes")
    script.line(
        f"{python_name}_indices, {python_name}_times = regular_spikes("
        f"{size}, {interval}, {start}, {phase}, {script.total_duration()})"
    )
    arguments = [size, f"{python_name}_indices", f"{python_name}_times"]
    arguments.append(f'name="{script.brian_name("b", name)}"')
    script.call(python_name, "SpikeGeneratorGroup", arguments)


def write_poisson_input(script, name, spec):
    population = script.population(spec["target"])
    rewriter = script.rewriter(population.rename(script.names.parameter))
    arguments = [
        script.object(spec["target"]),
        f'"{rewriter.rename(spec["variable"])}"',
        script.whole_number(spec["n"]),
        script.value(spec["rate"]),
        f"weight={quoted(rewriter.expression(spec['weight']))}",
    ]
    if "order" in spec:
        arguments.append("order=" + spec["order"])
    if script.words_of(spec["rate"]) & {"t", "i"}:
        raise NotTranslatable(f"stimuli.{name}.rate: Brian 2's PoissonInput has one constant rate")
    script.call(script.names.add_object(name, "input"), "PoissonInput", arguments)


def write_timed_array(script, name, spec):
    python_name = script.names.add_object(name, "array")
    if python_name != name:
        script.names.parameters[name] = python_name
    script.call(python_name, "TimedArray", [script.values(spec["values"]), "dt=" + script.value(spec["dt"])])
