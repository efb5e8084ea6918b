"""Statistics of runs with random numbers, computed alike from Brian 2's monitors and from results files.

A script collects them over seeds:

    sample = Sample("configs/coba.yaml", ["run.duration=0.5 s"])
    sample.measure("rate [Hz]", "rate", "spikes", n=4000, duration=0.5)
    for number in range(1, 21):
        ...
        sample.add(spikes=spikes_of_monitor(M), trace_v=states.v_)
    save(__file__, sample)

Several variants of a model are several samples of one file: save(__file__, sample1, sample2).

and compare.py computes the same from the program's runs with as many seeds. The two samples of each
measure must not differ by a test of Kolmogorov and Smirnov.
"""

import h5py
import numpy as np
from scipy.stats import ks_2samp

# Two samples from one distribution fail once in a thousand; seeds are fixed, so that a comparison
# that passes keeps passing.
P_VALUE = 1e-3


def within(spikes, first=0, last=None, start=0.0, end=np.inf):
    """Times and neurons of the spikes of neurons first..last-1 in [start, end) seconds."""
    times, ids = spikes
    last = np.inf if last is None else last
    keep = (ids >= first) & (ids < last) & (times >= start) & (times < end)
    return times[keep], ids[keep]


def rate(spikes, n, duration, **window):
    """Spikes per neuron and second."""
    return len(within(spikes, **window)[0]) / (n * duration)


def variability(spikes, **window):
    """Coefficient of variation of the interspike intervals, averaged over neurons with 5 or more."""
    times, ids = within(spikes, **window)
    order = np.lexsort((times, ids))
    times, ids = times[order], ids[order]
    values = []
    for train in np.split(times, np.flatnonzero(np.diff(ids)) + 1):
        intervals = np.diff(train)
        if len(intervals) >= 5:
            values.append(np.std(intervals) / np.mean(intervals))
    return float(np.mean(values)) if values else 0.0


def synchrony(spikes, bin, duration, start=0.0):
    """Variance of the number of spikes in a bin over its mean: 1 for independent Poisson spikes."""
    counts, _ = np.histogram(spikes[0], bins=np.arange(start, duration + bin / 2, bin))
    return float(np.var(counts) / max(np.mean(counts), 1e-12))


def centre(spikes, **window):
    """Mean index of the neurons that spike."""
    ids = within(spikes, **window)[1]
    return float(np.mean(ids)) if len(ids) else 0.0


def last_time(spikes):
    """Time of the last spike [s]."""
    return float(np.max(spikes[0]))


def mean(values, sample=None):
    """Mean over neurons and samples, or over the neurons at one sample."""
    return float(np.mean(values if sample is None else values[:, sample]))


def spread(values, sample=None):
    """Standard deviation, likewise."""
    return float(np.std(values if sample is None else values[:, sample]))


def share_below(values, limit, sample=-1):
    """Share of the neurons or synapses whose value is below a limit at one sample."""
    return float(np.mean(values[:, sample] < limit))


MEASURES = {f.__name__: f for f in (rate, variability, synchrony, centre, last_time, mean, spread, share_below)}


def spikes_of_monitor(monitor):
    """Times [s] and neurons of a SpikeMonitor of Brian 2."""
    return np.asarray(monitor.t_), np.asarray(monitor.i)


class Sample:
    def __init__(self, model, changes=()):
        self.table = {"model": model, "changes": list(changes), "measures": {}}

    def measure(self, label, name, source, **arguments):
        """source: a monitor of spikes in the model, or MONITOR_VARIABLE for one of states"""
        self.table["measures"][label] = {"measure": name, "of": source, "with": arguments, "values": []}

    def add(self, **recorded):
        for entry in self.table["measures"].values():
            value = MEASURES[entry["measure"]](recorded[entry["of"]], **entry["with"])
            entry["values"].append(float(f"{value:.9g}"))


def save(script, *samples):
    from oracle import write  # needs Brian 2, which the comparison does without

    write(script, {"samples": [sample.table for sample in samples]})


def recorded_in(results, source, units):
    """What a results file holds under the name of a spike monitor or MONITOR_VARIABLE, in SI."""
    if source in results.get("spikes", {}):
        group = results["spikes"][source]
        return group["timestamps"][:] * 1e-3, group["node_ids"][:].astype(int)
    report = "report" if source in results.get("report", {}) else "synapse_report"
    data = results[report][source]["data"]
    return data[:].T * units[data.attrs["units"]]


def compare_sample(kept, run, scratch, units):
    """What the runs of one sample measured beside Brian 2's, as text, and the least probability."""
    n_seeds = max(len(entry["values"]) for entry in kept["measures"].values())
    options = [option for change in kept["changes"] for option in ("--set", change)]
    ours = {label: [] for label in kept["measures"]}
    for seed in range(1, n_seeds + 1):
        output = run(kept["model"], scratch / "sample.h5", ["--seed", str(seed), *options])
        with h5py.File(output) as results:
            for label, entry in kept["measures"].items():
                values = recorded_in(results, entry["of"], units)
                ours[label].append(MEASURES[entry["measure"]](values, **entry["with"]))
    texts, least = [], 1.0
    for label, entry in kept["measures"].items():
        p = ks_2samp(np.round(ours[label], 9), np.round(entry["values"], 9)).pvalue
        least = min(least, p)
        means = np.mean(ours[label]), np.mean(entry["values"])
        texts.append(f"{label} {means[0]:.4g} (Brian 2 {means[1]:.4g}, p = {p:.2g})")
    return ", ".join(texts), least


def compare(kept, run, scratch, difference, units):
    results = [compare_sample(sample, run, scratch, units) for sample in kept["samples"]]
    text = "; ".join(text for text, _ in results)
    if min(least for _, least in results) <= P_VALUE:
        raise difference(text)
    return text
