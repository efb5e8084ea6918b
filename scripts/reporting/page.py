"""The page of a report: what it says without a script, and what its script draws."""

import html
import json
import pathlib
import re

from plotting.graph import drawn, graph_of
from plotting.results import PlotError, title_of
from plotting.synapses import model_of, sizes_of, text

from .curves import rates_of, traces_of
from .spiking import raster_of, read_spikes, table_of

FOLDER = pathlib.Path(__file__).resolve().parent
SCRIPTS = ("uplot/uPlot.iife.min.js", "data.js", "look.js", "panels.js", "raster.js", "page.js")
STYLES = ("uplot/uPlot.min.css", "page.css")


def escaped(value):
    return html.escape(text(value), quote=True)


def contents(names):
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


def page_of(file, limits):
    """The whole page as text."""
    duration = float(file.attrs["duration_ms"])
    all_spikes = read_spikes(file)
    data = {"duration": duration, "raster": raster_of(all_spikes, limits.spikes),
            "rates": rates_of(file, all_spikes, duration),
            "traces": traces_of(file, all_spikes, limits)}
    parts = {
        "title": escaped(title_of(file)),
        "description": described(file),
        "status": status_of(file),
        "facts": facts_of(file, all_spikes),
        "spikes": spikes_table(table_of(all_spikes, duration)),
        "graph": graph_picture(file),
        "model": model_text(file),
        "provenance": provenance_table(file),
        "datasets": datasets_table(file),
        "styles": contents(STYLES),
        "licence": "uPlot: " + contents(["uplot/LICENSE"]).strip(),
        "scripts": contents(SCRIPTS).replace("</script", "<\\/script"),
        # Inside a script element only a "<" could end it.
        "data": json.dumps(data, separators=(",", ":")).replace("<", "\\u003c"),
    }
    template = contents(["template.html"])
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found.group(1)], template)


def described(file):
    description = text(file.attrs.get("description", "")).strip()
    return f'<p class="description">{escaped(description)}</p>' if description else ""


def status_of(file):
    status = text(file.attrs.get("status", "unknown"))
    kind = "good" if status == "complete" else "bad"
    return f'<span class="status {kind}">{escaped(status)}</span>'


def facts_of(file, all_spikes):
    """The few numbers that one looks for first."""
    model, sizes = model_of(file), sizes_of(file)
    provenance = attributes(file)
    facts = [(time_text(float(file.attrs["duration_ms"])), "simulated")]
    n_neurons = sum(sizes.get(name, 1) for name in model.get("groups") or {})
    if n_neurons:
        facts.append((f"{n_neurons:,}", "neurons" if n_neurons > 1 else "neuron"))
    if all_spikes:
        facts.append((f"{sum(len(spikes.times) for spikes in all_spikes):,}", "recorded spikes"))
    facts.append((f"{float(file.attrs['dt_ms']):g} ms", "time step"))
    if "seed" in file.attrs:
        facts.append((text(file.attrs["seed"]), "seed"))
    if "wall_seconds" in provenance:
        facts.append((f"{float(provenance['wall_seconds']):.3g} s", "of wall time"))
    return "".join(f"<div><dt>{escaped(what)}</dt><dd>{escaped(value)}</dd></div>"
                   for value, what in facts)


def time_text(milliseconds):
    return f"{milliseconds:g} ms" if milliseconds < 1000 else f"{milliseconds / 1000:g} s"


def table(header, rows, kind=""):
    head = "".join(f"<th>{escaped(cell)}</th>" for cell in header)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return (f'<div class="wide"><table class="{kind}"><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>")


def spikes_table(rows):
    if not rows:
        return "<p>No spikes were recorded.</p>"
    return table(
        ("monitor", "of", "neurons", "spikes", "rate (Hz)", "silent neurons", "mean CV"),
        [(escaped(row["monitor"]), escaped(row["of"]), f"{row['neurons']:,}",
          f"{row['spikes']:,}", f"{row['rate']:.3f}", f"{row['silent']:,}",
          "–" if row["cv"] is None else f"{row['cv']:.2f}") for row in rows], "numbers")


def attributes(file):
    return dict(file["provenance"].attrs) if "provenance" in file else {}


def provenance_table(file):
    """What the run was made from; the model has a place of its own."""
    root = {name: file.attrs[name] for name in ("model_sha256", "numerics_version", "n_steps",
                                                "format_version") if name in file.attrs}
    shown = {name: value for name, value in (root | attributes(file)).items()
             if name not in ("source_yaml", "resolved_yaml") and text(value).strip()}
    return table(("what", "value"), [(escaped(name.replace("_", " ")),
                                      f"<code>{escaped(text(value).strip())}</code>")
                                     for name, value in shown.items()], "pairs")


def model_text(file):
    """The model as written, and as run: with what the command line changed."""
    parts = []
    for name, title in (("source_yaml", "As written"),
                        ("resolved_yaml", "As run: included, overridden, written out")):
        if name in attributes(file):
            is_open = " open" if name == "source_yaml" else ""
            model = escaped(text(attributes(file)[name]).rstrip())
            parts.append(f"<details{is_open}><summary>{title}</summary>"
                         f'<pre tabindex="0">{model}</pre></details>')
    return "".join(parts) or "<p>The results file does not hold the model.</p>"


def graph_picture(file):
    """Groups and connections, where graphviz is there to draw them."""
    try:
        picture = drawn(graph_of(file), "svg", 72).decode()
    except PlotError:
        return ""
    return f'<figure class="graph">{picture[picture.index("<svg"):]}</figure>'


def datasets_table(file):
    found = []

    def note(path, item):
        if hasattr(item, "shape"):
            found.append((f"<code>/{escaped(path)}</code>", " × ".join(map(str, item.shape)),
                          escaped(item.attrs.get("units", "")),
                          escaped(item.attrs.get("description", ""))))

    file.visititems(note)
    return table(("dataset", "shape", "unit", "what"), found)
