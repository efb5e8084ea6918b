#!/usr/bin/python3
"""Compares brian-run with Brian 2: compare.py BRIAN_RUN [NAME ...] [--full]

Every NAME.json of this folder holds what Brian 2 made of the model that it names. Deterministic
models must give the same spikes in the same steps, and traces within the tolerance that the script
NAME.py argues for. Random ones are compared by their statistics over many seeds (distributions.py).
--full also runs Brian 2 again (python3-brian), and requires what is kept here to come out of it.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import h5py
import numpy as np

import distributions
import measures

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
# Brian 2 run again on another machine: other versions of exp and of the order of sums in numpy.
AGAIN = 1e-9

# SI sizes of the units that traces are stored in; those without a customary prefix are SI itself.
UNITS = {"mole/metre^3": 1.0, "mV": 1e-3, "ms": 1e-3, "nA": 1e-9, "nS": 1e-9, "Hz": 1.0, "1": 1.0}


class Difference(Exception):
    """What is not as in Brian 2, said to a human."""


def simulate(binary, model, output, options=()):
    command = [binary, str(model), "-o", str(output), "-f", "-q", *options]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Difference(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr.strip()}")
    return output


def spikes_of(results, monitor, dt):
    """Steps of dt seconds and neuron ids, sorted by both."""
    group = results["spikes"][monitor]
    dt_ms = dt * 1e3
    times = group["timestamps"][:]
    steps = np.rint(times / dt_ms).astype(int)
    if np.any(np.abs(times - steps * dt_ms) > 1e-6 * dt_ms):
        raise Difference(f"{monitor}: times of spikes are not multiples of dt")
    ids = group["node_ids"][:].astype(int)
    order = np.lexsort((ids, steps))
    return steps[order], ids[order]


def compare_spikes(name, expected, results, dt):
    steps, ids = spikes_of(results, name, dt)
    order = np.lexsort((expected["ids"], expected["steps"]))
    theirs = np.array([expected["steps"], expected["ids"]], dtype=int)[:, order]
    ours = np.array([steps, ids])
    n = min(ours.shape[1], theirs.shape[1])
    wrong = np.flatnonzero(np.any(ours[:, :n] != theirs[:, :n], axis=0))
    if wrong.size:
        k = wrong[0]
        raise Difference(
            f"{name}: spike {k} is in step {ours[0, k]} of neuron {ours[1, k]},"
            f" with Brian 2 in step {theirs[0, k]} of neuron {theirs[1, k]}"
        )
    if ours.shape != theirs.shape:
        raise Difference(f"{name}: {ours.shape[1]} spikes, with Brian 2 {theirs.shape[1]}")


def compare_trace(name, expected, results, dt, tolerance):
    """The largest distance of a trace from Brian 2's, in units of its range."""
    report = results["report" if name in results.get("report", {}) else "synapse_report"][name]
    data = report["data"]
    if data.dtype != np.float64:
        raise Difference(f"{name}: recorded as {data.dtype}, which is too coarse to compare")
    units = data.attrs["units"]
    if units not in UNITS:
        raise Difference(f"{name}: no size known of the unit {units!r}; add it to UNITS")
    ours = data[:].T * UNITS[units]
    theirs = np.array(expected["values"])
    if ours.shape != theirs.shape:
        raise Difference(f"{name}: neurons and samples {ours.shape}, with Brian 2 {theirs.shape}")
    start, following = report["time"][:2] * 1e-3
    interval = following - start
    if not np.allclose([start, interval], [expected["start"] * dt, expected["every"] * dt], rtol=1e-6):
        raise Difference(f"{name}: sampled from {start} s every {interval} s")
    span = np.ptp(theirs) or np.max(np.abs(theirs)) or 1.0
    error = np.abs(ours - theirs) / span
    # A NaN is further than any tolerance.
    worst = np.unravel_index(np.argmax(np.where(np.isnan(error), np.inf, error)), error.shape)
    if not error[worst] <= tolerance:
        raise Difference(
            f"{name}: row {worst[0]}, sample {worst[1]} is {ours[worst]!r},"
            f" with Brian 2 {theirs[worst]!r}:"
            f" {error[worst]:.2g} of the range apart, {tolerance:g} allowed"
        )
    return error[worst]


