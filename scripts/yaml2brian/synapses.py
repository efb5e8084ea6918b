"""Connections."""

import re

from yaml2brian import plasticity, text
from yaml2brian.model import is_null, is_true
from yaml2brian.names import variable_name
from yaml2brian.parts import Population, assignment, equations_text, is_drawn, quoted
from yaml2brian.refusal import NotTranslatable

CONNECTION_KEYS = """source target connect allow_self multiplicity delay equations on_pre on_post initial
    method order variable weight modulation plasticity dt multiplicity_index""".split()
CONNECT_KEYS = "allow_self multiplicity skip_if_invalid dataset".split()
RULES = """all one_to_one probability condition in_degree out_degree pairs matrix file generator""".split()
LISTED = ("pairs", "matrix", "file")
ORDERS = {"pre": -1, "post": 1}


class Pathway:
    def __init__(self, side, name, spec):
        self.side = side
        self.name = name
        self.code = spec if isinstance(spec, str) else spec["code"]
        self.options = {} if isinstance(spec, str) else spec
        self.brian_name = name


class Connection:
    """Equations, pathways and names of one connection."""

    def __init__(self, script, name, spec):
        self.script = script
        self.name = name
        self.spec = spec
        self.source = script.population(spec["source"])
        self.target = script.population(spec["target"])
        self.equations, extras = script.model.expand(spec.get("equations") or "")
        self.on_pre = spec.get("on_pre")
        self.on_post = spec.get("on_post")
        self.initial = dict(spec.get("initial") or {})
        self.method = spec.get("method", extras.get("method"))
        self.weights = None
        self.python_name = script.names.add_object(name, "synapses")
        # What other connections see that begin or end here.
        self.as_population = Population(name, self.python_name, f"len({self.python_name})")
        self.as_population.equations = self.equations
        script.populations[name] = self.as_population

    def rename(self, word):
        """Synaptic variables first, else those of the target; _pre and _post as they say."""
        if any(equation.variable == word for equation in self.equations):
            return variable_name(word)
        for suffix, population in (("_pre", self.source), ("_post", self.target)):
            if word.endswith(suffix):
                inner = population.rename(lambda w: w)(word[: -len(suffix)])
                return inner + suffix
        inner = self.target.rename(self.script.names.parameter)(word)
        return inner

    def rewriter(self):
        return self.script.rewriter(self.rename)

    def pathways(self):
        found = []
        for side, code in (("pre", self.on_pre), ("post", self.on_post)):
            if is_null(code):
                continue
            if isinstance(code, str):
                found.append(Pathway(side, side, code))
                continue
            several = len(code) > 1
            for number, (name, spec) in enumerate(code.items()):
                pathway = Pathway(side, name, spec)
                # Brian 2 takes pathways by their names' alphabet, a model file in their order.
                pathway.brian_name = f"p{number}_{name}" if several else name
                found.append(pathway)
        return found


def write_connection(script, name, spec):
    script.model.need_known_keys(f"connections.{name}", spec, CONNECTION_KEYS)
    connection = Connection(script, name, spec)
    script.synapses[name] = connection
    if "variable" in spec:
        write_out_weight(connection)
    if "plasticity" in spec:
        plasticity.write_out(connection)
    write_synapses(connection)
    write_connect(connection)
    write_weights(connection)
    write_synaptic_initial(connection)
    write_delays(connection)


def write_out_weight(connection):
    """`variable` and `weight` as a user would have written them."""
    script, spec = connection.script, connection.spec
    target, weight = spec["variable"], spec.get("weight")
    unit = connection.target.unit_of(target)
    factor = "weight"
    columns = rule_of(spec)[0] in ("matrix", "file") and is_null(weight)
    plastic = spec.get("plasticity", {}).get("type", "stp") != "stp"
    if not columns and not plastic and isinstance(weight, str) and script.is_constant(weight):
        factor = f"({weight})"
    else:
        if "modulation" in spec:
            unit = f"({unit})/({connection.source.unit_of(spec['modulation'])})"
        connection.equations.append(text.Equation("parameter", "weight", None, unit, []))
        if not columns:
            connection.initial = {"weight": weight, **connection.initial}
    if "modulation" in spec:
        factor += f"*{spec['modulation']}_pre"
    connection.on_pre = f"{target}_post += {factor}"


