#!/usr/bin/python3
"""Requires the same bits of runs that were interrupted: resumed_results.py BRIAN_RUN [--models ...]

Runs every model of configs/ and of against_brian2/, shortened where it is large, once without a
break, once stopped by a checkpoint in the middle and resumed in a new process, and once stopped
twice and resumed by another engine and by several workers. All datasets, attributes (but those of
/provenance) and further files must be equal, and nothing of the checkpoints may be left.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

import h5py
import numpy

from equal_results import SHORTER, TESTS, datasets, difference

SUSPENDED = 75
SOME_ENGINES = (["--engine", "jit"], ["--engine", "vector", "--threads", "3"], ["--engine", "jit"])


def run(binary, model, folder, *options, at=None, code=0):
    """One process of a run in a folder; it ends with a checkpoint after step `at`, if one is given."""
    command = [binary, str(model), "-o", "results.h5", "-q", "--set", "+output.precision=float64", *options]
    for change in SHORTER.get(model.stem, []):
        command += ["--set", change]
    environment = os.environ | {"BRIAN_RUN_SHARING": "always"}
    environment |= {"BRIAN_RUN_CHECKPOINT_AT": str(at)} if at is not None else {}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != code:
        raise RuntimeError(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr.strip()}")


def attributes(path):
    """(object, name) -> value of all attributes but those that tell how the run was made."""
    found = {}
    skipped = {"REFERENCE_LIST", "DIMENSION_LIST"}

    def note(name, item):
        if name.startswith("provenance"):
            return
        for key, value in item.attrs.items():
            if key not in skipped:
                found[name, key] = numpy.asarray(value).tolist()

    with h5py.File(path) as results:
        note("", results)
        results.visititems(note)
    return found


def scales(path):
    """Which dimension scales each dataset has."""
    found = {}

    def note(name, item):
        if isinstance(item, h5py.Dataset):
            found[name] = [[scale.name for scale in dimension.values()] for dimension in item.dims]

    with h5py.File(path) as results:
        results.visititems(note)
    return found


def why_different(expected, found):
    """What differs between the folders of two runs, or None."""
    names = [sorted(path.name for path in folder.iterdir()) for folder in (expected, found)]
    if names[0] != names[1]:
        return f"the folder holds {names[1]} instead of {names[0]}"
    for name in names[0]:
        if not name.endswith(".h5") and (expected / name).read_bytes() != (found / name).read_bytes():
            return f"{name} differs"
    files = (expected / "results.h5", found / "results.h5")
    if why := difference(*map(datasets, files)):
        return why
    for of_file in (attributes, scales):
        before, after = map(of_file, files)
        for key in before.keys() | after.keys():
            if before.get(key) != after.get(key):
                return f"{key}: {after.get(key)} instead of {before.get(key)}"
    return None


def n_steps(folder):
    with h5py.File(folder / "results.h5") as results:
        return int(results.attrs["n_steps"])


def compare(binary, model, scratch):
    """The interruptions after which the model gives other results than without a break."""
    folders = [scratch / name for name in ("whole", "once", "twice")]
    for folder in folders:
        folder.mkdir()
    run(binary, model, folders[0])
    n = n_steps(folders[0])
    if n < 4:
        return []
    wrong = []
    for folder, fractions in ((folders[1], (0.37,)), (folders[2], (0.21, 0.71))):
        stops = sorted({min(n - 1, int(n * fraction) | 1) for fraction in fractions})
        for step, engine in zip(stops, SOME_ENGINES):
            run(binary, model, folder, "--resume", *engine, at=step, code=SUSPENDED)
        run(binary, model, folder, "--resume", *SOME_ENGINES[len(stops)])
        if why := why_different(folders[0], folder):
            wrong.append(f"stopped after {stops} of {n} steps: {why}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--models", nargs="*", type=pathlib.Path, help="default: all")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only one of N models")
    arguments = parser.parse_args()
    binary = str(pathlib.Path(arguments.binary).resolve())
    models = arguments.models or [
        *sorted((TESTS.parent / "configs").glob("*.yaml")),
        *sorted((TESTS.parent / "configs" / "examples").glob("*.yaml")),
        *(path for path in sorted((TESTS / "against_brian2").glob("*.yaml")) if path.name != "translated.yaml"),
    ]
    models = models[::arguments.every]
    failed = 0
    for model in models:
        with tempfile.TemporaryDirectory() as scratch:
            try:
                wrong = compare(binary, model.resolve(), pathlib.Path(scratch))
            except RuntimeError as reason:
                wrong = [str(reason)]
        print("FAILED" if wrong else "ok    ", model.name, *wrong, sep="  ", flush=True)
        failed += bool(wrong)
    print(f"{len(models) - failed} of {len(models)} models give equal results after interruptions")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
