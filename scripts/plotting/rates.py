"""Population rates over time, and the mean rate of each neuron."""

import numpy as np

from .results import (PlotError, chosen, groups_in, in_bins, short_name, spikes_in, title_of,
                      window)
from .style import colour, finish_time_axis, legend_beside, tidy


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
    names = list(dict.fromkeys(name for name, _, _, _ in curves))
    told = set()
    for name, time, rate, width in curves:
        edges = np.append(time, time[-1] + width) if len(time) else np.array([start, stop])
        # A run in phases has a stretch of the curve for each phase.
        axes.stairs(rate if len(time) else [0.0], edges, label=None if name in told else name,
                    linewidth=1.2, baseline=None, color=colour(names.index(name)))
        told.add(name)
    axes.set_ylabel("rate (Hz)")
    axes.set_ylim(bottom=0)
    finish_time_axis(axes, start, stop)
    legend_beside(axes)


def recorded_rates(file, options):
    """Name, times [ms], rates [Hz] and width of the bins [ms] of each recorded rate."""
    rates = groups_in(file, "rates")
    spikes = groups_in(file, "spikes")
    if options.monitor and all(name in spikes and name not in rates for name in options.monitor):
        return []
    return [(group.attrs["monitor"], group["time"][:], group["rate"][:], float(group.attrs["bin_ms"]))
            for group in chosen(file, "rates", options.monitor)]


def binned_rates(file, options, start, stop):
    """Spikes per neuron and second in bins of --bin ms (5 by default)."""
    width = 5.0 if options.bin is None else options.bin
    if width <= 0:
        raise PlotError("--bin must be longer than 0 ms")
    groups = chosen(file, "spikes", options.monitor)
    if not groups:
        raise PlotError(f"neither rates nor spikes were recorded in '{file.filename}'")
    n_bins = max(1, int(np.ceil((stop - start) / width - 1e-9)))
    curves = []
    for group in groups:
        times, _ = spikes_in(group, start, stop)
        counts = in_bins(times, start, width, n_bins, float(file.attrs["dt_ms"]))
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
                  markersize=5, color=colour(k))
    axes.set(xlabel="neuron", ylabel="rate (Hz)", title=title_of(file))
    axes.set_ylim(bottom=0)
    legend_beside(axes)
    tidy(axes)
    return figure
