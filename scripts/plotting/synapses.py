"""What a results file says of synapses: where they go, and the values of their variables."""

import dataclasses

import numpy as np
import yaml

from .results import PlotError, groups_in, short_name


@dataclasses.dataclass
class Values:
    """A variable of synapses at some moments: values has one row a moment."""

    name: str
    variable: str
    units: str
    times: np.ndarray  # [ms]
    values: np.ndarray


@dataclasses.dataclass
class Edges:
    """The synapses of a connection, or those of them that were recorded."""

    name: str
    whole: bool
    source: np.ndarray
    target: np.ndarray
    source_name: str
    target_name: str
    variables: dict  # name -> (values, units)


def only(found, names, what, file):
    """Those asked for by the name of their monitor or connection; all when none is."""
    if names:
        there = ", ".join(sorted({item.name for item in found})) or "none"
        for name in set(names) - {item.name for item in found}:
            raise PlotError(f"no {what} of '{name}' in '{file.filename}'; there is: {there}")
        found = [item for item in found if item.name in names]
    if not found:
        raise PlotError(f"'{file.filename}' holds no {what}: record them with a monitor of type "
                        "snapshot of the connection, or save the network (output.network: true)")
    return found


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def edge_attributes(group):
    """The variables of the synapses of /edges/<connection>."""
    return {name: (data[:], text(data.attrs.get("units", "1")))
            for name, data in group.get("0", {}).items()
            if hasattr(data, "shape") and len(data.shape) == 1}


def snapshot_values(group):
    times = group["time"][:]
    skip = ("time", "node_id", "synapse_id", "source_node_id", "target_node_id")
    for name, data in group.items():
        if name not in skip and getattr(data, "ndim", 0) == 2:
            yield Values(short_name(group), name, text(data.attrs["units"]), times, data[:])


def recorded_values(file):
    """Every variable of synapses that was recorded: snapshots, traces, the saved network."""
    found = []
    for group in groups_in(file, "snapshots").values():
        if "synapse_id" in group:
            found.extend(snapshot_values(group))
    for group in groups_in(file, "synapse_report").values():
        data = group["data"]
        found.append(Values(text(group.attrs["monitor"]), text(data.attrs["variable"]),
                            text(data.attrs["units"]), group["time"][:], data[:]))
    end = np.array([float(file.attrs["duration_ms"])])
    for name, group in groups_in(file, "edges").items():
        found.extend(Values(name, variable, units, end, values[np.newaxis, :])
                     for variable, (values, units) in edge_attributes(group).items()
                     if variable != "delay")
    return found


def recorded_edges(file):
    """The synapses of each connection, whole from /edges, else as far as they were recorded."""
    found = {}
    for name, group in groups_in(file, "edges").items():
        found[name] = Edges(name, True, group["source_node_id"][:].astype(np.int64),
                            group["target_node_id"][:].astype(np.int64),
                            text(group["source_node_id"].attrs["node_population"]),
                            text(group["target_node_id"].attrs["node_population"]),
                            edge_attributes(group))
    partly = [*groups_in(file, "snapshots").values(), *groups_in(file, "synapse_report").values()]
    for group in partly:
        name = text(group.attrs.get("edge_population", short_name(group)))
        if "source_node_id" in group and name not in found:
            found[name] = recorded_part(name, group)
    return list(found.values())


def recorded_part(name, group):
    """The synapses that a monitor recorded, with their last values."""
    if "data" in group:
        data = group["data"]
        last = {text(data.attrs["variable"]): (data[-1], text(data.attrs["units"]))}
    else:
        last = {values.variable: (values.values[-1], values.units)
                for values in snapshot_values(group) if len(values.values)}
    return Edges(name, False, group["source_node_id"][:].astype(np.int64),
                 group["target_node_id"][:].astype(np.int64),
                 text(group.attrs.get("source_population", "source")),
                 text(group.attrs.get("target_population", "target")), last)


def sizes_of(file):
    """Neurons of each group, as far as the file tells."""
    sizes = {}
    for kind in ("spikes", "rates", "report", "counts"):
        for group in file.get(kind, {}).values():
            if "n_neurons" in group.attrs and "node_population" in group.attrs:
                sizes.setdefault(text(group.attrs["node_population"]),
                                 int(group.attrs["n_neurons"]))
    for name, group in groups_in(file, "nodes").items():
        sizes[name] = len(group["node_type_id"])
    for section in ("groups", "stimuli"):
        for name, entry in (model_of(file).get(section) or {}).items():
            if isinstance(entry, dict) and isinstance(entry.get("size"), int):
                sizes.setdefault(name, entry["size"])
    return sizes


def model_of(file):
    """The model as it was run, as YAML reads it; empty where the file does not hold it."""
    attributes = file["provenance"].attrs if "provenance" in file else {}
    try:
        model = yaml.safe_load(text(attributes.get("resolved_yaml", "")))
    except yaml.YAMLError:
        model = None
    return model if isinstance(model, dict) else {}
