#!/usr/bin/python3
"""Runs a script of yaml2brian.py and keeps what its monitors saw: run_translated.py SCRIPT OUT.npz

Arrays by name: MONITOR/steps and /ids of spikes, /count of counters, /rate, and of states
/samples (steps) with one array of neurons times samples for each variable, /rows being the neurons.
"""

import sys
import warnings

warnings.filterwarnings("ignore")

import numpy as np  # noqa: E402
from brian2 import BrianLogger, EventMonitor, PopulationRateMonitor, StateMonitor, prefs  # noqa: E402

BrianLogger.log_level_error()
prefs.logging.file_log = False


def arrays_of(monitor):
    """What a monitor holds, in SI and in steps of its own clock."""
    if isinstance(monitor, StateMonitor):
        dt = float(monitor.clock.dt_)
        steps = np.rint(np.asarray(monitor.t_) / dt).astype(int)
        values = {name: np.asarray(getattr(monitor, name + "_")) for name in monitor.record_variables}
        return {"samples": steps, "rows": np.asarray(monitor.record), **values}
    if isinstance(monitor, PopulationRateMonitor):
        return {"rate": np.asarray(monitor.rate_)}
    dt = float(monitor.clock.dt_)
    arrays = {"count": np.asarray(monitor.count[:])}
    if monitor.record:
        # A monitor of a subgroup counts from the subgroup's first neuron.
        first = getattr(monitor.source, "start", 0)
        arrays["steps"] = np.rint(np.asarray(monitor.t_) / dt).astype(int)
        arrays["ids"] = np.asarray(monitor.i) + first
    return arrays


def main():
    script, output = sys.argv[1:]
    with open(script) as file:
        code = compile(file.read(), script, "exec")
    namespace = {"__name__": "__main__"}
    exec(code, namespace)
    kept = {}
    dt = {name: float(monitor.clock.dt_) for name, monitor in namespace["monitors"].items()}
    for name, monitor in namespace["monitors"].items():
        for key, array in arrays_of(monitor).items():
            kept[f"{name}/{key}"] = array
        kept[f"{name}/dt"] = dt[name]
    np.savez_compressed(output, **kept)


if __name__ == "__main__":
    main()
