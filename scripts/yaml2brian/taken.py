"""Random numbers of a run of brian-run, so that Brian 2 goes on from the same draw."""

import h5py

from yaml2brian import text
from yaml2brian.refusal import NotTranslatable
from yaml2brian.synapses import is_random_rule, rule_of

RANDOM_SOURCES = ("poisson", "pulse_packet", "correlated_poisson", "playback")
SI = {"mV": 1e-3, "ms": 1e-3, "nA": 1e-9, "nS": 1e-9}

HEAD = '''
results = h5py.File("{path}", "r")


def taken(name, size_of_unit):
    """The first sample of a report, in SI."""
    return results["report/" + name + "/data"][0]*size_of_unit

'''


def comes_from_elsewhere(spec):
    """Spikes that are random, or that an earlier run recorded."""
    return spec["type"] in RANDOM_SOURCES or "spikes" in spec


def drawn_variables(model, spec):
    """Variables whose initial values are drawn."""
    functions = model.user_functions()
    rewriter = text.Rewriter(lambda word: word, functions)
    return [
        variable
        for variable, value in (spec.get("initial") or {}).items()
        if isinstance(value, str) and rewriter.words(value) & text.DRAWS
    ]


def draws_during_run(model):
    """Whether the run itself is random, not only what comes before it."""
    rewriter = text.Rewriter(lambda word: word, model.user_functions())
    random = text.DRAWS | {"xi"}

    def draws(code):
        return any(word in random or word.startswith("xi_") for word in rewriter.words(code))

    if any(spec["type"] == "poisson_input" for spec in model.stimuli.values()):
        return True
    codes = [spec["code"] for spec in model.operations.values()]
    for spec in [*model.groups.values(), *model.connections.values()]:
        equations, extras = model.expand(spec.get("equations") or "")
        codes += [e.expression for e in equations if e.expression]
        codes += [{**extras, **spec}.get(key) or "" for key in ("threshold", "reset", "refractory")]
        for side in ("on_pre", "on_post"):
            pathways = spec.get(side) or ""
            several = pathways.values() if isinstance(pathways, dict) else [pathways]
            codes += [one if isinstance(one, str) else one["code"] for one in several]
    return any(draws(code) for code in codes)


def monitors_of_drawn_spikes(model):
    """Monitors that see nothing but spikes that Brian 2 is given from our run."""
    drawn = {name for name, spec in model.stimuli.items() if comes_from_elsewhere(spec)}
    return {name for name, spec in model.monitors.items() if str(spec["of"]).partition(".")[0] in drawn}


def drawn_of_synapses(model, spec):
    """What is to be recorded of synapses; `i` stands for the pairs alone."""
    variables = drawn_variables(model, spec)
    words = text.Rewriter(lambda word: word, model.user_functions()).words
    if "variable" in spec and isinstance(spec.get("weight"), str) and words(spec["weight"]) & text.DRAWS:
        variables.append("weight")
    rule, argument, _ = rule_of(spec)
    return variables or (["i"] if is_random_rule(rule, argument) else [])


def recorders(model):
    """Changes of a model that make brian-run write down what it draws."""
    changes = []
    for name, spec in model.groups.items():
        variables = drawn_variables(model, spec)
        if variables:
            changes.append(
                f"+monitors.taken_{name}={{type: state, of: {name}, variables: [{', '.join(variables)}],"
                f" record: all, dt: {model.run.get('duration', '1 s')}, precision: float64}}"
            )
    for name, spec in model.connections.items():
        variables = drawn_of_synapses(model, spec)
        if variables:
            changes.append(
                f"+monitors.taken_{name}={{type: snapshot, of: {name},"
                f" variables: [{', '.join(variables)}], at: 0 ms}}"
            )
    for name, spec in model.stimuli.items():
        if comes_from_elsewhere(spec):
            changes.append(f"+monitors.taken_{name}={{type: spikes, of: {name}}}")
    return changes


class Taken:
    def __init__(self, path):
        self.path = path
        self.results = h5py.File(path, "r")

    def head(self):
        return HEAD.format(path=self.path)

    def replaces(self, spec):
        return comes_from_elsewhere(spec)

    def initial(self, group, variable):
        name = f"taken_{group}_{variable}"
        if name not in self.results["report"]:
            raise NotTranslatable(f"{self.path} has no report '{name}': use --recorders")
        units = self.results["report"][name]["data"].attrs["units"]
        return f'taken("{name}", {SI.get(units, 1.0)})'

    def source(self, name, spec):
        group = self.results["spikes"][f"taken_{name}"]
        size = int(group.attrs["n_neurons"])
        where = f'results["spikes/taken_{name}'
        dt_ms = float(self.results.attrs["dt_ms"])
        times = f'(rint({where}/timestamps"][:]/{dt_ms!r}) + 0.5)*{dt_ms!r}*ms'
        return str(size), f'{where}/node_ids"][:].astype(int)', times

    def snapshot(self, connection):
        name = f"taken_{connection}"
        if name not in self.results.get("snapshots", {}):
            raise NotTranslatable(f"{self.path} has no snapshot '{name}': use --recorders")
        return self.results["snapshots"][name]

    def pairs(self, connection, begins):
        """The pairs, in the order in which our synapses act; indices count within subgroups."""
        if "source_node_id" not in self.snapshot(connection):  # not one synapse was made
            return 'condition="False"'
        ends = [
            f'results["snapshots/taken_{connection}/{end}_node_id"][:].astype(int)'
            for end in ("source", "target")
        ]
        shifted = [end if begin == "0" else f"{end} - {begin}" for end, begin in zip(ends, begins)]
        return f"i={shifted[0]}, j={shifted[1]}"

    def synaptic(self, connection, variable):
        units = self.snapshot(connection)[variable].attrs["units"]
        return f'results["snapshots/taken_{connection}/{variable}"][0]*{SI.get(units, 1.0)}'

    def delays(self, connection, pathway):
        raise NotTranslatable(f"connections.{connection}: brian-run does not write down delays")
