#!/usr/bin/python3
"""Plots a results file of brian-run.

usage: plot.py raster|trace|rate|count FILE.h5 [--monitor NAME ...] [--save PNG] ...

  raster   spikes, the monitors stacked with a line between them; with --rate the rates below
  trace    variables over time, one panel each; neurons' spikes above, where they are recorded
  rate     population rates, as recorded; of spikes in bins where no rate was recorded
  count    mean rate of each neuron, from the counts of its spikes
"""

import argparse
import pathlib
import sys

try:
    import h5py
    import numpy as np
except ImportError as missing:
    sys.exit(f"plot.py: {missing}; install python3-h5py, python3-numpy and python3-matplotlib")

COLOURS = ["#1f5fa8", "#c8442c", "#3b8f5a", "#8a5aa8", "#c08a1e", "#3a9aa8", "#777777"]
FEW_ROWS = 300  # up to so many neurons each spike is a stroke, beyond a dot


class PlotError(Exception):
    """What is wrong with the file or the request, for the user."""


def open_results(file_name):
    path = pathlib.Path(file_name)
    if not path.exists():
        part = pathlib.Path(file_name + ".part")
        hint = f"; there is '{part}' of a run that did not end" if part.exists() else ""
        raise PlotError(f"there is no file '{file_name}'{hint}")
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


def title_of(file):
    return file.attrs.get("title") or pathlib.Path(file.filename).stem


def short_name(group):
    return group.name.rsplit("/", 1)[-1]


def window(options, file):
    """First and last time [ms] to be shown."""
    start = 0.0 if options.start is None else options.start
    stop = float(file.attrs["duration_ms"]) if options.stop is None else options.stop
    if stop <= start:
        raise PlotError(f"nothing to show from {start:g} to {stop:g} ms")
    return start, stop


def spikes_in(group, start, stop):
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


# --- the plots -----------------------------------------------------------------------------------


class Rows:
    """The spikes of one monitor, and the neuron that stands in each of its rows."""

    def __init__(self, group, wanted, start, stop):
        self.name = short_name(group)
        first, last = int(group.attrs["first_node_id"]), int(group.attrs["last_node_id"])
        self.neurons = list(range(first, last + 1)) if wanted is None else wanted
        row_of = {neuron: row for row, neuron in enumerate(self.neurons)}
        times, ids = spikes_in(group, start, stop)
        shown = np.isin(ids, self.neurons)
        self.times = times[shown]
        self.rows = np.array([row_of[neuron] for neuron in ids[shown].tolist()], dtype=float)

    def ticks(self, n_rows):
        """Some of the rows, evenly spaced: about ten in the whole picture, none near its end."""
        n = len(self.neurons)
        step = nice_step(n / max(1, round(10 * n / max(n_rows, 1))))
        return [row for row in range(0, n, step) if 2 * (n - row) >= step or row == 0]


def nice_step(length):
    """1, 2, 5, 10, 20 ...: the first that is not below the length."""
    power = 10 ** max(0, int(np.floor(np.log10(max(length, 1)))))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= length)


def plot_raster(plt, file, options):
    groups = chosen(file, "spikes", options.monitor)
    if not groups:
        raise PlotError(f"no spikes were recorded in '{file.filename}'")
    wanted = parse_neurons(options.neurons) if options.neurons else None
    start, stop = window(options, file)
    stack = [Rows(group, wanted, start, stop) for group in groups]
    if not options.rate:
        figure, axes = plt.subplots(figsize=(8.0, 5.0))
        draw_stack(axes, stack)
        finish_time_axis(axes, start, stop)
    else:
        figure, (axes, below) = plt.subplots(2, 1, sharex=True, figsize=(8.0, 5.0),
                                             height_ratios=[3.0, 1.0])
        draw_stack(axes, stack)
        tidy(axes)
        draw_rates(below, file, argparse.Namespace(monitor=None, bin=options.bin), start, stop)
    axes.set_title(title_of(file))
    return figure


def draw_stack(axes, stack):
    n_rows = sum(len(part.neurons) for part in stack)
    ticks = []
    base = 0
    for k, part in enumerate(stack):
        draw_spikes(axes, part, base, n_rows, COLOURS[k % len(COLOURS)])
        ticks += [(base + row, part.neurons[row]) for row in part.ticks(n_rows)]
        base += len(part.neurons)
        if k + 1 < len(stack):
            axes.axhline(base - 0.5, color="0.6", linewidth=0.8)
    axes.set_yticks([row for row, _ in ticks], [str(neuron) for _, neuron in ticks])
    axes.set_ylim(-0.5, max(n_rows, 1) - 0.5)
    axes.set_ylabel("neuron")


