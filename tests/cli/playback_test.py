#!/usr/bin/python3
"""Plays spikes and traces of an earlier results file back: playback_test.py BINARY"""

import sys
import tempfile

import h5py
import numpy as np

from program import Program, expect

# The trace is stored in mV, the spikes in ms; both come back to the last bit of the step.
REPLAY = """\
brian-run: 1
stimuli:
  again: {type: spike_list, size: 10, spikes: {file: model.h5, monitor: spikes}}
  trace: {type: timed_array, values: {file: model.h5, dataset: /report/trace_v/data}, dt: 0.1 ms}
groups:
  P: {size: 2, equations: "v = trace(t, i) : volt"}
monitors:
  spikes: {type: spikes, of: again}
  trace: {type: state, of: P, variables: [v], record: all, precision: float64}
run: {dt: 0.1 ms, duration: 20 ms, seed: 1}
"""


def compare(program):
    with h5py.File(program.path("model.h5")) as before, h5py.File(program.path("replay.h5")) as now:
        for name in ("timestamps", "node_ids"):
            name = f"/spikes/spikes/{name}"
            expect(len(before[name]) > 10, "spikes to play back")
            expect(np.array_equal(before[name][:], now[name][:]), name, "is not the same")
        trace = "/report/trace_v/data"
        apart = np.abs(before[trace][:] - now[trace][:]).max()
        expect(apart < 1e-12, "the trace is", apart, "mV apart")


def main():
    with tempfile.TemporaryDirectory() as folder:
        program = Program(sys.argv[1], folder)
        program.run("model.yaml", "--set", "+monitors.trace.precision=float64")
        program.path("replay.yaml").write_text(REPLAY)
        program.run("replay.yaml")
        compare(program)


if __name__ == "__main__":
    main()
