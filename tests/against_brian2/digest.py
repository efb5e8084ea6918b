"""What is kept of a run of Brian 2, small enough to be committed, and how a run of ours compares."""

import hashlib
import re

import numpy as np

from compare import UNITS, Difference
from distributions import intervals_by_neuron, mean_cv

# Of the spikes as many are kept as tell where two runs part; a checksum covers all.
N_SPIKES = 3000
N_COUNTS = 1000
N_ROWS, N_SAMPLES, N_BINS = 6, 120, 1000
N_DIGITS = 14
# Two means of six runs each, both with standard errors, differ by more than this once in 15,000 times
# when nothing is wrong; seeds are fixed, so that a comparison that passes keeps passing.
STANDARD_ERRORS = 4.0
# What is alike to this part of itself counts as alike, however small the spread over seeds.
CLOSE = 0.02

SECONDS = {"s": 1.0, "second": 1.0, "ms": 1e-3, "us": 1e-6}


def seconds(text):
    """`200 ms` as a number."""
    match = re.fullmatch(r"\s*([\d.eE+-]+)\s*\*?\s*(\w+)\s*", str(text))
    return float(match.group(1)) * SECONDS[match.group(2)]


def rounded(array):
    return [float(f"{x:.{N_DIGITS}g}") for x in np.asarray(array, dtype=float)]


def checksum(steps, ids):
    return hashlib.sha256(np.array([steps, ids], dtype="<i8").tobytes()).hexdigest()


def sorted_spikes(steps, ids, end):
    """Spikes before step `end`, by step and neuron."""
    steps, ids = np.asarray(steps, dtype=int), np.asarray(ids, dtype=int)
    if end is not None:
        steps, ids = steps[steps < end], ids[steps < end]
    order = np.lexsort((ids, steps))
    return steps[order], ids[order]


def monitors_in(arrays):
    return sorted({key.split("/")[0] for key in arrays})


def end_step(settings, dt):
    """Up to where two runs can be the same, or None for all of it."""
    return int(round(seconds(settings["until"]) / dt)) if "until" in settings else None


def exact_table(arrays, settings):
    table = {"spikes": {}, "counts": {}, "traces": {}}
    for name in monitors_in(arrays):
        dt = float(arrays[f"{name}/dt"])
        end = end_step(settings, dt)
        if f"{name}/samples" in arrays:
            variables = [key.split("/")[1] for key in arrays if key.startswith(name + "/")]
            variables = [v for v in variables if v not in ("samples", "rows", "dt", "pairs")]
            table["traces"][name] = trace_table(arrays, name, variables, end)
        elif f"{name}/steps" in arrays:
            steps, ids = sorted_spikes(arrays[f"{name}/steps"], arrays[f"{name}/ids"], end)
            table["spikes"][name] = {
                "n": len(steps),
                "sha256": checksum(steps, ids),
                "steps": steps[:N_SPIKES].tolist(),
                "ids": ids[:N_SPIKES].tolist(),
            }
        elif f"{name}/count" in arrays and end is None:
            count = arrays[f"{name}/count"]
            table["counts"][name] = {"total": int(count.sum()), "count": count[:N_COUNTS].tolist()}
    return table


def some(n, at_most):
    """Places spread over n, the first and last among them."""
    return np.unique(np.linspace(0, n - 1, min(n, at_most)).round().astype(int))


def trace_table(arrays, name, variables, end):
    samples, rows = arrays[f"{name}/samples"], arrays[f"{name}/rows"]
    n_usable = len(samples) if end is None else int(np.sum(samples * 1 < end))
    frames, columns = some(n_usable, N_SAMPLES), some(len(rows), N_ROWS)
    return {
        "n_frames": len(samples) if end is None else None,
        "n_rows": len(rows),
        "frames": frames.tolist(),
        "columns": columns.tolist(),
        "ids": rows[columns].tolist(),
        "values": {v: [rounded(arrays[f"{name}/{v}"][c][frames]) for c in columns] for v in variables},
    }