def draw_spikes(axes, part, base, n_rows, colour):
    if n_rows <= FEW_ROWS:
        mark = {"marker": "|", "linewidths": 0.9, "s": float(np.clip(1600.0 / n_rows, 6.0, 60.0))}
    else:
        mark = {"marker": ".", "linewidths": 0, "s": float(np.clip(6000.0 / n_rows, 1.5, 8.0))}
    axes.scatter(part.times, part.rows + base, color=colour, rasterized=True, **mark)
    middle = (base + len(part.neurons) / 2) / max(n_rows, 1)
    axes.text(1.01, middle, part.name, color=colour, transform=axes.transAxes, va="center")


def plot_trace(plt, file, options):
    reports = chosen(file, "report", options.monitor)
    if options.variable:
        reports = with_variables(file, reports, options.variable)
    if not reports:
        raise PlotError(f"no traces were recorded in '{file.filename}'")
    start, stop = window(options, file)
    reports = sorted(reports, key=place_of)
    panel_height = 2.2 if len(reports) < 3 else 1.5
    size = (8.0, 1.2 + panel_height * len(reports))
    figure, all_axes = plt.subplots(len(reports), 1, sharex=True, squeeze=False, figsize=size)
    populations = [report.attrs.get("node_population", "") for report in reports]
    for k, (axes, report) in enumerate(zip(all_axes[:, 0], reports)):
        draw_report(axes, report, options, (start, stop))
        if populations[k] not in populations[:k]:
            mark_spikes(axes, file, report, options, (start, stop))
        if len(set(populations)) > 1:
            axes.text(1.01, 0.5, populations[k], transform=axes.transAxes, va="center")
    finish_time_axis(all_axes[-1, 0], start, stop)
    all_axes[0, 0].set_title(title_of(file), pad=14)  # above the spikes
    return figure


def recorded_in(report):
    """The neuron, or the synapse, of each column."""
    return report["node" if "node" in report else "synapse"][:]


def with_variables(file, reports, names):
    known = {report["data"].attrs["variable"] for report in reports}
    for name in set(names) - known:
        raise PlotError(f"no trace of '{name}' in '{file.filename}'; "
                        f"there is: {', '.join(sorted(known))}")
    return [report for report in reports if report["data"].attrs["variable"] in names]


def place_of(report):
    """Panels by monitor, the membrane potential first."""
    variable = report["data"].attrs["variable"]
    return report.attrs["monitor"], variable.lower() not in ("v", "vm"), variable


def mark_spikes(axes, file, report, options, shown):
    """A stroke above the panel for each recorded spike of its neurons, in their colours."""
    recorded = recorded_in(report)
    for group in groups_in(file, "spikes").values():
        if group.attrs["node_population"] != report.attrs.get("node_population"):
            continue
        times, ids = spikes_in(group, *shown)
        for k, column in enumerate(columns_of(report, options)):
            of_neuron = times[ids == recorded[column]]
            axes.plot(of_neuron, np.full(len(of_neuron), 1.04), "|", clip_on=False, markersize=7,
                      color=COLOURS[k % len(COLOURS)], transform=axes.get_xaxis_transform())


def columns_of(report, options):
    """Columns to be drawn: those of the neurons asked for, else the first few."""
    recorded = recorded_in(report).tolist()
    if not options.neurons:
        return list(range(min(len(recorded), 5)))
    columns = []
    for neuron in parse_neurons(options.neurons):
        if neuron not in recorded:
            shown = ", ".join(map(str, recorded[:10])) + (", ..." if len(recorded) > 10 else "")
            raise PlotError(f"neuron {neuron} is not in {report.name}; recorded are: {shown}")
        columns.append(recorded.index(neuron))
    return columns


def read_columns(data, begin, end, columns):
    """Some columns of the frames from begin to end; a few frames at a time, as they lie."""
    block = max(1, 2**22 // max(1, data.shape[1]))
    parts = [data[first:min(first + block, end)][:, columns] for first in range(begin, end, block)]
    return np.concatenate(parts) if parts else np.empty((0, len(columns)))


def draw_report(axes, report, options, shown):
    data = report["data"]
    time = report["time"][:]
    begin, end = np.searchsorted(time, shown[0]), np.searchsorted(time, shown[1], "right")
    columns = columns_of(report, options)
    values = read_columns(data, begin, end, columns)
    for k, column in enumerate(columns):
        axes.plot(time[begin:end], values[:, k], linewidth=1.0, color=COLOURS[k % len(COLOURS)],
                  label=str(recorded_in(report)[column]))
    variable, units = data.attrs["variable"], data.attrs["units"]
    axes.set_ylabel(variable if units == "1" else f"{variable} ({units})")
    tidy(axes)
    if len(columns) > 1:
        title = "neuron" if "node" in report else "synapse"
        axes.legend(title=title, frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))


def plot_rate(plt, file, options):
    start, stop = window(options, file)
    figure, axes = plt.subplots(figsize=(8.0, 3.6))
    draw_rates(axes, file, options, start, stop)
    axes.set_title(title_of(file))
    return figure


