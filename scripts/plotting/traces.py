"""Variables over time, one panel each, with the spikes of their neurons above."""

import numpy as np

from .results import (PlotError, chosen, groups_in, labelled, parse_neurons, place_of,
                      read_columns, recorded_in, series_of, spikes_in, title_of, trace_of, window)
from .style import colour, finish_time_axis, legend_beside, tidy


def plot_trace(plt, file, options):
    reports = chosen(file, "report", options.monitor)
    if options.variable:
        reports = with_variables(file, reports, options.variable)
    if not reports:
        raise PlotError(f"no traces were recorded in '{file.filename}'")
    start, stop = window(options, file)
    panels = series_of(sorted(reports, key=place_of), trace_of)
    panel_height = 2.2 if len(panels) < 3 else 1.5
    size = (8.0, 1.2 + panel_height * len(panels))
    figure, all_axes = plt.subplots(len(panels), 1, sharex=True, squeeze=False, figsize=size)
    populations = [stretches[0].attrs.get("node_population", "") for stretches in panels]
    for k, (axes, stretches) in enumerate(zip(all_axes[:, 0], panels)):
        for report in stretches:
            draw_stretch(axes, report, options, (start, stop))
        finish_panel(axes, stretches[0], options)
        if populations[k] not in populations[:k]:
            mark_spikes(axes, file, stretches[0], options, (start, stop))
        if len(set(populations)) > 1:
            axes.text(1.01, 0.5, populations[k], transform=axes.transAxes, va="center")
    finish_time_axis(all_axes[-1, 0], start, stop)
    all_axes[0, 0].set_title(title_of(file), pad=14)  # above the spikes
    return figure


def with_variables(file, reports, names):
    known = {report["data"].attrs["variable"] for report in reports}
    for name in set(names) - known:
        raise PlotError(f"no trace of '{name}' in '{file.filename}'; "
                        f"there is: {', '.join(sorted(known))}")
    return [report for report in reports if report["data"].attrs["variable"] in names]


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
                      color=colour(k), transform=axes.get_xaxis_transform())


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


def draw_stretch(axes, report, options, shown):
    """The curves of a report; of a run in phases these are one stretch of them."""
    data = report["data"]
    is_first = not axes.lines
    time = report["time"][:]
    begin, end = np.searchsorted(time, shown[0]), np.searchsorted(time, shown[1], "right")
    columns = columns_of(report, options)
    values = read_columns(data, begin, end, columns)
    for k, column in enumerate(columns):
        axes.plot(time[begin:end], values[:, k], linewidth=1.0, color=colour(k),
                  label=str(recorded_in(report)[column]) if is_first else None)


def finish_panel(axes, report, options):
    data = report["data"]
    axes.set_ylabel(labelled(data.attrs["variable"], data.attrs["units"]))
    tidy(axes)
    if len(columns_of(report, options)) > 1:
        legend_beside(axes, "neuron" if "node" in report else "synapse")
