"""The whole script."""

import re

from yaml2brian import helpers, parts, recording, running, synapses, text, units
from yaml2brian.model import is_null
from yaml2brian.names import Names
from yaml2brian.refusal import NotTranslatable, WrongModel

HEAD = '''#!/usr/bin/python3
"""{title}

Written by scripts/yaml2brian.py from {name}.
"""
import numpy as np
from brian2 import *
{imports}
prefs.codegen.target = "numpy"
'''


# The order of things that share a slot of a step, by the first letter of their names.
KINDS = {"a": "groups", "b": "stimuli", "c": "connections", "d": "operations", "e": "monitors"}


class Script:
    """Lines of the script, and what the parts need to know of each other."""

    def __init__(self, model, taken=None):
        self.model = model
        self.taken = taken
        self.names = Names()
        self.functions = model.user_functions()
        self.body = []
        self.helpers = set()
        self.remarks = []
        self.populations = {}
        self.parts = {}
        self.cannot_use = {}
        self.synapses = {}
        self.monitors = {}
        self.used = set()
        self.at_end = []
        self.summed = set()

    # Writing.

    def line(self, text_of_line):
        self.body.append(text_of_line)

    def call(self, python_name, function, arguments):
        one_line = f"{python_name} = {function}({', '.join(arguments)})"
        if len(one_line) <= 100 and "\n" not in one_line:
            return self.line(one_line)
        return self.line(f"{python_name} = {function}(\n    " + ",\n    ".join(arguments) + ")")

    def remark(self, text_of_remark):
        self.remarks.append(text_of_remark)
        self.line(f"# {text_of_remark}")

    def need_helper(self, name):
        self.helpers.add(name)

    def brian_name(self, kind, name):
        """Brian 2 breaks ties by the alphabet of names, a model file by kind and place."""
        place = list(getattr(self.model, KINDS[kind])).index(name)
        return f"{kind}{place:02d}_" + re.sub(r"\W", "_", name)

    # Reading.

    def rewriter(self, rename=None):
        script = self

        class Noting(text.Rewriter):
            def expression(self, text_of_expression):
                refuse_several_draws(text_of_expression)
                result = super().expression(text_of_expression)
                script.note(self.used)
                return result

            def statement(self, line):
                refuse_several_draws(line)
                result = super().statement(line)
                script.note(self.used)
                return result

        return Noting(rename or self.names.parameter, self.functions)

    def note(self, words):
        self.used |= words
        self.helpers |= words & text.OUR_FUNCTIONS

    def words_of(self, value):
        return text.Rewriter(lambda word: word, self.functions).words(value)

    def value(self, expression):
        """A constant, as Python."""
        return self.rewriter().expression(expression)

    def whole_number(self, expression):
        expression = str(expression).strip()
        return expression if expression.isdigit() else f"int(rint({self.value(expression)}))"

    def is_constant(self, expression):
        """Whether it is the same for all neurons or synapses."""
        return self.words_of(expression) <= (
            set(self.model.parameters) - self.model.parameters_with_many_values()
        ) | units.CONSTANTS | {"sqrt", "exp", "log", "abs", "min", "max", "clip", "sin", "cos", "int"}

    def values(self, given, empty="[]"):
        """A list, the name of one, or data of a file, as Python."""
        if isinstance(given, dict):
            return self.data(given)
        if isinstance(given, str):
            return self.value(given)
        if not given:
            return empty
        flat = [self.value(item) for item in flattened(given)]
        split = [re.fullmatch(r"(-?)\(?([\d.]+(?:[eE][-+]?\d+)?)\*([A-Za-z]\w*)\)?", item) for item in flat]
        if all(split) and len({match.group(3) for match in split}) == 1:
            numbers = iter([match.group(1) + match.group(2) for match in split])
            return nested(given, numbers) + "*" + split[0].group(3)
        if all(re.fullmatch(r"-?[\d.]+(?:[eE][-+]?\d+)?", item) for item in flat):
            return nested(given, iter(flat))
        return "Quantity(" + nested(given, iter(flat)) + ")"

    def data(self, given):
        path = self.model.folder / given["file"]
        if "column" in given:
            return f'np.genfromtxt("{path}", delimiter=",", names=True, comments="#")["{given["column"]}"]' + unit_factor(given)
        if "dataset" not in given:
            raise NotTranslatable(f"data of {given['file']} without a dataset or column")
        self.need_helper("dataset")
        return f'dataset("{path}", "{given["dataset"]}")'

    def object(self, path):
        """The Python name of a group, subgroup, stimulus, connection or monitor."""
        if path in self.cannot_use:
            raise NotTranslatable(f"{path}: {self.cannot_use[path]}")
        if path in self.parts:
            return self.parts[path][0]
        if path in self.synapses:
            return self.synapses[path].python_name
        if path in self.populations:
            return self.populations[path].python_name
        if path in self.monitors:
            return self.monitors[path]
        if path in self.names.objects:
            return self.names.objects[path]
        raise WrongModel(f"there is no '{path}'")

    def population(self, path):
        """The group or stimulus behind a path."""
        if path in self.cannot_use:
            raise NotTranslatable(f"{path}: {self.cannot_use[path]}")
        if path not in self.populations:
            raise WrongModel(f"there is no group or stimulus '{path}'")
        return self.populations[path]

    def begin_of(self, path):
        return self.parts[path][1] if path in self.parts else "0"

    def number(self, expression):
        """The sign of a constant: enough to tell potentiation from depression."""
        expression = expression.strip()
        if expression in self.model.parameters:
            return self.number(self.model.parameters[expression])
        return -1.0 if expression.lstrip("(").startswith("-") else 1.0

    def total_duration(self):
        if "protocol" in self.model.run:
            raise NotTranslatable("a source of type regular in a protocol")
        return self.value(self.model.run["duration"])

    def parameter_line(self, name):
        return f"{self.names.parameter(name)} = {self.values(self.model.parameters[name])}"

    def dependents(self, name):
        """Parameters that need `name`, in order."""
        found = {name}
        order = []
        for other in self.model.ordered_parameters():
            if other not in found and self.model.words_of(self.model.parameters[other]) & found:
                found.add(other)
                order.append(other)
        return order

    def ordered_connections(self):
        """Those that others begin or end at come first."""
        order = []

        def visit(name):
            if name in order or name not in self.model.connections:
                return
            for end in ("source", "target"):
                visit(self.model.connections[name][end])
            order.append(name)

        for name in self.model.connections:
            visit(name)
        return order

    # The story.

    def write(self):
        model = self.model
        for name in model.parameters:
            self.names.add_parameter(name)
        self.write_settings()
        for name in model.ordered_parameters():
            self.line(self.parameter_line(name))
        self.section("stimuli", parts.write_stimulus, lambda spec: spec["type"] == "timed_array")
        self.section("groups", parts.write_group)
        self.section("stimuli", parts.write_stimulus, lambda spec: spec["type"] != "timed_array")
        self.section("groups", parts.write_initial, lambda spec: spec.get("initial"))
        self.section("groups", parts.write_links, lambda spec: spec.get("links"))
        for name in self.ordered_connections():
            synapses.write_connection(self, name, model.connections[name])
        self.section("operations", running.write_operation)
        self.section("monitors", recording.write_monitor)
        running.write_run(self, model.run)
        self.body += self.at_end
        known = ", ".join(f'"{name}": {python}' for name, python in self.monitors.items())
        self.line(f"monitors = {{{known}}}")
        return self.head() + "\n".join(self.body) + "\n"

    def section(self, name, writer, chosen=lambda spec: True):
        section = getattr(self.model, name)
        for key, spec in section.items():
            if chosen(spec):
                writer(self, key, spec)

    def write_settings(self):
        run = self.model.run
        if not is_null(run.get("seed")):
            self.line(f"seed({run['seed']})")
        self.line(f"defaultclock.dt = {self.value(run.get('dt', '0.1 ms'))}")
        self.line("")

    def head(self):
        constants = sorted(self.used & units.CONSTANTS - {"pi", "e", "inf"})
        imports = f"from brian2.units.constants import {', '.join(constants)}\n" if constants else ""
        if self.taken:
            imports += "import h5py\n"
        text_of_head = HEAD.format(title=self.model.title, name=self.model.path.name, imports=imports)
        return text_of_head + "".join(helpers.HELPERS[name] for name in sorted(self.helpers)) + (
            self.taken.head() if self.taken else ""
        )


def refuse_several_draws(expression):
    """Brian 2 takes each of rand() and randn() once in an expression."""
    tokens = text.tokens_of(str(expression))
    if any(tokens.count(draw) > 1 for draw in ("rand", "randn")):
        raise NotTranslatable(f"'{expression}' draws twice, which Brian 2 allows in no expression")


def unit_factor(given):
    return "*" + given["unit"] if "unit" in given else ""


def flattened(given):
    for item in given:
        if isinstance(item, list):
            yield from flattened(item)
        else:
            yield item


def nested(given, numbers):
    parts_of_list = [
        nested(item, numbers) if isinstance(item, list) else next(numbers) for item in given
    ]
    return "[" + ", ".join(parts_of_list) + "]"