def draw_rates(axes, file, options, start, stop):
    curves = recorded_rates(file, options) if options.bin is None else []
    if not curves:
        curves = binned_rates(file, options, start, stop)
    for k, (name, time, rate, width) in enumerate(curves):
        edges = np.append(time, time[-1] + width) if len(time) else np.array([start, stop])
        axes.stairs(rate if len(time) else [0.0], edges, label=name, linewidth=1.2,
                    baseline=None, color=COLOURS[k % len(COLOURS)])
    axes.set_ylabel("rate (Hz)")
    axes.set_ylim(bottom=0)
    finish_time_axis(axes, start, stop)
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))


def recorded_rates(file, options):
    rates = groups_in(file, "rates")
    spikes = groups_in(file, "spikes")
    if options.monitor and all(name in spikes and name not in rates for name in options.monitor):
        return []
    return [(short_name(group), group["time"][:], group["rate"][:], float(group.attrs["bin_ms"]))
            for group in chosen(file, "rates", options.monitor)]


def binned_rates(file, options, start, stop):
    """Spikes per neuron and second in bins of --bin ms (5 by default)."""
    width = 5.0 if options.bin is None else options.bin
    if width <= 0:
        raise PlotError("--bin must be longer than 0 ms")
    groups = chosen(file, "spikes", options.monitor)
    if not groups:
        raise PlotError(f"neither rates nor spikes were recorded in '{file.filename}'")
    # A spike at 4.9999999 ms by rounding belongs to the bin that begins at 5 ms.
    dt = float(file.attrs["dt_ms"])
    n_bins = max(1, int(np.ceil((stop - start) / width - 1e-9)))
    curves = []
    for group in groups:
        times, _ = spikes_in(group, start, stop)
        bins = np.floor((times - start + 1e-3 * dt) / width).astype(int)
        counts = np.bincount(bins[bins < n_bins], minlength=n_bins)
        rate = counts / (max(1, int(group.attrs["n_recorded"])) * width * 1e-3)
        curves.append((short_name(group), start + width * np.arange(n_bins), rate, width))
    return curves


def plot_count(plt, file, options):
    groups = [group for group in chosen(file, "counts", options.monitor) if "count" in group]
    if not groups:
        raise PlotError(f"no counts were recorded in '{file.filename}'")
    seconds = 1e-3 * float(file.attrs["duration_ms"])
    figure, axes = plt.subplots(figsize=(8.0, 3.6))
    for k, group in enumerate(groups):
        axes.plot(group["node_id"][:], group["count"][:] / seconds, ".", label=short_name(group),
                  markersize=5, color=COLOURS[k % len(COLOURS)])
    axes.set(xlabel="neuron", ylabel="rate (Hz)", title=title_of(file))
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    tidy(axes)
    return figure


def finish_time_axis(axes, start, stop):
    axes.set_xlim(start, stop)
    axes.set_xlabel("time (ms)")
    tidy(axes)


def tidy(axes):
    axes.spines["top"].set_visible(False)
    axes.spines["right"].set_visible(False)


# --- the command ---------------------------------------------------------------------------------

PLOTS = {"raster": plot_raster, "trace": plot_trace, "rate": plot_rate, "count": plot_count}


def parse_arguments():
    parser = argparse.ArgumentParser("plot.py", description="Plots a results file of brian-run.")
    parser.add_argument("plot", choices=PLOTS)
    parser.add_argument("file", metavar="FILE.h5")
    parser.add_argument("--monitor", nargs="+", metavar="NAME", help="only these (default: all)")
    parser.add_argument("--variable", nargs="+", metavar="NAME", help="trace: only these")
    parser.add_argument("--neurons", metavar="LIST", help="such as 0,3,10:20")
    parser.add_argument("--start", type=float, metavar="MS")
    parser.add_argument("--stop", type=float, metavar="MS")
    parser.add_argument("--bin", type=float, metavar="MS", help="rate: width of bins of spikes")
    parser.add_argument("--rate", action="store_true", help="raster: the rates below it")
    parser.add_argument("--dpi", type=int, default=150, help="of the picture (default: 150)")
    parser.add_argument("--save", metavar="PNG", help="write the picture instead of showing it")
    return parser.parse_args()


def save(figure, file_name, dpi):
    try:
        figure.savefig(file_name, dpi=dpi, bbox_inches="tight")
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise PlotError(f"cannot write '{file_name}': {reason}") from problem


def main():
    options = parse_arguments()
    import matplotlib

    if options.save:
        matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    try:
        with open_results(options.file) as file:
            figure = PLOTS[options.plot](plt, file, options)
        if options.save:
            save(figure, options.save, options.dpi)
    except PlotError as problem:
        sys.exit(f"plot.py: {problem}")
    if not options.save:
        plt.show()


if __name__ == "__main__":
    main()