def write_synapses(connection):
    script, spec = connection.script, connection.spec
    rewriter = connection.rewriter()
    for equation in connection.equations:
        if "summed" in equation.flags:
            refuse_second_writer(connection, equation.variable)
        if "linked" in equation.flags:
            raise NotTranslatable(f"connections.{connection.name}: linked variables of synapses")
    pathways = connection.pathways()
    arguments = [script.object(spec["source"]), script.object(spec["target"])]
    if connection.equations:
        arguments.append("model=" + quoted(equations_text(connection.equations, rewriter)))
    for side in ("pre", "post"):
        ours = [p for p in pathways if p.side == side]
        if not ours:
            continue
        codes = [f'"{p.brian_name}": {quoted(rewriter.statements(p.code))}' for p in ours]
        arguments.append(f"on_{side}={{" + ",\n              ".join(codes) + "}")
    events = [p for p in pathways if p.options.get("event", "spike") != "spike"]
    if events:
        bound = [f'"{p.brian_name}": "{p.options["event"]}"' for p in events]
        arguments.append("on_event={" + ", ".join(bound) + "}")
    if not is_null(connection.method):
        arguments.append(f'method="{connection.method}"')
    if "dt" in spec:
        arguments.append("dt=" + script.value(spec["dt"]))
    if "multiplicity_index" in spec:
        arguments.append(f'multisynaptic_index="{spec["multiplicity_index"]}"')
    arguments.append(f'name="{script.brian_name("c", connection.name)}"')
    script.call(connection.python_name, "Synapses", arguments)
    for pathway in pathways:
        order = int(pathway.options.get("order", spec.get("order", "0")))
        if order:
            script.line(
                f"{connection.python_name}.{pathway.brian_name}.order = {ORDERS[pathway.side] + order}"
            )


def refuse_second_writer(connection, variable):
    """Brian 2 lets one connection alone sum into a variable."""
    end = connection.source if variable.endswith("_pre") else connection.target
    summed = (end.name, variable.rpartition("_")[0])
    if summed in connection.script.summed:
        raise NotTranslatable(f"connections.{connection.name}: a second sum into {'.'.join(summed)}")
    connection.script.summed.add(summed)


def rule_of(spec):
    """The rule's name, its argument, and the map it stands in."""
    connect = spec["connect"]
    if isinstance(connect, str):
        return connect, None, spec
    options = {**{k: spec[k] for k in ("allow_self", "multiplicity") if k in spec}, **connect}
    for rule in RULES:
        if rule in connect:
            return rule, connect[rule], options
    return "all", None, options


def is_random_rule(rule, argument):
    if rule in ("probability", "in_degree", "out_degree"):
        return True
    return isinstance(argument, str) and bool(
        text.words_in(re.sub(r"\bfor\b|\bin\b|\bif\b", ",", argument)) & (text.DRAWS | {"sample"})
    )


def write_connect(connection):
    script, spec = connection.script, connection.spec
    rule, argument, options = rule_of(spec)
    if isinstance(spec["connect"], dict):
        known = [*RULES, *CONNECT_KEYS]
        script.model.need_known_keys(f"connections.{connection.name}.connect", spec["connect"], known)
    python_name = connection.python_name
    if script.taken and is_random_rule(rule, argument):
        begins = [script.begin_of(spec[end]) for end in ("source", "target")]
        script.line(f"{python_name}.connect({script.taken.pairs(connection.name, begins)})")
        return
    arguments = list(RULE_WRITERS[rule](connection, argument, options))
    if is_true(options.get("skip_if_invalid")):
        arguments.append("skip_if_invalid=True")
    if options.get("multiplicity", "1") != "1":
        arguments.append("n=" + copies_of_pairs(connection, rule, options["multiplicity"]))
    script.line(f"{python_name}.connect({', '.join(arguments)})")


def copies_of_pairs(connection, rule, multiplicity):
    """An expression in quotes, but for listed pairs a number, since Brian 2 takes nothing else there."""
    expression = connection.rewriter().expression(multiplicity)
    if rule not in LISTED:
        return f'"{expression}"'
    if not connection.script.is_constant(multiplicity):
        raise NotTranslatable(f"connections.{connection.name}: listed pairs of different multiplicity")
    return connection.script.whole_number(multiplicity)


def self_excluded(options):
    return options.get("allow_self", "true") == "false"


def same_neuron(connection):
    """i and j count from the begin of their subgroups; a neuron is itself by its own index."""
    begins = [connection.script.begin_of(connection.spec[end]) for end in ("source", "target")]
    if connection.source is not connection.target:
        return None
    if begins[0] == begins[1]:
        return "i != j"
    return f"i + {begins[0]} != j + {begins[1]}"


def pair_condition(connection, options, condition=None):
    parts = [f"({condition})" if condition and self_excluded(options) else condition]
    if self_excluded(options):
        parts.append(same_neuron(connection))
    text_of_parts = " and ".join(part for part in parts if part)
    return [f'condition="{text_of_parts}"'] if text_of_parts else []


def connect_all(connection, _, options):
    return pair_condition(connection, options)


def connect_one_to_one(connection, _, options):
    if self_excluded(options) and same_neuron(connection):
        return ['j="i if ' + same_neuron(connection) + '"']
    return ['j="i"']


def connect_probability(connection, argument, options):
    expression = connection.rewriter().expression(argument)
    return [*pair_condition(connection, options), f'p="{expression}"']


def connect_condition(connection, argument, options):
    return pair_condition(connection, options, connection.rewriter().expression(argument))


def sampled(connection, argument, options, here, there):
    size = connection.rewriter().expression(argument)
    excluded = same_neuron(connection) if self_excluded(options) else None
    if not excluded:
        return f"k for k in sample(0, N_{there}, size=int({size}))"
    if excluded != "i != j":
        raise NotTranslatable(
            f"connections.{connection.name}: a degree without self-connections between two subgroups"
        )
    # One fewer to choose from; those from the own index on move up by one.
    return f"k + int(k >= {here}) for k in sample(0, N_{there} - 1, size=int({size}))"


