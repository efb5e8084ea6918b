"""How long neurons wait between their spikes, and how regularly they fire."""

import numpy as np

from .results import (PlotError, chosen_spikes, groups_in, parse_neurons, short_name,
                      spikes_in, title_of, window)
from .style import colour, nice_width, tidy

FEWEST = 3  # intervals, below which a coefficient of variation says little
N_BINS = 60


def intervals_of(times, ids):
    """Intervals [ms] between successive spikes of the same neuron, and whose they are."""
    # Stable: the spikes of a neuron stay in the order in which they were fired.
    order = np.argsort(ids, kind="stable")
    times, ids = times[order], ids[order]
    intervals = np.diff(times)
    # Where a run went back to an earlier state, time does too; that is no interval.
    real = (ids[1:] == ids[:-1]) & (intervals > 0)
    return intervals[real], ids[1:][real]


def variation(intervals, ids):
    """CV of the intervals of each neuron that has enough of them."""
    if not len(ids):
        return np.empty(0)
    _, row = np.unique(ids, return_inverse=True)
    n = np.bincount(row)
    mean = np.bincount(row, intervals) / n
    variance = np.bincount(row, (intervals - mean[row]) ** 2) / n
    return (np.sqrt(variance) / mean)[n >= FEWEST]


def intervals_by_monitor(file, options):
    start, stop = window(options, file)
    wanted = parse_neurons(options.neurons) if options.neurons else None
    found = []
    for group in chosen_spikes(file, options.monitor):
        times, ids = spikes_in(group, start, stop)
        if wanted is not None:
            shown = np.isin(ids, wanted)
            times, ids = times[shown], ids[shown]
        found.append((short_name(group), *intervals_of(times, ids)))
    return found


def plot_isi(plt, file, options):
    recorded, note = recorded_histograms(file, options), ""
    figure, axes = plt.subplots(figsize=(8.0, 3.8))
    if recorded:
        for k, (name, edges, counts) in enumerate(recorded):
            axes.stairs(counts, edges, fill=True, alpha=0.35, color=colour(k))
            axes.stairs(counts, edges, color=colour(k), label=f"{name}: {counts.sum():.0f}")
    else:
        note = draw_intervals(axes, intervals_by_monitor(file, options), options.bin)
    axes.set(xlabel="interval between spikes (ms)" + note, ylabel="intervals", title=title_of(file))
    axes.set_xlim(left=0)
    axes.legend(frameon=False)
    tidy(axes)
    return figure


def recorded_histograms(file, options):
    """Histograms of monitors of type isi_histogram; used where the spikes are not all there."""
    groups = [group for group in groups_in(file, "histograms").values() if "bin_start" in group]
    if options.monitor:
        groups = [group for group in groups
                  if short_name(group) in options.monitor
                  or group.attrs["monitor"] in options.monitor]
    if not groups or (groups_in(file, "spikes") and not options.monitor):
        return []
    histograms = []
    for group in groups:
        start = group["bin_start"][:]
        width = start[1] - start[0] if len(start) > 1 else 1.0
        histograms.append((short_name(group), np.append(start, start[-1] + width),
                           group["count"][:].astype(float)))
    return histograms


def draw_intervals(axes, found, width):
    """Draws all but the longest; returns what there is to say of those."""
    together = np.concatenate([intervals for _, intervals, _ in found])
    if not len(together):
        raise PlotError("no neuron fired twice: there are no intervals to show")
    # A few pauses of silent neurons would squeeze all else to the left.
    longest = np.percentile(together, 99)
    if width is None:
        width = nice_width(longest / N_BINS)
    if width <= 0:
        raise PlotError("--bin must be longer than 0 ms")
    edges = width * np.arange(int(np.ceil(longest / width + 1e-9)) + 1)
    for k, (name, intervals, ids) in enumerate(found):
        counts, _ = np.histogram(intervals, edges)
        axes.stairs(counts, edges, fill=True, alpha=0.35, color=colour(k))
        axes.stairs(counts, edges, color=colour(k), label=said_of(name, intervals, ids))
    n_longer = int(np.count_nonzero(together > edges[-1]))
    return f"; {n_longer} longer ones not shown" if n_longer else ""


def said_of(name, intervals, ids):
    if not len(intervals):
        return f"{name}: no intervals"
    said = f"{name}: {len(intervals)}, mean {intervals.mean():.3g} ms"
    variations = variation(intervals, ids)
    return said + (f", CV {variations.mean():.2f}" if len(variations) else "")


def plot_cv(plt, file, options):
    found = [(name, variation(intervals, ids))
             for name, intervals, ids in intervals_by_monitor(file, options)]
    together = np.concatenate([variations for _, variations in found])
    if not len(together):
        raise PlotError(f"no neuron has {FEWEST} intervals between spikes, which a CV needs")
    figure, axes = plt.subplots(figsize=(8.0, 3.8))
    edges = np.linspace(0.0, max(1.2, float(together.max()) * 1.02), 41)
    for k, (name, variations) in enumerate(found):
        counts, _ = np.histogram(variations, edges)
        mean = f", mean {variations.mean():.2f}" if len(variations) else ""
        axes.stairs(counts, edges, fill=True, alpha=0.35, color=colour(k))
        axes.stairs(counts, edges, color=colour(k), label=f"{name}: {len(variations)}{mean}")
    axes.axvline(1.0, color="0.6", linewidth=0.8, linestyle=":")
    axes.set(xlabel=f"CV of intervals, neurons with {FEWEST} or more", ylabel="neurons",
             title=title_of(file))
    axes.set_xlim(0.0, edges[-1])
    axes.legend(frameon=False)
    tidy(axes)
    return figure