def compare_dataset(path, expected, results, tolerance):
    """The largest distance of a dataset from Brian 2's values, in units of their range."""
    dataset = results[path]
    ours = dataset[:] * UNITS[dataset.attrs["units"]]
    theirs = np.array(expected)
    if ours.shape != theirs.shape:
        raise Difference(f"{path}: of shape {ours.shape}, with Brian 2 {theirs.shape}")
    error = np.abs(ours - theirs) / (np.ptp(theirs) or np.max(np.abs(theirs)) or 1.0)
    worst = np.unravel_index(np.argmax(np.where(np.isnan(error), np.inf, error)), error.shape)
    if not error[worst] <= tolerance:
        raise Difference(f"{path}{list(map(int, worst))} is {ours[worst]!r},"
                         f" with Brian 2 {theirs[worst]!r}")
    return error[worst]


def exact_options(table):
    """Options that make a model comparable: the test's changes, and traces at full precision."""
    changes = list(table["changes"])
    if table["model"].startswith("configs/"):
        changes += [f"+monitors.{name}.precision=float64" for name in table["traces"]]
    return [option for change in changes for option in ("--set", change)]


def compare_with_oracle(binary, table, scratch):
    output = simulate(binary, ROOT / table["model"], scratch / "ours.h5", exact_options(table))
    worst = 0.0
    with h5py.File(output) as results:
        for name, expected in table["spikes"].items():
            compare_spikes(name, expected, results, table["dt"])
        for name, variables in table["traces"].items():
            for variable, expected in variables.items():
                error = compare_trace(
                    f"{name}_{variable}", expected, results, table["dt"], table["tolerance"]
                )
                worst = max(worst, error)
        for path, expected in table.get("datasets", {}).items():
            worst = max(worst, compare_dataset(path, expected, results, table["tolerance"]))
    n_spikes = sum(len(spikes["steps"]) for spikes in table["spikes"].values())
    return f"{n_spikes} spikes alike, traces within {worst:.1g} of their range"


def same(kept, again, where=""):
    """Requires the kept output and a new one of the same script to agree."""
    if isinstance(kept, dict):
        if kept.keys() != again.keys():
            raise Difference(f"{where}: kept {sorted(kept)}, now {sorted(again)}")
        for key in kept:
            same(kept[key], again[key], f"{where}/{key}")
    elif isinstance(kept, list) and kept and isinstance(kept[0], float):
        if not np.allclose(kept, again, rtol=AGAIN, atol=AGAIN * np.max(np.abs(kept))):
            raise Difference(f"{where}: Brian 2 gives other numbers now")
    elif isinstance(kept, list) and kept and isinstance(kept[0], (list, dict)):
        for number, (one, other) in enumerate(zip(kept, again, strict=True)):
            same(one, other, f"{where}/{number}")
    elif kept != again:
        raise Difference(f"{where}: Brian 2 gives something else now")


def run_oracle_again(name, kept, scratch):
    environment = os.environ | {"ORACLE_FOLDER": str(scratch)}
    script = [sys.executable, "-W", "ignore", str(FOLDER / f"{name}.py")]
    done = subprocess.run(script, env=environment, cwd=FOLDER, capture_output=True, text=True)
    if done.returncode != 0:
        raise Difference(f"{name}.py failed:\n{done.stderr.strip()}")
    same(kept, json.loads((scratch / f"{name}.json").read_text()))


def compare(name, arguments, scratch):
    kept = json.loads((FOLDER / f"{name}.json").read_text())
    if arguments.full:
        run_oracle_again(name, kept, scratch)
    if name in distributions.COMPARISONS:
        return distributions.COMPARISONS[name](
            kept,
            lambda model, output, options: simulate(arguments.binary, ROOT / model, output, options),
            scratch,
            Difference,
        )
    if "samples" in kept:
        run = lambda model, output, options: simulate(arguments.binary, ROOT / model, output, options)
        return measures.compare(kept, run, scratch, Difference, UNITS)
    return compare_with_oracle(arguments.binary, kept, scratch)


def names_of(kind):
    names = sorted(path.stem for path in FOLDER.glob("*.json"))
    # Those over seeds are named so, to be known without being read.
    kinds = {name: "random" if name.endswith("_statistics") else "deterministic" for name in names}
    return [name for name in names if kind in (kinds[name], "all")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("names", nargs="*", help="default: all")
    parser.add_argument("--kind", choices=["all", "deterministic", "random"], default="all")
    parser.add_argument("--full", action="store_true", help="also run Brian 2 again")
    arguments = parser.parse_args()
    names = arguments.names or names_of(arguments.kind)
    failed = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            try:
                print(f"ok     {name}: {compare(name, arguments, pathlib.Path(scratch))}", flush=True)
            except (Difference, KeyError, OSError) as reason:
                print(f"FAILED {name}: {reason}", flush=True)
                failed.append(name)
    print(f"{len(names) - len(failed)} of {len(names)} comparisons with Brian 2 passed")
    return 1 if failed or not names else 0


if __name__ == "__main__":
    sys.exit(main())