def compare_exactly(results, kept, settings):
    dt = float(results.attrs["dt_ms"]) * 1e-3
    n_spikes, n_counted, worst = 0, 0, 0.0
    for name, expected in kept["spikes"].items():
        n_spikes += compare_spikes(results, name, expected, dt, settings)
    for name, expected in kept["counts"].items():
        compare_counts(results, name, expected)
        n_counted += expected["total"]
    for name, expected in kept["traces"].items():
        for variable, values in expected["values"].items():
            worst = max(worst, compare_trace(results, (name, variable), expected, values, settings))
    # A count is mostly of a group whose spikes are recorded as well.
    return said(kept, n_spikes or n_counted, worst, settings)


def said(kept, n_spikes, worst, settings):
    parts = []
    if kept["spikes"] or kept["counts"]:
        parts.append(f"{n_spikes:,} spikes in the same steps")
    if kept["traces"]:
        parts.append(f"traces within {one_digit_up(worst)} of their range")
    if "until" in settings:
        parts.append(f"to {settings['until']}")
    return ", ".join(parts)


def one_digit_up(x):
    """The next power of ten: stays the same however the last bits fall."""
    if x == 0:
        return "0"
    return f"1e{max(int(np.ceil(np.log10(x))), -12)}"


def compare_spikes(results, name, expected, dt, settings):
    group = results["spikes"][name]
    times = group["timestamps"][:] * 1e-3
    steps, ids = sorted_spikes(np.rint(times / dt), group["node_ids"][:], end_step(settings, dt))
    theirs = np.array([expected["steps"], expected["ids"]], dtype=int)
    n = min(len(steps), theirs.shape[1])
    wrong = np.flatnonzero((steps[:n] != theirs[0, :n]) | (ids[:n] != theirs[1, :n]))
    if wrong.size:
        k = wrong[0]
        raise Difference(
            f"{name}: spike {k} is in step {steps[k]} of neuron {ids[k]},"
            f" with Brian 2 in step {theirs[0, k]} of neuron {theirs[1, k]}"
        )
    if len(steps) != expected["n"]:
        raise Difference(f"{name}: {len(steps)} spikes, with Brian 2 {expected['n']}")
    if checksum(steps, ids) != expected["sha256"]:
        raise Difference(f"{name}: a spike after number {N_SPIKES} is not as with Brian 2")
    return len(steps)


def compare_counts(results, name, expected):
    group = results["counts"][name]
    if int(group.attrs["total"]) != expected["total"]:
        raise Difference(f"{name}: {group.attrs['total']} spikes, with Brian 2 {expected['total']}")
    if "count" in group and group["count"][:N_COUNTS].tolist() != expected["count"]:
        raise Difference(f"{name}: other neurons spike than with Brian 2")


def report_of(results, name):
    for place in ("report", "synapse_report"):
        if place in results and name in results[place]:
            return results[place][name]
    raise Difference(f"no report '{name}' in our results")


def compare_trace(results, names, expected, values, settings):
    name, variable = names
    variable = variable.removesuffix("_var")
    data = report_of(results, f"{name}_{variable}")["data"]
    units = data.attrs["units"]
    ours = data[:] * UNITS.get(units, 1.0)
    shape = (expected["n_frames"] or ours.shape[0], expected["n_rows"])
    if ours.shape != shape:
        raise Difference(f"{name}_{variable}: samples and neurons {ours.shape}, with Brian 2 {shape}")
    ours = ours[expected["frames"]][:, expected["columns"]].T
    theirs = np.array(values)
    span = np.ptp(theirs) or np.max(np.abs(theirs)) or 1.0
    error = np.abs(ours - theirs) / span
    worst = np.unravel_index(np.argmax(np.where(np.isnan(error), np.inf, error)), error.shape)
    if np.isnan(theirs[worst]) and np.isnan(ours[worst]):
        return 0.0
    if not error[worst] <= float(settings["tolerance"]):
        raise Difference(
            f"{name}_{variable}: neuron {expected['ids'][worst[0]]}, sample"
            f" {expected['frames'][worst[1]]} is {ours[worst]!r}, with Brian 2 {theirs[worst]!r}:"
            f" {error[worst]:.2g} of the range apart, {float(settings['tolerance']):g} allowed"
        )
    return float(error[worst])


