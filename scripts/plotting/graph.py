"""The groups of a model and what connects them, in the DOT language of graphviz."""

import pathlib
import re
import subprocess

from .results import PlotError, title_of
from .style import COLOURS
from .synapses import model_of, recorded_edges, sizes_of

BLUE, GREEN, GREY = COLOURS[0], COLOURS[2], COLOURS[6]


def quoted(text):
    escaped = str(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def statement(what, **attributes):
    inside = ", ".join(f"{name}={quoted(value)}" for name, value in attributes.items() if value)
    return f"  {what} [{inside}];"


def section(model, name):
    """The named entries of a section of the model."""
    entries = model.get(name) or {}
    return {key: value for key, value in entries.items() if isinstance(value, dict)}


def graph_of(file):
    """The model of a results file as a text in DOT."""
    model = model_of(file)
    if not section(model, "groups") and not section(model, "stimuli"):
        raise PlotError(f"'{file.filename}' does not hold the model that it comes from")
    lines = ["digraph model {", f"  label={quoted(title_of(file))};",
             '  labelloc="t"; fontname="sans-serif"; fontsize=15; rankdir="LR"; nodesep=0.4;',
             '  node [fontname="sans-serif", fontsize=12, shape="record", style="rounded,filled",'
             f' fillcolor="#e8eff8", color="{BLUE}"];',
             f'  edge [fontname="sans-serif", fontsize=10, color="{GREY}", arrowsize=0.8];']
    sizes = sizes_of(file)
    lines += [node(name, entry, sizes) for name, entry in section(model, "groups").items()]
    lines += [line for name, entry in section(model, "stimuli").items()
              for line in stimulus(name, entry, model, sizes)]
    counts = {edges.name: len(edges.source) for edges in recorded_edges(file) if edges.whole}
    lines += [line for name, entry in section(model, "connections").items()
              for line in connection(name, entry, model, counts)]
    return "\n".join([*lines, "}", ""])


def count_of(n, what):
    return f"{n} {what}" if n != 1 else f"1 {what}".removesuffix("s")


def node(name, entry, sizes):
    """A group; its subgroups are fields of their own, where arrows begin and end."""
    size = sizes.get(name, entry.get("size", 1))
    # What stands for structure in the label of a record loses that meaning by a backslash.
    said = re.sub(r"([{}|<>])", r"\\\1", count_of(size, "neurons"))
    fields = [f"<_whole> {name}\\n{said}", *(f"<{part}> {part}" for part in subgroups(entry))]
    return f'  {quoted(name)} [label="{"|".join(fields)}"];'


def subgroups(entry):
    parts = entry.get("subgroups")
    return list(parts) if isinstance(parts, dict) else []


def stimulus(name, entry, model, sizes):
    """A source of spikes, or an input in time, and what it enters without a connection."""
    kind = str(entry.get("type", "stimulus"))
    words = [name, kind.replace("_", " ")]
    if name in sizes or "size" in entry:
        words.append(count_of(sizes.get(name, entry.get("size")), "sources"))
    look = {"shape": "ellipse", "style": "filled", "fillcolor": "#f7ece0", "color": COLOURS[4]}
    lines = [statement(quoted(name), label="\n".join(words), **look)]
    if kind == "poisson_input" and entry.get("target"):
        target = end_point(entry["target"], model)
        lines.append(statement(f"{quoted(name)} -> {target}", label=entry.get("variable")))
    if kind == "timed_array":
        called = re.compile(rf"\b{re.escape(name)}\s*\(")
        lines += [statement(f"{quoted(name)} -> {end_point(user, model)}", style="dotted")
                  for part in ("groups", "stimuli") for user, text in section(model, part).items()
                  if user != name and called.search(str(text))]
    return lines


def end_point(text, model):
    """The node that an end of a connection names: a group, a field of it, a stimulus or another
    connection."""
    name, _, part = str(text).partition(".")
    if name in section(model, "connections"):
        return node_of_connection(name)
    if part in subgroups(section(model, "groups").get(name, {})):
        return f"{quoted(name)}:{quoted(part)}"
    return f'{quoted(name)}:"_whole"' if name in section(model, "groups") else quoted(name)


def node_of_connection(name):
    return quoted(f"connections.{name}")


def rule_of(entry):
    """How a connection is made, in a few words."""
    rule = entry.get("connect")
    if isinstance(rule, dict):
        said = [f"{key} {value}" for key, value in rule.items()
                if isinstance(value, (int, float, str)) and key not in ("seed", "allow_self")]
        said = ", ".join(said) or next(iter(rule), "")
    else:
        said = "several rules" if isinstance(rule, list) else str(rule or "").replace("_", " ")
    return said if len(said) <= 40 else said[:39] + "…"


def plastic(entry):
    return bool(entry.get("plasticity") or entry.get("on_post"))


def connection(name, entry, model, counts):
    """Two arrows, with the words between them: others may end there, on its synapses."""
    words = [name, count_of(counts[name], "synapses") if name in counts else rule_of(entry)]
    ink = GREY
    if plastic(entry):
        kind = entry.get("plasticity")
        kind = kind.get("type") if isinstance(kind, dict) else kind
        words.append(str(kind or "plastic").replace("_", " "))
        ink = GREEN
    middle = node_of_connection(name)
    from_, to = (end_point(entry.get(end), model) for end in ("source", "target"))
    return [statement(middle, label="\n".join(filter(None, words)), shape="plain", style="solid",
                      fontsize=10, fontcolor=ink if plastic(entry) else "black"),
            statement(f"{from_} -> {middle}", arrowhead="none", color=ink),
            statement(f"{middle} -> {to}", color=ink)]


def drawn(dot, kind, dpi):
    """The picture that graphviz makes, as bytes."""
    try:
        done = subprocess.run(["dot", f"-T{kind}", f"-Gdpi={dpi}"], input=dot.encode(),
                              capture_output=True, check=True)
    except FileNotFoundError:
        raise PlotError("the command 'dot' is missing; install graphviz, or --save FILE.dot "
                        "for the graph as text") from None
    except subprocess.CalledProcessError as problem:
        reason = problem.stderr.decode().strip().splitlines()
        raise PlotError(f"dot: {reason[0] if reason else 'failed'}") from problem
    return done.stdout


def save_graph(file, file_name, dpi):
    dot = graph_of(file)
    kind = pathlib.Path(file_name).suffix.lstrip(".").lower() or "png"
    # Vector pictures measure in points whatever the dots per inch.
    content = dot.encode() if kind in ("dot", "gv") else drawn(
        dot, kind, dpi if kind == "png" else 72)
    try:
        pathlib.Path(file_name).write_bytes(content)
    except OSError as problem:
        raise PlotError(f"cannot write '{file_name}': {problem.strerror}") from problem


def plot_graph(plt, file, options):
    """The same in a window."""
    import io

    picture = plt.imread(io.BytesIO(drawn(graph_of(file), "png", 150)))
    figure, axes = plt.subplots(figsize=(picture.shape[1] / 150, picture.shape[0] / 150))
    axes.imshow(picture)
    axes.set_axis_off()
    figure.subplots_adjust(0, 0, 1, 1)
    return figure
