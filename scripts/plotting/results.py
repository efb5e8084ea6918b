"""Reads a results file of brian-run: what plots and reports ask of it."""

import pathlib

import h5py
import numpy as np


class PlotError(Exception):
    """What is wrong with the file or the request, for the user."""


def open_results(file_name):
    path = pathlib.Path(file_name)
    if not path.exists():
        part = pathlib.Path(str(file_name) + ".part")
        hint = f"; there is '{part}' of a run that did not end" if part.exists() else ""
        raise PlotError(f"there is no file '{file_name}'{hint}")
    if path.is_dir():
        raise PlotError(f"'{file_name}' is a folder; name a results file in it")
    try:
        return h5py.File(path, "r")
    except OSError as problem:
        reason = "it is not an HDF5 file"
        if "lock" in str(problem):
            reason = "it is still being written"
        raise PlotError(f"cannot open '{file_name}': {reason}") from problem


def groups_in(file, kind):
    groups = dict(file.get(kind, {}))
    return groups | dict(file.get("synapse_report", {})) if kind == "report" else groups


def chosen(file, kind, names):
    """The groups of /KIND whose name, or monitor, is asked for; all when none is."""
    groups = groups_in(file, kind)
    if not names:
        return list(groups.values())
    known = set(groups) | {group.attrs["monitor"] for group in groups.values()}
    for name in names:
        if name not in known:
            there = ", ".join(groups) or "none"
            raise PlotError(f"no monitor '{name}' in /{kind} of '{file.filename}'; "
                            f"there is: {there}")
    return [group for name, group in groups.items()
            if name in names or group.attrs["monitor"] in names]


def chosen_spikes(file, names):
    groups = chosen(file, "spikes", names)
    if not groups:
        raise PlotError(f"no spikes were recorded in '{file.filename}'")
    return groups


def title_of(file):
    return file.attrs.get("title") or pathlib.Path(file.filename).stem


def short_name(group):
    return group.name.rsplit("/", 1)[-1]


def labelled(name, units):
    """A quantity as axes name it."""
    return name if units == "1" else f"{name} ({units})"


def window(options, file):
    """First and last time [ms] to be shown."""
    start = 0.0 if options.start is None else options.start
    stop = float(file.attrs["duration_ms"]) if options.stop is None else options.stop
    if stop <= start:
        raise PlotError(f"nothing to show from {start:g} to {stop:g} ms")
    return start, stop


def spikes_in(group, start, stop):
    """Times [ms] and neurons of the spikes of a monitor, in the order of the file."""
    times = group["timestamps"][:]
    ids = group["node_ids"][:].astype(np.int64)
    shown = (times >= start) & (times <= stop)
    return times[shown], ids[shown]


def parse_neurons(text):
    """Neurons named as "0,3,10:20": indices and half-open ranges."""
    neurons = []
    for part in text.split(","):
        try:
            if ":" in part:
                begin, end = part.split(":")
                neurons.extend(range(int(begin or 0), int(end)))
            else:
                neurons.append(int(part))
        except ValueError:
            raise PlotError(f"'{part}' is neither a neuron nor a range such as 0:10") from None
    return neurons


def recorded_in(report):
    """The neuron, or the synapse, of each column."""
    return report["node" if "node" in report else "synapse"][:]


def place_of(report):
    """Order of traces: by monitor, the membrane potential first."""
    variable = report["data"].attrs["variable"]
    return report.attrs["monitor"], variable.lower() not in ("v", "vm"), variable


def series_of(groups, key):
    """The stretches of each series: a run in phases has one for each phase."""
    found = {}
    for group in groups:
        found.setdefault(key(group), []).append(group)
    return list(found.values())


def trace_of(report):
    """What the stretches of a trace have in common."""
    return report.attrs["monitor"], report["data"].attrs["variable"], recorded_in(report).tobytes()


def read_columns(data, begin, end, columns):
    """Some columns of the frames from begin to end; a few frames at a time, as they lie."""
    block = max(1, 2**22 // max(1, data.shape[1]))
    parts = [data[first:min(first + block, end)][:, columns] for first in range(begin, end, block)]
    return np.concatenate(parts) if parts else np.empty((0, len(columns)))


def in_bins(times, start, width, n_bins, dt):
    """How many of the times [ms] lie in each bin; dt is the step of the simulation [ms]."""
    # A spike at 4.9999999 ms by rounding belongs to the bin that begins at 5 ms.
    bins = np.floor((times - start + 1e-3 * dt) / width).astype(int)
    return np.bincount(bins[(bins >= 0) & (bins < n_bins)], minlength=n_bins)
