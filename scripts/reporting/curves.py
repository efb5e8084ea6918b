"""What a report says of values over time: rates and traces, as panels of curves."""

import dataclasses

import numpy as np

from plotting.results import (groups_in, in_bins, labelled, place_of, read_columns, recorded_in,
                              series_of, short_name, trace_of)
from plotting.style import nice_width
from plotting.synapses import text

from .packing import packed, packed_times
from .thinning import thin_times, thin_trace

USUAL_BIN = 5.0  # [ms]
MOST_BINS = 5000


@dataclasses.dataclass
class Limits:
    """How much goes into a page."""

    spikes: int  # of all monitors together
    samples: int  # of all traces together
    curves: int  # in one panel


def together(pieces):
    """The stretches of one series, one after the other: times [ms], and values with a row each.

    A run in phases has a stretch for each phase; where it went back in time they overlap.
    """
    times = np.concatenate([time for time, _ in pieces])
    values = np.concatenate([values for _, values in pieces])
    order = np.argsort(times, kind="stable")
    return times[order], values[order]


def rates_of(file, all_spikes, duration):
    """Curves of rates that share their bins, panel by panel: as recorded, else from the spikes."""
    recorded = series_of(groups_in(file, "rates").values(), lambda group: group.attrs["monitor"])
    curves = [recorded_rate(groups) for groups in recorded
              if any(len(group["time"]) for group in groups)]
    note = ""
    if not curves:
        curves, note = binned_rates(all_spikes, duration, float(file.attrs["dt_ms"]))
    panels = {}
    for name, times, rate in curves:
        panel = panels.setdefault(times.tobytes(), {
            "title": "rates", "times": packed(times, "f8"), "label": "rate (Hz)", "steps": True,
            "note": note, "curves": []})
        panel["curves"].append({"name": name, "values": packed(rate, "f4"), "spikes": None})
    return list(panels.values())


def recorded_rate(groups):
    times, rate = together([(group["time"][:], group["rate"][:]) for group in groups])
    return text(groups[0].attrs["monitor"]), *closed(times, rate, float(groups[-1].attrs["bin_ms"]))


def closed(times, rate, last_width):
    """The same with the end of the last bin, which a line of steps has to reach."""
    return np.append(times, times[-1] + last_width), np.append(rate, rate[-1])


def binned_rates(all_spikes, duration, dt):
    """Spikes per neuron and second, for as many bins as a screen can show."""
    width = max(USUAL_BIN, nice_width(duration / MOST_BINS))
    n_bins = max(1, int(np.ceil(duration / width - 1e-9)))
    starts = width * np.arange(n_bins)
    widths = np.minimum(width, duration - starts)  # the end of the run may cut the last one short
    curves = []
    for spikes in all_spikes:
        counts = in_bins(spikes.times, 0.0, width, n_bins, dt)
        rate = counts / (max(1, spikes.n_recorded) * 1e-3 * widths)
        curves.append((spikes.name, *closed(starts, rate, widths[-1])))
    return curves, f"from the spikes, in bins of {width:g} ms"


def traces_of(file, all_spikes, limits):
    """A panel for each recorded variable, with some of its columns and the spikes of those."""
    reports = [report for report in groups_in(file, "report").values() if report["data"].size]
    series = series_of(sorted(reports, key=place_of), trace_of)
    n_curves = sum(min(groups[0]["data"].shape[1], limits.curves) for groups in series)
    most = max(1000, limits.samples // max(1, n_curves))
    return [trace_panel(groups, all_spikes, limits.curves, most) for groups in series]


def trace_panel(groups, all_spikes, most_curves, most_frames):
    first = groups[0]
    n_columns = first["data"].shape[1]
    columns = list(range(min(n_columns, most_curves)))
    times, values = together([
        (group["time"][:], read_columns(group["data"], 0, len(group["data"]), columns))
        for group in groups])
    kind = "neuron" if "node" in first else "synapse"
    notes = [f"{len(columns)} of {n_columns} {kind}s"] if n_columns > len(columns) else []
    thinned, stretch = thin_trace(values, most_frames)
    if stretch:
        times = thin_times(times, stretch)
        notes.append(f"least and greatest of each {stretch} samples")
    units = text(first["data"].attrs["units"])
    which = recorded_in(first)[:len(columns)].tolist()
    return {"title": short_name(first), "note": "; ".join(notes), "steps": False,
            "label": labelled(text(first["data"].attrs["variable"]), units),
            "times": packed(times, "f8"),
            "curves": [{"name": f"{kind} {number}", "values": packed(thinned[:, k], "f4"),
                        "spikes": spikes_of(number, first, all_spikes)}
                       for k, number in enumerate(which)]}


def spikes_of(neuron, report, all_spikes):
    """The times at which a neuron fired, where they were recorded."""
    of_report = text(report.attrs.get("node_population", ""))
    for spikes in all_spikes:
        if spikes.population == of_report and spikes.first <= neuron <= spikes.last:
            return packed_times(np.sort(spikes.times[spikes.ids == neuron]))
    return None
