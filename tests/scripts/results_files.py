"""Small results files and an index of a sweep, laid out as brian-run writes them."""

import csv

import h5py
import numpy as np

MODEL = """\
brian-run: 1
title: Two groups
groups:
  P: {size: 6, equations: "dv/dt = -v/(20*ms) + drive(t)/(1*second) : volt", subgroups: {exc: "0:4", inh: "4:6"}}
  Q: {size: 3, equations: "dv/dt = -v/(20*ms) : volt"}
stimuli:
  input: {type: poisson, size: 10, rate: 15 Hz}
  noise: {type: poisson_input, target: P.exc, variable: v, n: 10, rate: 1 Hz, weight: 1 mV}
  drive: {type: timed_array, values: [1 mV, 2 mV], dt: 10 ms}
connections:
  C: {source: P.exc, target: Q, connect: {probability: 0.5}, on_pre: v += 1*mV}
  S: {source: input, target: P, connect: all, plasticity: {type: stdp_exponential}}
  M: {source: Q, target: S, connect: {condition: i == j}, on_pre: w += 1}
run: {dt: 0.1 ms, duration: 100 ms, seed: 1}
"""


def write_results(path, duration=100.0, title="Two groups"):
    """An empty results file, open for more."""
    file = h5py.File(path, "w")
    file.attrs.update({"format": "brian-run", "status": "complete", "dt_ms": 0.1, "title": title,
                       "duration_ms": duration, "n_steps": int(duration * 10), "seed": 1,
                       "model_sha256": "0" * 64, "numerics_version": 2})
    file.create_group("provenance").attrs.update(
        {"source_yaml": MODEL, "resolved_yaml": MODEL, "wall_seconds": "0.25", "threads": "1",
         "program": "brian-run 0.1.0", "engine": "jit", "cpu": "a CPU",
         "command_line": "brian-run model.yaml -s run.seed=1"})
    return file


def add_spikes(file, monitor, times, ids, population="P", n_neurons=6):
    group = file.create_group(f"spikes/{monitor}")
    group.attrs.update({"monitor": monitor, "node_population": population, "sorting": 2,
                        "n_neurons": n_neurons, "n_recorded": n_neurons, "first_node_id": 0,
                        "last_node_id": n_neurons - 1, "duration_ms": file.attrs["duration_ms"]})
    group["timestamps"] = np.array(times, dtype=float)
    group["node_ids"] = np.array(ids, dtype=np.uint64)
    group["timestamps"].attrs["units"] = "ms"


def add_trace(file, monitor, variable, values, nodes, step=0.1, units="mV", population="P"):
    group = file.create_group(f"report/{monitor}_{variable}")
    group.attrs.update({"monitor": monitor, "node_population": population,
                        "n_neurons": 6, "n_frames": len(values)})
    group["data"] = np.array(values, dtype=np.float32)
    group["data"].attrs.update({"units": units, "variable": variable})
    group["time"] = step * np.arange(len(values))
    group["node"] = np.array(nodes, dtype=np.int32)


def add_rate(file, monitor, rate, width, population="P"):
    group = file.create_group(f"rates/{monitor}")
    group.attrs.update({"monitor": monitor, "node_population": population, "n_neurons": 6,
                        "bin_ms": width})
    group["rate"] = np.array(rate, dtype=float)
    group["time"] = width * np.arange(len(rate))


def add_snapshot(file, monitor, variable, times, values, source, target, connection="S"):
    group = file.create_group(f"snapshots/{monitor}")
    group.attrs.update({"monitor": monitor, "edge_population": connection,
                        "source_population": "input", "target_population": "P"})
    group["time"] = np.array(times, dtype=float)
    group[variable] = np.array(values, dtype=float)
    group[variable].attrs["units"] = "nS"
    group["synapse_id"] = np.arange(len(source), dtype=np.uint64)
    group["source_node_id"] = np.array(source, dtype=np.uint64)
    group["target_node_id"] = np.array(target, dtype=np.uint64)


def add_edges(file, connection, source, target, weights, ends=("P", "Q")):
    """A connection as output.network: true saves it."""
    group = file.create_group(f"edges/{connection}")
    for name, ids, population in (("source_node_id", source, ends[0]),
                                  ("target_node_id", target, ends[1])):
        group[name] = np.array(ids, dtype=np.uint64)
        group[name].attrs["node_population"] = population
    group["edge_type_id"] = np.zeros(len(source), dtype=np.int64)
    group["edge_group_id"] = np.zeros(len(source), dtype=np.uint64)
    group["edge_group_index"] = np.arange(len(source), dtype=np.uint64)
    group["0/syn_weight"] = np.array(weights, dtype=float)
    group["0/syn_weight"].attrs["units"] = "nS"
    group["0/delay"] = np.full(len(source), 1.5)
    group["0/delay"].attrs["units"] = "ms"


def write_index(path, paths, rows, groups=("P",)):
    """The index.csv of a sweep: rows of (status, seed, values of the paths, rates of the groups)."""
    results = [f"{group} {what}" for group in groups for what in ("spikes", "rate [Hz]")]
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["run", "status", "seed", *paths, "file", "wall_s", *results])
        for number, (status, seed, values, rates) in enumerate(rows):
            done = [cell for rate in rates for cell in (int(rate), rate)] if rates else []
            out.writerow([number, status, seed, *values, f"runs/{number:05}.h5" if done else "",
                          0.5 if done else "", *(done or [""] * len(results))])
