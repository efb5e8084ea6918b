"""What the tests of `brian-run sweep` share: a model of short runs, and the store that they leave."""

import csv
import pathlib

import h5py

from program import expect

# Much like CUBA, but small: a run takes about 20 ms from start to closed file.
SMALL_CUBA = """\
brian-run: 1
title: A small CUBA network for sweeps
parameters: {we: 1.62 mV, wi: -9 mV}
groups:
  P:
    size: 200
    equations: |
      dv/dt  = (ge + gi - (v + 49*mV))/(20*ms) : volt
      dge/dt = -ge/(5*ms)                      : volt
      dgi/dt = -gi/(10*ms)                     : volt
    threshold: v > -50*mV
    reset: v = -60*mV
    method: exact
    initial: {v: -60*mV + 10*mV*rand()}
    subgroups: {exc: "0:160", inh: "160:200"}
connections:
  Ce: {source: P.exc, target: P, connect: {probability: 0.02}, on_pre: ge += we}
  Ci: {source: P.inh, target: P, connect: {probability: 0.02}, on_pre: gi += wi}
monitors:
  spikes: {type: spikes, of: P}
  rate: {type: rate, of: P.exc, bin: 5 ms}
  trace: {type: state, of: P, variables: [v], record: "0:3"}
run: {dt: 0.1 ms, duration: 20 ms, seed: 42}
"""


def index_of(folder):
    """The rows of index.csv, as dicts."""
    with open(pathlib.Path(folder) / "index.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def without_wall_times(folder):
    return [{key: value for key, value in row.items() if key != "wall_s"} for row in index_of(folder)]


def check_complete(folder, n_runs):
    """All runs are there, whole and of the model whose hash is in their name."""
    files = sorted((pathlib.Path(folder) / "runs").glob("*.h5"))
    expect(len(files) == n_runs, len(files), "files instead of", n_runs)
    for number, file in enumerate(files):
        with h5py.File(file) as results:
            expect(results.attrs["status"] == "complete", file, "is", results.attrs["status"])
            expect(file.stem == f"{number:05}-{results.attrs['model_sha256'][:8]}", "name of", file)
    left = [path.name for path in (pathlib.Path(folder) / "runs").iterdir()
            if path.suffix not in (".h5", ".log")]
    expect(not left, "nothing else is left:", left)