def connect_in_degree(connection, argument, options):
    return [f'i="{sampled(connection, argument, options, "j", "pre")}"']


def connect_out_degree(connection, argument, options):
    return [f'j="{sampled(connection, argument, options, "i", "post")}"']


def connect_pairs(connection, argument, options):
    script = connection.script
    if not isinstance(argument, list):
        pairs = script.line_of_values(argument)
        return [f"i={pairs}[:, 0]", f"j={pairs}[:, 1]"]
    pairs = [(str(a), str(b)) for a, b in argument]
    if self_excluded(options) and connection.source is connection.target:
        pairs = [(a, b) for a, b in pairs if a != b]
    first = ", ".join(script.value(a) for a, _ in pairs)
    second = ", ".join(script.value(b) for _, b in pairs)
    return [f"i=[{first}]", f"j=[{second}]"]


def connect_matrix(connection, argument, options):
    if self_excluded(options):
        raise NotTranslatable(f"connections.{connection.name}: a matrix with allow_self: false")
    matrix = f"{connection.python_name}_matrix"
    connection.script.line(f"{matrix} = np.array({connection.script.values(argument)})")
    connection.weights = f"{matrix}[nonzero({matrix})]"
    return [f"i=nonzero({matrix})[0]", f"j=nonzero({matrix})[1]"]


def connect_file(connection, argument, options):
    if isinstance(argument, dict):
        raise NotTranslatable(f"connections.{connection.name}: pairs from a file given as a map")
    path = connection.script.model.folder / argument
    if path.suffix in (".h5", ".hdf5"):
        raise NotTranslatable(f"connections.{connection.name}: pairs from HDF5")
    table = f"{connection.python_name}_edges"
    connection.script.line(f'{table} = np.genfromtxt("{path}", delimiter=",", names=True)')
    names = [name.strip() for name in path.read_text().split("\n", 1)[0].split(",")]
    first = "i" if "i" in names else "source"
    second = "j" if "j" in names else "target"
    if "weight" in names:
        connection.weights = f'{table}["weight"]'
    return [f'i={table}["{first}"].astype(int)', f'j={table}["{second}"].astype(int)']


def connect_generator(connection, argument, options):
    """`k for k in range(...) if ...`, for targets; `i = ...` from the target side."""
    side = "j"
    match = re.match(r"^\s*([ij])\s*=(?!=)\s*(.*)$", argument, re.S)
    if match:
        side, argument = match.group(1), match.group(2)
    words = re.split(r"(\bfor\b|\bin\b|\bif\b)", argument)
    rewritten = [
        part if part in ("for", "in", "if") else generator_part(connection, part) for part in words
    ]
    return [f'{side}="{" ".join(part for part in rewritten if part)}"']


def generator_part(connection, part):
    part = part.strip()
    match = re.match(r"^(sample|range)\s*\((.*)\)$", part, re.S)
    if not match:
        return connection.rewriter().expression(part)
    arguments, _ = text.arguments_at(text.tokens_of("(" + match.group(2) + ")"), 0)
    done = []
    for argument in arguments:
        if len(argument) > 1 and argument[1] == "=":
            done.append(argument[0] + "=" + connection.rewriter().expression(" ".join(argument[2:])))
        else:
            done.append(connection.rewriter().expression(" ".join(argument)))
    if len(done) - sum("=" in part for part in done) == 1:
        done.insert(0, "0")  # one bound is the end
    return f"{match.group(1)}({', '.join(done)})"


RULE_WRITERS = {rule: globals()["connect_" + rule] for rule in RULES}


def write_weights(connection):
    """Values that came with the pairs."""
    has_weight = any(e.variable == "weight" for e in connection.equations)
    if connection.weights and has_weight:
        connection.script.line(f"{connection.python_name}.weight_ = {connection.weights}")


def delays_of(connection):
    """Each pathway with the delay that the model gives it."""
    for pathway in connection.pathways():
        own = pathway.options.get("delay")
        if own is None and pathway.side == "pre":
            own = connection.spec.get("delay")
        if not is_null(own):
            yield pathway, own


def write_delays(connection):
    script = connection.script
    for pathway, delay in delays_of(connection):
        target = f"{connection.python_name}.{pathway.brian_name}.delay"
        if script.taken and is_drawn(script, delay):
            script.line(f"{target}_ = {script.taken.delays(connection.name, pathway.name)}")
            continue
        script.line(assignment(script, connection.rewriter(), target, delay))


def write_synaptic_initial(connection):
    script, name = connection.script, connection.name
    rewriter = connection.rewriter()
    for variable, value in connection.initial.items():
        target = f"{connection.python_name}.{rewriter.rename(variable)}"
        if script.taken and is_drawn(script, value):
            script.line(f"{target}_ = {script.taken.synaptic(name, variable)}")
            continue
        script.line(assignment(script, rewriter, target, value))
