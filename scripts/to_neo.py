#!/usr/bin/python3
"""Makes a Neo block of a results file of brian-run, for elephant and other tools that take Neo.

usage: to_neo.py FILE.h5 [-o OUT.pkl]     from Python: from to_neo import read_block

The block has one segment. Each neuron of each spike monitor is a SpikeTrain (its annotations say
monitor, population and neuron), each report and rate an AnalogSignal, custom events are Events.
Without -o a summary of the block is printed; OUT may be .pkl, or .nix and .mat where Neo can write
them.
"""

import argparse
import pathlib
import sys

try:
    import h5py
    import neo
    import numpy as np
    import quantities as pq
except ImportError as missing:
    if __name__ != "__main__":
        raise
    sys.exit(f"to_neo.py: {missing}; install python3-h5py and python3-neo")


class NeoError(Exception):
    """What is wrong with the file or the request, for the user."""


def units_of(text):
    """The unit of that name; what Neo's units do not know is a plain number, annotated."""
    if text in ("", "1"):
        return pq.dimensionless
    try:
        return pq.Quantity(1.0, text.replace("^", "**")).units
    except (LookupError, SyntaxError, TypeError, ValueError):
        return pq.dimensionless


def spike_trains(group, stop):
    """A SpikeTrain for each neuron of the monitor, silent ones as well."""
    times = group["timestamps"][()]
    ids = group["node_ids"][()].astype(np.int64)
    n_neurons = max(int(group.attrs["n_neurons"]), int(ids.max()) + 1 if len(ids) else 0)
    order = np.argsort(ids, kind="stable")
    bounds = np.searchsorted(ids[order], np.arange(n_neurons + 1))
    for neuron in range(n_neurons):
        own = times[order[bounds[neuron]:bounds[neuron + 1]]]
        yield neo.SpikeTrain(
            own, units="ms", t_start=0.0 * pq.ms, t_stop=stop,
            name=f"{group.attrs['monitor']}[{neuron}]", monitor=group.attrs["monitor"],
            population=group.attrs["node_population"], neuron=neuron)


def signal(values, times, name, **annotations):
    """An AnalogSignal of rows of values at regular times [ms]."""
    units = values.attrs["units"]
    step = (times[1] - times[0]) if len(times) > 1 else 1.0
    return neo.AnalogSignal(
        values[()].reshape(len(times), -1), units=units_of(units), t_start=times[0] * pq.ms,
        sampling_period=step * pq.ms, name=name, stored_units=units, **annotations)


def signals(file):
    for kind, ids in (("report", "node"), ("synapse_report", "synapse")):
        for name, group in file.get(kind, {}).items():
            times = group["time"][()]
            if len(times) > 0:
                yield signal(group["data"], times, name, monitor=group.attrs["monitor"],
                             array_annotations={ids: group[ids][()]})
    for name, group in file.get("rates", {}).items():
        times = group["time"][()]
        if len(times) > 0:
            yield signal(group["rate"], times, name, monitor=group.attrs["monitor"])


def events(file):
    for name, group in file.get("events", {}).items():
        ids = group["node_ids"][()]
        yield neo.Event(group["timestamps"][()] * pq.ms, labels=np.array([str(i) for i in ids]),
                        name=name, monitor=group.attrs["monitor"])


def read_block(file_name):
    """The neo.Block of a results file. Raises NeoError."""
    path = pathlib.Path(file_name)
    if not path.exists():
        raise NeoError(f"there is no file '{file_name}'")
    try:
        file = h5py.File(path, "r")
    except OSError as problem:
        raise NeoError(f"cannot open '{file_name}': {problem}") from problem
    with file:
        if file.attrs.get("format") != "brian-run":
            raise NeoError(f"'{file_name}' is no results file of brian-run")
        end = float(file.attrs["duration_ms"])
        for group in file.get("spikes", {}).values():
            end = max(end, float(group["timestamps"][()].max(initial=0.0)))
        block = neo.Block(name=file.attrs.get("title", path.stem), file_origin=str(path),
                          seed=int(file.attrs["seed"]), model_sha256=file.attrs["model_sha256"])
        segment = neo.Segment(name="run")
        for group in file.get("spikes", {}).values():
            segment.spiketrains.extend(list(spike_trains(group, end * pq.ms)))
        segment.analogsignals.extend(list(signals(file)))
        segment.events.extend(list(events(file)))
    block.segments.append(segment)
    return block


def summary(block):
    """A line for each kind of data in the block."""
    (segment,) = block.segments
    lines = [block.name]
    monitors = {}
    for train in segment.spiketrains:
        monitors.setdefault(train.annotations["monitor"], []).append(len(train))
    for monitor, counts in monitors.items():
        lines.append(f"  {monitor}: {len(counts)} spike trains, {sum(counts)} spikes")
    for one in segment.analogsignals:
        unit = one.annotations["stored_units"]
        lines.append(f"  {one.name}: {one.shape[1]} signals of {one.shape[0]} samples, {unit}")
    for event in segment.events:
        lines.append(f"  {event.name}: {len(event)} events")
    return "\n".join(lines)


def write(block, file_name):
    """Writes the block by the writer that Neo has for files of that name."""
    if pathlib.Path(file_name).suffix == ".pkl":
        neo.io.PickleIO(file_name).write_block(block)
        return
    try:
        neo.io.get_io(file_name).write_block(block)
    except (AssertionError, AttributeError, ImportError, OSError) as problem:
        raise NeoError(f"Neo cannot write '{file_name}': {problem}") from problem


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0],
                                     epilog="example: to_neo.py cuba.h5 -o cuba.pkl")
    parser.add_argument("file", metavar="FILE.h5", help="results file")
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write, by Neo")
    arguments = parser.parse_args()
    try:
        block = read_block(arguments.file)
        if arguments.output:
            write(block, arguments.output)
        else:
            print(summary(block))
    except NeoError as problem:
        sys.exit(f"to_neo.py: {problem}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
