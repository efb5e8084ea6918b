#!/usr/bin/python3
"""Compares every model of configs/ with Brian 2: translated.py BRIAN_RUN [NAME ...] [--update]

scripts/yaml2brian.py writes each model as a script for Brian 2; what its monitors saw is kept in
translated/NAME.json, and brian-run is compared with that, without Brian 2. translated.yaml says what
is special about a model: shorter runs, tolerances, and why. A new model is compared by its mere
presence once this was run with --update. --full runs Brian 2 again and requires what is kept here. A
model elsewhere is compared by its path, and nothing is kept.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import h5py
import numpy as np
import yaml

import digest
import translated_table
from compare import AGAIN, Difference, same, simulate
from pretty_json import pretty

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
KEPT = FOLDER / "translated"
TRANSLATOR = ROOT / "scripts" / "yaml2brian.py"
N_SEEDS = 6
sys.path.insert(0, str(ROOT / "scripts"))

from yaml2brian import taken as taken_from  # noqa: E402
from yaml2brian.model import Model  # noqa: E402


def special(name):
    """What translated.yaml says of a model."""
    table = yaml.safe_load((FOLDER / "translated.yaml").read_text())
    settings = {**table["usual"], **(table["models"].get(name) or {})}
    if "compare" not in settings:
        model = Model(model_path(name), settings["changes"])
        only_drawn = taken_from.monitors_of_drawn_spikes(model) == set(model.monitors)
        random = only_drawn or taken_from.draws_during_run(model)
        settings["compare"] = "statistics" if random else "exactly"
    return settings


def model_path(name):
    return pathlib.Path(name) if name.endswith(".yaml") else ROOT / "configs" / f"{name}.yaml"


def names_of_models():
    """Models of configs/, but for the pieces that others include."""
    found = []
    for path in sorted((ROOT / "configs").rglob("*.yaml")):
        name = str(path.relative_to(ROOT / "configs").with_suffix(""))
        if not name.startswith("library/"):
            found.append(name)
    return found


def full_precision(name, changes):
    """Changes after which all traces are doubles."""
    model = Model(model_path(name), changes)
    coarse = [
        key
        for key, spec in model.monitors.items()
        if spec["type"] == "state" and "precision" not in spec
    ]
    more = [f"+monitors.{key}.precision=float64" for key in coarse]
    return [*changes, *more]


def run_ours(binary, name, changes, output, seed=None):
    options = [part for change in full_precision(name, changes) for part in ("--set", change)]
    options += ["--seed", str(seed)] if seed else []
    return simulate(binary, model_path(name), output, options)


def run_tool(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Difference(f"{' '.join(map(str, command))}\nended with {done.returncode}:\n{done.stderr.strip()[-3000:]}")
    return done.stdout


def run_brian(name, changes, scratch, results=None):
    """What Brian 2's monitors saw, by monitor."""
    options = [part for change in changes for part in ("--set", change)]
    options += ["--take-random-from", str(results)] if results else []
    script, output = scratch / "translated.py", scratch / "theirs.npz"
    run_tool([sys.executable, str(TRANSLATOR), str(model_path(name)), "-o", str(script), *options])
    run_tool([sys.executable, "-W", "ignore", str(FOLDER / "run_translated.py"), str(script), str(output)])
    with np.load(output) as arrays:
        return {key: arrays[key] for key in arrays}


def brian_exactly(binary, name, settings, scratch):
    """Brian 2's output, from the same draw as ours."""
    changes = settings["changes"]
    model = Model(model_path(name), changes)
    results = run_ours(binary, name, changes + taken_from.recorders(model), scratch / "drawn.h5")
    theirs = run_brian(name, changes, scratch, results)
    # Our own spikes handed back would prove nothing.
    ours = taken_from.monitors_of_drawn_spikes(model)
    theirs = {key: values for key, values in theirs.items() if key.split("/")[0] not in ours}
    return digest.exact_table(theirs, settings)


def brian_statistics(name, settings, scratch):
    rows = []
    for seed in range(1, settings.get("seeds", N_SEEDS) + 1):
        theirs = run_brian(name, [*settings["changes"], f"+run.seed={seed}"], scratch)
        rows.append(digest.statistics_of_brian(theirs))
    return {"runs": rows}


def make_table(binary, name, settings, scratch):
    by_statistics = settings["compare"] == "statistics"
    if by_statistics:
        return brian_statistics(name, settings, scratch)
    return brian_exactly(binary, name, settings, scratch)


def compare_kept(binary, name, settings, kept, scratch):
    if settings["compare"] == "statistics":
        runs = []
        for seed in range(1, len(kept["runs"]) + 1):
            path = run_ours(binary, name, settings["changes"], scratch / "ours.h5", seed)
            with h5py.File(path) as results:
                runs.append(digest.statistics_of_ours(results))
        return digest.compare_statistics(runs, kept["runs"])
    path = run_ours(binary, name, settings["changes"], scratch / "ours.h5")
    with h5py.File(path) as results:
        return digest.compare_exactly(results, kept, settings)


def compare(name, arguments, scratch):
    settings = special(name)
    if "not_compared" in settings:
        return f"not compared: {settings['not_compared']}"
    if name.endswith(".yaml"):
        table = make_table(arguments.binary, name, settings, scratch)
        return compare_kept(arguments.binary, name, settings, table, scratch)
    path = KEPT / f"{name}.json"
    if arguments.update:
        table = make_table(arguments.binary, name, settings, scratch)
        path.parent.mkdir(parents=True, exist_ok=True)
        table["result"] = compare_kept(arguments.binary, name, settings, table, scratch)
        path.write_text(pretty(table) + "\n")
        return table["result"]
    if not path.exists():
        wanted = f"not compared yet: run {pathlib.Path(__file__).name} with --update"
        if arguments.full:
            raise Difference(wanted)
        return wanted
    kept = json.loads(path.read_text())
    if arguments.full:
        again = make_table(arguments.binary, name, settings, scratch)
        same({key: value for key, value in kept.items() if key != "result"}, json.loads(json.dumps(again)))
    return compare_kept(arguments.binary, name, settings, kept, scratch)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("names", nargs="*", help="examples/coba, or any FILE.yaml; default: all")
    parser.add_argument("--update", action="store_true", help="run Brian 2 and keep what it gives")
    parser.add_argument("--full", action="store_true", help="also run Brian 2 again")
    arguments = parser.parse_args()
    names = arguments.names or names_of_models()
    failed = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            try:
                print(f"ok     {name}: {compare(name, arguments, pathlib.Path(scratch))}", flush=True)
            except (Difference, KeyError, OSError) as reason:
                print(f"FAILED {name}: {reason}", flush=True)
                failed.append(name)
    if arguments.update or not arguments.names:
        failed += translated_table.check_or_write(arguments.update, names_of_models(), special, KEPT)
    print(f"{len(failed)} of {len(names)} models differ from Brian 2")
    return 1 if failed or not names else 0


if __name__ == "__main__":
    sys.exit(main())