def of_spikes(times, ids):
    """Their number, and mean and variability of intervals, where there are enough."""
    numbers = {"spikes": len(times)}
    intervals, owner = intervals_by_neuron(np.asarray(times), np.asarray(ids))
    if len(intervals) >= 20:
        numbers["interval"] = float(np.mean(intervals))
    if len(intervals) and np.max(np.bincount(owner)) >= 5:
        numbers["cv"] = mean_cv(intervals, owner)
    return numbers


def of_values(values):
    values = np.asarray(values, dtype=float)
    return {"mean": float(np.mean(values)), "std": float(np.std(values))}


def statistics_of_brian(arrays):
    numbers = {}
    for name in monitors_in(arrays):
        dt = float(arrays[f"{name}/dt"])
        if f"{name}/samples" in arrays:
            for key in [k for k in arrays if k.startswith(name + "/")]:
                variable = key.split("/")[1]
                if variable not in ("samples", "rows", "dt", "pairs"):
                    numbers[f"{name}_{variable.removesuffix('_var')}"] = of_values(arrays[key])
        elif f"{name}/steps" in arrays:
            times = arrays[f"{name}/steps"] * dt
            numbers[name] = of_spikes(times, arrays[f"{name}/ids"])
        elif f"{name}/rate" in arrays:
            numbers[name] = {"mean": float(np.mean(arrays[f"{name}/rate"]))}
        elif f"{name}/count" in arrays:
            numbers[name] = {"spikes": int(np.sum(arrays[f"{name}/count"]))}
    return numbers


def statistics_of_ours(results):
    numbers = {}
    for name, group in results.get("spikes", {}).items():
        times, ids = group["timestamps"][:] * 1e-3, group["node_ids"][:].astype(int)
        numbers[name] = of_spikes(times, ids)
    for place in ("report", "synapse_report"):
        for name, group in results.get(place, {}).items():
            data = group["data"]
            numbers[name] = of_values(data[:] * UNITS.get(data.attrs["units"], 1.0))
    for name, group in results.get("rates", {}).items():
        numbers[name] = {"mean": float(np.mean(group["rate"][:]))}
    for name, group in results.get("counts", {}).items():
        numbers[name] = {"spikes": int(group.attrs["total"])}
    return numbers


def compare_statistics(ours, theirs):
    """Each number's mean over seeds, against its standard error on both sides."""
    worst, texts = 0.0, []
    for name in sorted(theirs[0]):
        if any(name not in run for run in ours):
            continue
        for quantity in sorted(theirs[0][name]):
            pair = [[run[name].get(quantity) for run in side] for side in (ours, theirs)]
            if any(value is None for side in pair for value in side):
                continue
            distance = apart(*pair)
            worst = max(worst, distance)
            texts.append(f"{name} {quantity} {np.mean(pair[0]):.4g} ({np.mean(pair[1]):.4g})")
            if distance > STANDARD_ERRORS:
                raise Difference(
                    f"{texts[-1]} with Brian 2: {distance:.1f} standard errors apart over"
                    f" {len(ours)} seeds, {STANDARD_ERRORS:g} allowed"
                )
    if not texts:
        raise Difference("nothing to compare")
    shown = ", ".join(texts[:2])
    return f"statistics of {len(ours)} seeds: {shown}; {len(texts)} numbers, all alike"


def apart(ours, theirs):
    """Distance of two means in standard errors."""
    ours, theirs = np.array(ours, dtype=float), np.array(theirs, dtype=float)
    distance = abs(np.mean(ours) - np.mean(theirs))
    if distance <= CLOSE * abs(np.mean(theirs)):
        return 0.0
    error = np.sqrt(np.var(ours, ddof=1) / len(ours) + np.var(theirs, ddof=1) / len(theirs))
    return float(distance / error) if error > 0 else np.inf
