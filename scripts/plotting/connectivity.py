"""Which neurons are connected: as a matrix, and how many synapses each has."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from .results import PlotError, labelled, title_of
from .style import colour, tidy
from .synapses import only, recorded_edges, sizes_of

MOST_CELLS = 250  # along each side; larger matrices are drawn in blocks of neurons


def plot_matrix(plt, file, options):
    found = only(recorded_edges(file), options.monitor, "synapses", file)
    variable = options.variable[0] if options.variable else None
    n_columns = min(len(found), 2)
    n_rows = -(-len(found) // n_columns)
    figure, all_axes = plt.subplots(n_rows, n_columns, squeeze=False, layout="constrained",
                                    figsize=(5.2 * n_columns, 0.5 + 4.4 * n_rows))
    sizes = sizes_of(file)
    for axes, edges in zip(all_axes.flat, found):
        draw_matrix(figure, axes, edges, sizes, variable)
    for axes in all_axes.flat[len(found):]:
        axes.remove()
    figure.suptitle(title_of(file))
    return figure


def extent_of(ids, name, sizes):
    """Neurons of that end: as many as the group has, where that is known."""
    largest = int(ids.max()) + 1 if len(ids) else 1
    return max(largest, sizes.get(name, 0))


def in_cells(edges, weights, n_source, n_target):
    """Sums of weights in cells of the matrix, one row a source; and how many neurons, of source
    and target, share a cell."""
    sides = (-(-n_source // MOST_CELLS), -(-n_target // MOST_CELLS))
    shape = (-(-n_source // sides[0]), -(-n_target // sides[1]))
    cell = edges.source // sides[0] * shape[1] + edges.target // sides[1]
    return np.bincount(cell, weights, minlength=shape[0] * shape[1]).reshape(shape), sides


def draw_matrix(figure, axes, edges, sizes, variable):
    n_source = extent_of(edges.source, edges.source_name, sizes)
    n_target = extent_of(edges.target, edges.target_name, sizes)
    counts, sides = in_cells(edges, None, n_source, n_target)
    counts = counts.astype(float)
    shown, label = counts, "synapses"
    if variable is not None:
        if variable not in edges.variables:
            there = ", ".join(edges.variables) or "none"
            raise PlotError(f"synapses of '{edges.name}' have no '{variable}'; there is: {there}")
        values, units = edges.variables[variable]
        sums, _ = in_cells(edges, values, n_source, n_target)
        shown = np.divide(sums, counts, out=np.zeros_like(sums), where=counts > 0)
        label = labelled(variable, units)
    block = "" if sides == (1, 1) else f" in blocks of {sides[0]} x {sides[1]} neurons"
    picture = np.where(counts > 0, shown, np.nan)
    # Blank is "no synapse": a weight of zero has a colour.
    image = axes.imshow(picture, origin="lower", aspect="auto", interpolation="nearest",
                        cmap="viridis_r", vmin=None if variable else 0,
                        extent=(-0.5, counts.shape[1] * sides[1] - 0.5,
                                -0.5, counts.shape[0] * sides[0] - 0.5))
    axes.set(xlabel=f"target, neuron of {edges.target_name}",
             ylabel=f"source, neuron of {edges.source_name}",
             title=f"{edges.name}: {len(edges.source)} {kind_of(edges)}")
    axes.set_xlim(-0.5, n_target - 0.5)
    axes.set_ylim(-0.5, n_source - 0.5)
    whole_numbers(axes.xaxis, axes.yaxis)
    bar = figure.colorbar(image, ax=axes, label=label + block)
    if variable is None:
        whole_numbers(bar.ax.yaxis)


def whole_numbers(*all_axis):
    """Ticks at neurons and counts, never between them, and written out."""
    for axis in all_axis:
        axis.set_major_locator(MaxNLocator(integer=True, nbins="auto", min_n_ticks=1))
        axis.get_major_formatter().set_useOffset(False)


def kind_of(edges):
    return "synapses" if edges.whole else "recorded synapses"


def plot_degrees(plt, file, options):
    found = only(recorded_edges(file), options.monitor, "synapses", file)
    figure, all_axes = plt.subplots(len(found), 2, squeeze=False, layout="constrained",
                                    figsize=(8.5, 0.6 + 2.6 * len(found)))
    sizes = sizes_of(file)
    for k, (row, edges) in enumerate(zip(all_axes, found)):
        n_source = extent_of(edges.source, edges.source_name, sizes)
        n_target = extent_of(edges.target, edges.target_name, sizes)
        degrees = (np.bincount(edges.source, minlength=n_source),
                   np.bincount(edges.target, minlength=n_target))
        for axes, of_end in zip(row, degrees):
            draw_degrees(axes, of_end, colour(k))
        row[0].set(xlabel=f"{kind_of(edges)} from a neuron of {edges.source_name}", ylabel="neurons",
                   title=f"{edges.name}: out-degree, {said_of(degrees[0])}")
        row[1].set(xlabel=f"{kind_of(edges)} onto a neuron of {edges.target_name}", ylabel="neurons",
                   title=f"{edges.name}: in-degree, {said_of(degrees[1])}")
    figure.suptitle(title_of(file))
    return figure


def draw_degrees(axes, degrees, ink):
    low, high = int(degrees.min()), int(degrees.max())
    step = max(1, -(-(high - low + 1) // 50))
    edges = np.arange(low, high + step + 1, step) - 0.5
    counts, _ = np.histogram(degrees, edges)
    axes.stairs(counts, edges, fill=True, alpha=0.35, color=ink)
    axes.stairs(counts, edges, color=ink)
    axes.set_ylim(bottom=0)
    whole_numbers(axes.xaxis)
    tidy(axes)


def said_of(degrees):
    return f"{degrees.mean():.4g} ± {degrees.std():.3g}"
