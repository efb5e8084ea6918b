"""Histograms of the weights of synapses, moment by moment."""

import numpy as np

from .results import labelled, title_of, window
from .style import legend_beside, tidy
from .synapses import only, recorded_values

FEW_MOMENTS = 6  # up to so many are drawn as outlines; more also as a picture over time
N_BINS = 50


def plot_weights(plt, file, options):
    found = only(recorded_values(file), options.monitor, "values of synapses", file)
    if options.variable:
        found = only([values for values in found if values.variable in options.variable], None,
                     f"{' or '.join(options.variable)} of synapses", file)
    shown = window(options, file)
    with_picture = any(len(values.times) > FEW_MOMENTS for values in found)
    figure, all_axes = plt.subplots(len(found), 2 if with_picture else 1, squeeze=False,
                                    figsize=(10.0 if with_picture else 8.0, 0.8 + 2.8 * len(found)),
                                    layout="constrained")
    for row, values in zip(all_axes, found):
        keep = (values.times >= shown[0]) & (values.times <= shown[1])
        times, moments = values.times[keep], values.values[keep]
        edges = edges_of(moments)
        draw_outlines(plt, row[0], values, (times, moments), edges)
        if with_picture:
            draw_picture(figure, row[1], values, (times, moments), edges)
    figure.suptitle(title_of(file))
    return figure


def edges_of(moments):
    finite = moments[np.isfinite(moments)]
    low, high = (finite.min(), finite.max()) if len(finite) else (0.0, 1.0)
    if low == high:
        low, high = low - 0.5 * (abs(low) or 1.0), high + 0.5 * (abs(high) or 1.0)
    return np.linspace(low, high, N_BINS + 1)


def draw_outlines(plt, axes, values, recorded, edges):
    """One outline a moment, the later the darker; of many moments some, evenly spread."""
    times, moments = recorded
    picked = np.unique(np.linspace(0, len(times) - 1, min(len(times), FEW_MOMENTS)).astype(int))
    inks = plt.get_cmap("viridis_r")(np.linspace(1.0, 0.15, max(1, len(picked)))[::-1])
    for k, ink in zip(picked, inks):
        counts, _ = np.histogram(moments[k], edges)
        axes.stairs(counts, edges, color=ink, linewidth=1.4, label=f"{times[k]:g} ms")
    axes.set(xlabel=labelled(values.variable, values.units), ylabel="synapses",
             title=f"{values.name}, {moments.shape[1]} synapses")
    axes.set_ylim(bottom=0)
    tidy(axes)
    if len(picked) > 1:
        legend_beside(axes)


def draw_picture(figure, axes, values, recorded, edges):
    """Time to the right, weight upwards, the number of synapses as colour."""
    times, moments = recorded
    counts = np.stack([np.histogram(moment, edges)[0] for moment in moments], axis=1)
    mesh = axes.pcolormesh(times, 0.5 * (edges[1:] + edges[:-1]), counts, shading="nearest",
                           cmap="viridis_r", rasterized=True)
    axes.set(xlabel="time (ms)", ylabel=labelled(values.variable, values.units))
    figure.colorbar(mesh, ax=axes, label="synapses")
