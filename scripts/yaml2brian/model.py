"""The model file, with its includes, --set and templates resolved."""

import pathlib

import yaml

from yaml2brian import text
from yaml2brian.refusal import NotTranslatable, WrongModel

LIBRARY = pathlib.Path(__file__).resolve().parent.parent.parent / "configs" / "library"
SECTIONS = "parameters functions templates groups stimuli connections monitors operations".split()
MERGED = ("parameters", "functions", "templates")


def load(text_or_stream):
    """YAML with every scalar as it is written."""
    return yaml.load(text_or_stream, Loader=yaml.BaseLoader)


def is_null(value):
    return value is None or value in ("", "~", "null", "Null", "NULL")


def is_true(value):
    return value == "true"


def items_of(path):
    """`groups.P.size` as its keys."""
    return path.split(".")


def set_value(tree, path, value):
    """--set PATH=VALUE, or +PATH=VALUE for a key that is not there yet."""
    keys = items_of(path.lstrip("+"))
    for depth, key in enumerate(keys[:-1]):
        if isinstance(tree, list):
            tree = tree[int(key)]
            continue
        if key not in tree or not isinstance(tree[key], (dict, list)):
            tree[key] = {}
        tree = tree[key]
    if isinstance(tree, list):
        tree[int(keys[-1])] = load(value)
    else:
        tree[keys[-1]] = load(value)


def template_values(piece, usual):
    """Parameters of a template: as given, or the usual ones, which may be made of each other."""
    given = piece.get("with") or {}

    def value_of(name, path):
        if name in given:
            return given[name]
        if is_null(usual[name]):
            raise WrongModel(f"template '{piece['use']}' needs a value for '{name}'")
        if name in path:
            raise WrongModel(f"parameter '{name}' of template '{piece['use']}' needs itself")
        inner = path + (name,)

        def rename(word):
            return f"({value_of(word, inner)})" if word in usual else word

        return text.Rewriter(rename).expression(usual[name])

    return {name: value_of(name, ()) for name in usual}


def with_sums(equations):
    """What is flagged (added) in several pieces, as one sum where the first of them stands."""
    found = {}
    for equation in equations:
        if "added" not in equation.flags:
            found.setdefault(equation.variable, equation)
            continue
        equation.flags.remove("added")
        first = found.setdefault(equation.variable, equation)
        if first is equation or equation.kind == "parameter":
            continue
        if first.kind == "parameter":
            first.kind, first.expression = equation.kind, equation.expression
        else:
            first.expression = f"{first.expression} + {equation.expression}"
    return list(found.values())


class Model:
    """Sections of the file as plain maps; all texts as written."""

    def __init__(self, path, changes=()):
        self.path = pathlib.Path(path)
        self.folder = self.path.resolve().parent
        try:
            self.tree = load(self.path.read_text()) or {}
        except yaml.YAMLError as problem:
            raise WrongModel(f"{path} is not YAML: {problem}") from None
        if not isinstance(self.tree, dict):
            raise WrongModel(f"{path} is no map of keys and values")
        for change in changes:
            where, equals, value = change.partition("=")
            if not equals:
                raise WrongModel(f"--set {change}: write PATH=VALUE")
            set_value(self.tree, where, value)
        self.include(self.tree, self.folder)
        for section in SECTIONS:
            setattr(self, section, self.tree.get(section) or {})
        self.run = self.tree.get("run") or {}
        self.title = self.tree.get("title", self.path.stem)

    def include(self, tree, folder):
        """Merges the parameters, functions and templates of included files."""
        for name in tree.get("include") or []:
            path = folder / name
            other = load(path.read_text()) or {}
            self.include(other, path.parent)
            for section in MERGED:
                merged = dict(other.get(section) or {})
                merged.update(self.tree.get(section) or {})
                if merged:
                    self.tree[section] = merged

    def user_functions(self):
        """name -> (names of the arguments, expression)."""
        return {
            name: (list((function.get("arguments") or {}).keys()), function["expression"])
            for name, function in self.functions.items()
        }

    def template(self, name):
        if name in self.templates:
            return self.templates[name]
        for path in sorted(LIBRARY.rglob("*.yaml")):
            found = (load(path.read_text()).get("templates") or {}).get(name)
            if found is not None:
                return found
        raise WrongModel(f"unknown template '{name}'")

    def expand(self, pieces):
        """Equations of a group or connection, and what its templates bring along beside them."""
        equations, extras = self.expand_pieces(pieces, 0)
        return with_sums(equations), extras

    def expand_pieces(self, pieces, depth):
        if depth > 20:
            raise WrongModel("a template uses itself")
        if isinstance(pieces, str):
            return text.parse_equations(pieces), {}
        if isinstance(pieces, dict):
            pieces = [pieces]
        equations, extras = [], {}
        for piece in pieces or []:
            if isinstance(piece, str):
                equations += text.parse_equations(piece)
                continue
            more, brought = self.use(piece, depth)
            equations += more
            extras.update(brought)
        return equations, extras

    def use(self, piece, depth):
        template = self.template(piece["use"])
        equations, extras = self.expand_pieces(template.get("equations") or "", depth + 1)
        values = template_values(piece, template.get("parameters") or {})
        renamed = piece.get("rename") or {}

        def rename(word):
            if word in renamed:
                return renamed[word]
            return f"({values[word]})" if word in values else word

        def target(word):
            return renamed.get(word, word)

        changer = text.Rewriter(rename)
        equations = [
            equation.changed(equation.expression and changer.expression(equation.expression), target)
            for equation in equations
        ]
        for key in ("threshold", "reset", "refractory", "method", "events"):
            if not is_null(template.get(key)):
                extras[key] = template[key]
        for key in ("threshold", "refractory"):
            if key in extras:
                extras[key] = changer.expression(extras[key])
        if "reset" in extras:
            extras["reset"] = changer.statements(extras["reset"])
        if "events" in extras:
            extras["events"] = {k: changer.expression(v) for k, v in extras["events"].items()}
        return equations, extras

    def parameters_with_many_values(self):
        return {name for name, value in self.parameters.items() if not isinstance(value, str)}

    def ordered_parameters(self):
        """Names in an order in which each needs earlier ones only."""
        order, seen = [], set()

        def visit(name, path):
            if name in path:
                raise WrongModel(f"parameter '{name}' needs itself")
            if name in seen:
                return
            seen.add(name)
            for word in sorted(self.words_of(self.parameters[name])):
                if word in self.parameters:
                    visit(word, path + (name,))
            order.append(name)

        for name in self.parameters:
            visit(name, ())
        return order

    def words_of(self, value):
        if isinstance(value, str):
            functions = self.user_functions()
            return text.Rewriter(lambda word: word, functions).words(value)
        if isinstance(value, list):
            return set().union(*(self.words_of(item) for item in value)) if value else set()
        return set()

    def need_known_keys(self, where, given, known):
        for key in given:
            if key not in known:
                raise NotTranslatable(f"{where}.{key}: this translator does not know that key")
