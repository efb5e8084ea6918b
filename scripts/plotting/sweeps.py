"""What the runs of a sweep gave: curves with error bars along one path, a map over two."""

import numpy as np

from .results import PlotError
from .style import colour, legend_beside, tidy
from .sweep_index import axis_named, bare, read_index, result_named


def plot_sweep(plt, name, options):
    index = read_index(name)
    chosen_axes = axes_of(index, options)
    if len(chosen_axes) == 2 and not options.curves:
        return draw_maps(plt, index, chosen_axes, results_of(index, options))
    return draw_curves(plt, index, chosen_axes, results_of(index, options))


def axes_of(index, options):
    """The paths to be shown, one or two; of a sweep over more the user has to say which."""
    if options.along:
        return [axis_named(index, asked) for asked in options.along]
    varied = [axis for axis in index.axes if len(axis.values) > 1] or index.axes[:1]
    if not varied:
        raise PlotError("the sweep varies no path, only seeds: there is nothing to draw along")
    if len(varied) > 2:
        there = " ".join(bare(axis.name) for axis in varied)
        raise PlotError(f"the sweep varies {len(varied)} paths; name one or two: --along {there}")
    return varied


def results_of(index, options):
    if options.value:
        return [result_named(index, asked) for asked in options.value]
    rates = [name for name in index.results if bare(name).endswith(" rate")]
    return rates or ["wall_s"]


def mean_and_spread(cells, values, n_cells):
    """Mean, standard deviation and number of the runs in each cell; NaN where there is none."""
    known = np.isfinite(values)
    cells, values = cells[known], values[known]
    n = np.bincount(cells, minlength=n_cells)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(cells, values, minlength=n_cells) / n
        squares = np.bincount(cells, (values - mean[cells]) ** 2, minlength=n_cells)
        spread = np.where(n > 1, np.sqrt(squares / np.maximum(n - 1, 1)), 0.0)
    return mean, spread, n


def averaged_over(index, chosen_axes, n):
    """A note on what the picture does not show of the sweep."""
    others = [bare(axis.name) for axis in index.axes
              if len(axis.values) > 1 and axis not in chosen_axes]
    n = n[n > 0]
    notes = []
    if len(n) and n.max() > 1:
        runs = f"{n.min()}" if n.min() == n.max() else f"{n.min()} to {n.max()}"
        notes.append(f"mean and s.d. of {runs} runs")
    if others:
        notes.append("over all " + ", ".join(others))
    if index.n_other:
        runs = "1 run" if index.n_other == 1 else f"{index.n_other} runs"
        notes.append(f"{runs} not complete")
    return "; ".join(notes)


def draw_curves(plt, index, chosen_axes, names):
    along, by = chosen_axes[0], chosen_axes[1] if len(chosen_axes) > 1 else None
    n_by = len(by.values) if by else 1
    rows = names if by else [names]
    figure, all_axes = plt.subplots(len(rows), 1, squeeze=False, sharex=True,
                                    layout="constrained", figsize=(8.0, 1.2 + 2.9 * len(rows)))
    places = np.array(along.values) if along.numeric else np.arange(len(along.values))
    cells = along.position * n_by + (by.position if by else 0)
    inks = inks_for(plt, by, len(names))
    for axes, row in zip(all_axes[:, 0], rows):
        for k, (name, label) in enumerate(curves_of(row, by)):
            mean, spread, n = mean_and_spread(cells, index.results[name], len(places) * n_by)
            picked = np.arange(len(places)) * n_by + (k if by else 0)
            shown = n[picked] > 0
            axes.errorbar(places[shown], mean[picked][shown],
                          spread[picked][shown] if n.max() > 1 else None, label=label,
                          color=inks[k], marker="o", markersize=4, capsize=3, linewidth=1.2)
        finish_curves(axes, along, row, by)
    all_axes[-1, 0].set_xlabel(along.name)
    title(all_axes[0, 0], index, averaged_over(index, chosen_axes, n))
    return figure


def inks_for(plt, by, n_results):
    """A colour for each curve: shades where they stand for numbers in order."""
    if by and by.numeric and len(by.values) > 3:
        return plt.get_cmap("viridis_r")(np.linspace(0.1, 1.0, len(by.values)))
    return [colour(k) for k in range(len(by.values) if by else n_results)]


def curves_of(row, by):
    """Column and label of each curve in a panel: a value of the second path, or a result each."""
    if by:
        return [(row, label) for label in by.labels()]
    return [(name, bare(name)) for name in row]


def finish_curves(axes, along, row, by):
    if along.logarithmic:
        # The usual ticks are at powers of ten; what was run is of more interest.
        axes.set_xscale("log")
        axes.minorticks_off()
        step = -(-len(along.values) // 10)
        axes.set_xticks(along.values[::step], along.labels()[::step])
    if not along.numeric:
        axes.set_xticks(range(len(along.values)), along.labels())
    names = [row] if by else row
    units = {name[len(bare(name)):] for name in names}
    single = len(names) == 1
    axes.set_ylabel(names[0] if single else "rate" + units.pop() if len(units) == 1 else "value")
    tidy(axes)
    if by:
        legend_beside(axes, by.name)
    elif not single:
        legend_beside(axes)


def draw_maps(plt, index, chosen_axes, names):
    across, up = chosen_axes
    n_columns = min(len(names), 2)
    n_rows = -(-len(names) // n_columns)
    figure, all_axes = plt.subplots(n_rows, n_columns, squeeze=False, layout="constrained",
                                    figsize=(5.4 * n_columns, 0.6 + 4.0 * n_rows))
    cells = up.position * len(across.values) + across.position
    shape = (len(up.values), len(across.values))
    for axes, name in zip(all_axes.flat, names):
        mean, _, n = mean_and_spread(cells, index.results[name], shape[0] * shape[1])
        scattered = np.count_nonzero(n) < 0.34 * n.size and across.numeric and up.numeric
        draw_map = draw_points if scattered else draw_cells
        image = draw_map(axes, across, up, mean.reshape(shape))
        axes.set(xlabel=across.name, ylabel=up.name)
        figure.colorbar(image, ax=axes, label=name)
    for axes in all_axes.flat[len(names):]:
        axes.remove()
    note = averaged_over(index, chosen_axes, n).replace("mean and s.d.", "mean")
    figure.suptitle(index.name + (f"\n{note}" if note else ""), fontsize="large")
    return figure


def draw_cells(axes, across, up, mean):
    image = axes.imshow(mean, origin="lower", aspect="auto", cmap="viridis",
                        interpolation="nearest")
    label_cells(axes.set_xticks, across, 8)
    label_cells(axes.set_yticks, up, 12)
    axes.set_facecolor("0.9")  # a cell without a complete run
    return image


def draw_points(axes, across, up, mean):
    """Of paths that vary together, or at random, a map would be full of holes."""
    rows, columns = np.nonzero(np.isfinite(mean))
    image = axes.scatter(np.array(across.values)[columns], np.array(up.values)[rows],
                         c=mean[rows, columns], cmap="viridis", s=40)
    if across.logarithmic:
        axes.set_xscale("log")
    if up.logarithmic:
        axes.set_yscale("log")
    tidy(axes)
    return image


def label_cells(set_ticks, axis, most):
    """Every cell has the same width, whatever its value: the ticks say the values."""
    step = -(-len(axis.values) // most)
    set_ticks(range(0, len(axis.values), step), axis.labels()[::step])


def title(axes, index, note):
    axes.set_title(index.name + (f"\n{note}" if note else ""))
