"""What the Brian 2 scripts of this folder share: settings, and how their output is kept.

A script NAME.py runs a model in Brian 2 and calls save(); NAME.json is what came out, NAME.yaml (or
the file of configs/ that it names) the same model for brian-run. compare.py compares the two.
"""

import os
import pathlib
import warnings

warnings.filterwarnings("ignore")

import numpy as np  # noqa: E402
from brian2 import BrianLogger, defaultclock, prefs  # noqa: E402
from pretty_json import pretty  # noqa: E402

BrianLogger.log_level_error()
prefs.logging.file_log = False
prefs.codegen.target = "numpy"

# How far a trace may be from Brian 2's, in units of the range that the variable covers.
# EXACT: both sides evaluate closed forms (propagators, sums of weights); they differ by the rounding
#   of a few operations a step, 1e-16 each, damped by the leak and summed over some thousand steps.
# STEPPED: the same recurrence on both sides, but written and rounded differently, with functions
#   such as exp that differ in the last place; a spike's upstroke multiplies that by some thousands.
EXACT = 1e-9
STEPPED = 1e-6


def spike_table(monitor, dt):
    """Spikes of a SpikeMonitor, or of (SpikeMonitor of a subgroup, first neuron of the subgroup)."""
    monitor, first = monitor if isinstance(monitor, tuple) else (monitor, 0)
    steps = np.rint(np.asarray(monitor.t_) / dt).astype(int)
    return {"steps": steps.tolist(), "ids": (np.asarray(monitor.i) + first).tolist()}


def trace_table(monitor, variable, dt):
    steps = np.rint(np.asarray(monitor.t_) / dt).astype(int)
    values = np.asarray(getattr(monitor, variable + "_"))
    return {
        "start": int(steps[0]),
        "every": int(steps[1] - steps[0]),
        "values": [row.tolist() for row in values],
    }


def write(script, table):
    """Writes NAME.json beside the script, or into the folder that ORACLE_FOLDER names."""
    script = pathlib.Path(script)
    folder = pathlib.Path(os.environ.get("ORACLE_FOLDER", script.resolve().parent))
    (folder / (script.stem + ".json")).write_text(pretty(table) + "\n")


def save(script, tolerance, spikes=None, traces=None, model=None, changes=(), datasets=None,
         unit=None):
    """Keeps what the monitors saw.

    script     the script's __file__
    tolerance  EXACT or STEPPED
    spikes     monitor name in the model file -> SpikeMonitor, or (SpikeMonitor, first neuron)
    traces     monitor name in the model file -> (StateMonitor, names of the variables)
    model      the model file when it is not NAME.yaml: "configs/leaky_if.yaml"
    changes    what is to be set in that model: "monitors.x.record=all"
    datasets   path in the results file -> values in SI
    unit       what times are counted in [s], when not all are multiples of the run's time step
    """
    dt = unit or float(defaultclock.dt)
    table = {
        "model": model or "tests/against_brian2/" + pathlib.Path(script).stem + ".yaml",
        "changes": list(changes),
        "dt": dt,
        "tolerance": tolerance,
        "spikes": {name: spike_table(monitor, dt) for name, monitor in (spikes or {}).items()},
        "traces": {
            name: {variable: trace_table(monitor, variable, dt) for variable in variables}
            for name, (monitor, variables) in (traces or {}).items()
        },
    }
    if datasets:
        table["datasets"] = {path: np.asarray(values, dtype=float).tolist()
                             for path, values in datasets.items()}
    write(script, table)
