"""Spikes as marks over time and neurons, with the rates below them if asked for."""

import argparse

import numpy as np

from .rates import draw_rates
from .results import chosen_spikes, parse_neurons, short_name, spikes_in, title_of, window
from .style import colour, finish_time_axis, nice_step, tidy

FEW_ROWS = 300  # up to so many neurons each spike is a stroke, beyond a dot


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


def plot_raster(plt, file, options):
    groups = chosen_spikes(file, options.monitor)
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
        draw_spikes(axes, part, base, n_rows, colour(k))
        ticks += [(base + row, part.neurons[row]) for row in part.ticks(n_rows)]
        base += len(part.neurons)
        if k + 1 < len(stack):
            axes.axhline(base - 0.5, color="0.6", linewidth=0.8)
    axes.set_yticks([row for row, _ in ticks], [str(neuron) for _, neuron in ticks])
    axes.set_ylim(-0.5, max(n_rows, 1) - 0.5)
    axes.set_ylabel("neuron")


def draw_spikes(axes, part, base, n_rows, ink):
    if n_rows <= FEW_ROWS:
        mark = {"marker": "|", "linewidths": 0.9, "s": float(np.clip(1600.0 / n_rows, 6.0, 60.0))}
    else:
        mark = {"marker": ".", "linewidths": 0, "s": float(np.clip(6000.0 / n_rows, 1.5, 8.0))}
    axes.scatter(part.times, part.rows + base, color=ink, rasterized=True, **mark)
    middle = (base + len(part.neurons) / 2) / max(n_rows, 1)
    axes.text(1.01, middle, part.name, color=ink, transform=axes.transAxes, va="center")
