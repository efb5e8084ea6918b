"""Comparisons with Brian 2 for models with random numbers: by their statistics over many seeds."""

import h5py
import numpy as np
from scipy.stats import ks_2samp

# Two samples of 20 from one distribution fail a test at p > 0.01 once in a hundred times; seeds are
# fixed, so that a run that passes keeps passing.
P_VALUE = 0.01
# Largest distance of the pooled distributions of interspike intervals. The 4 * 10^5 intervals would
# differ by 0.004 if they were independent, but those of one network are not: two sets of 20 seeds
# in Brian 2 itself are 0.0095 apart.
ISI_DISTANCE = 0.02


def intervals_by_neuron(times, ids):
    """Interspike intervals [s] of all neurons in one array, and the neuron of each."""
    order = np.lexsort((times, ids))
    times, ids = times[order], ids[order]
    same_neuron = ids[1:] == ids[:-1]
    return np.diff(times)[same_neuron], ids[1:][same_neuron]


def mean_cv(intervals, ids):
    """Coefficient of variation of the intervals of each neuron with at least 5, averaged."""
    n = np.bincount(ids)
    enough = n >= 5
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.bincount(ids, intervals) / n
        variance = np.bincount(ids, intervals**2) / n - mean**2
    return float(np.mean(np.sqrt(np.maximum(variance[enough], 0)) / mean[enough]))


def summary(times, ids, n_neurons, duration):
    """Mean rate [Hz], mean CV of the interspike intervals, and the intervals [s]."""
    intervals, owner = intervals_by_neuron(times, ids)
    return len(times) / (n_neurons * duration), mean_cv(intervals, owner), intervals


def read_spikes(path, monitor):
    with h5py.File(path) as results:
        group = results["spikes"][monitor]
        return group["timestamps"][:] * 1e-3, group["node_ids"][:].astype(int)


def distance(intervals, quantiles, dt):
    """Kolmogorov-Smirnov distance of intervals from a distribution given by its quantiles.

    Intervals are whole steps: both are rounded to steps and compared between them.
    """
    ours, theirs = np.rint(intervals / dt), np.rint(np.asarray(quantiles) / dt)
    grid = np.arange(0, max(ours.max(), theirs.max()) + 1) + 0.5
    shares = [np.searchsorted(np.sort(values), grid) / len(values) for values in (ours, theirs)]
    return float(np.max(np.abs(shares[0] - shares[1])))


def compare_cuba(kept, run, scratch, difference):
    rates, cvs, pooled = [], [], []
    for seed in range(1, len(kept["rates"]) + 1):
        output = run("configs/cuba.yaml", scratch / "cuba.h5", ["--seed", str(seed)])
        times, ids = read_spikes(output, "spikes")
        rate, cv, intervals = summary(times, ids, kept["n_neurons"], kept["duration"])
        rates.append(rate)
        cvs.append(cv)
        pooled.append(intervals)
    p_rate = ks_2samp(rates, kept["rates"]).pvalue
    p_cv = ks_2samp(cvs, kept["cvs"]).pvalue
    apart = distance(np.concatenate(pooled), kept["isi_quantiles"], kept["dt"])
    text = (
        f"rate {np.mean(rates):.3f} Hz (Brian 2 {np.mean(kept['rates']):.3f}, p = {p_rate:.2g}),"
        f" CV {np.mean(cvs):.3f} ({np.mean(kept['cvs']):.3f}, p = {p_cv:.2g}),"
        f" intervals {apart:.3f} apart"
    )
    if p_rate <= P_VALUE or p_cv <= P_VALUE or apart > ISI_DISTANCE:
        raise difference(text)
    return text


def spikes_in_volley(times, ids, pool, half_width=2.5e-3):
    """Largest number of spikes of a pool within 5 ms, at or after the volley's start at 50 ms."""
    times = np.sort(times[(ids // 100 == pool) & (times > 45e-3)])
    return int(max((np.sum(np.abs(times - t - half_width) <= half_width) for t in times), default=0))


def compare_synfire(kept, run, scratch, difference):
    texts = []
    for packet, theirs in kept["last_pool"].items():
        ours = []
        for seed in range(1, len(theirs) + 1):
            options = ["--seed", str(seed), "--set", f"stimuli.packet.size={packet}"]
            output = run("configs/synfire.yaml", scratch / "synfire.h5", options)
            ours.append(spikes_in_volley(*read_spikes(output, "spikes"), pool=9))
        arrived = sum(count > kept["arrived"] for count in ours)
        expected = sum(count > kept["arrived"] for count in theirs)
        texts.append(f"packet {packet}: arrived {arrived} of {len(ours)} (Brian 2 {expected})")
        if (arrived > len(ours) / 2) != (expected > len(theirs) / 2):
            raise difference(texts[-1])
    return ", ".join(texts)


COMPARISONS = {"cuba_statistics": compare_cuba, "synfire_statistics": compare_synfire}
