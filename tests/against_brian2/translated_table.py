"""The table of comparisons in configs/README.md, made of what the comparisons found."""

import json
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
README = ROOT / "configs" / "README.md"
BEGIN = "<!-- comparisons: made by tests/against_brian2/translated.py --update -->"
END = "<!-- end of comparisons -->"


def script_of(name):
    """The example script that a model stands for, as its description or its part of the gallery says."""
    text = (ROOT / "configs" / f"{name}.yaml").read_text()
    description = str(yaml.load(text, Loader=yaml.BaseLoader).get("description", ""))
    found = scripts_in(description) or scripts_in(gallery_text(name))
    return "; ".join(f"{which}: {what.strip()}" for which, what in found) or "-"


def scripts_in(text):
    """Pairs of `Brian 1`, `Brian 2` or both, and what stands after it."""
    plain = " ".join(text.replace("`", "").split())
    return re.findall(r"(Brian 1 and 2|Brian 1|Brian 2): (examples/[^;.,(]*)", plain)


def gallery_text(name):
    """What configs/README.md says under the heading of a model."""
    _, _, after = README.read_text().partition(f"\n## [{name}]({name}.yaml)\n")
    return after.partition("\n#")[0]


def how(settings):
    if "not_compared" in settings:
        return "not"
    if settings["compare"] == "statistics":
        return "statistics"
    return "spike by spike" + (f", to {settings['until']}" if "until" in settings else "")


def row(name, settings, kept):
    if "not_compared" in settings:
        result = settings["not_compared"]
    else:
        result = json.loads((kept / f"{name}.json").read_text())["result"]
    changes = ", ".join(f"`{change}`" for change in settings["changes"])
    result += f" (with {changes})" if changes else ""
    link = f"[{name.split('/')[-1]}]({name}.yaml)"
    return f"| {link} | {script_of(name)} | {how(settings)} | {result} |"


def table(names, special, kept):
    rows = [row(name, special(name), kept) for name in names]
    head = ["| model | script | how compared | result |", "|---|---|---|---|"]
    return "\n".join([BEGIN, *head, *rows, END])


def check_or_write(update, names, special, kept):
    """Writes the table, or names what is wrong with it."""
    ready = [
        name for name in names if "not_compared" in special(name) or (kept / f"{name}.json").exists()
    ]
    wanted = table(ready, special, kept)
    text = README.read_text()
    if BEGIN not in text:
        text = text.rstrip() + "\n\n## Comparison with Brian 2\n\n" + BEGIN + "\n" + END + "\n"
    begin, end = text.index(BEGIN), text.index(END) + len(END)
    if text[begin:end] == wanted:
        return []
    if update:
        README.write_text(text[:begin] + wanted + text[end:])
        return []
    print("FAILED configs/README.md: its table is not up to date: run with --update", file=sys.stderr)
    return ["the table of configs/README.md"]
