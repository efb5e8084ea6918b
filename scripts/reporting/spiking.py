"""What a report says of spikes: a table, and the raster."""

import dataclasses

import numpy as np

from plotting.intervals import intervals_of, variation
from plotting.results import groups_in, short_name
from plotting.synapses import text

from .packing import packed, packed_times
from .thinning import thin_spikes


@dataclasses.dataclass
class Spikes:
    """All spikes of a monitor."""

    name: str
    population: str
    first: int
    last: int
    n_recorded: int
    times: np.ndarray  # [ms]
    ids: np.ndarray


def read_spikes(file):
    return [Spikes(short_name(group), text(group.attrs["node_population"]),
                   int(group.attrs["first_node_id"]), int(group.attrs["last_node_id"]),
                   int(group.attrs["n_recorded"]), group["timestamps"][:],
                   group["node_ids"][:].astype(np.int64))
            for group in groups_in(file, "spikes").values()]


def table_of(all_spikes, duration):
    """A row for each monitor of spikes: what its neurons did."""
    rows = []
    for spikes in all_spikes:
        variations = variation(*intervals_of(spikes.times, spikes.ids))
        rows.append({
            "monitor": spikes.name, "of": spikes.population, "neurons": spikes.n_recorded,
            "spikes": len(spikes.times),
            "silent": spikes.n_recorded - len(np.unique(spikes.ids)),
            "rate": len(spikes.times) / max(1, spikes.n_recorded) / (1e-3 * duration),
            "cv": float(variations.mean()) if len(variations) else None})
    return rows


def raster_of(all_spikes, most):
    """The spikes to be drawn, monitor by monitor; a large one leaves the others their share."""
    total = sum(len(spikes.times) for spikes in all_spikes)
    parts = []
    for spikes in all_spikes:
        share = most if total <= most else max(1, most * len(spikes.times) // total)
        order = np.argsort(spikes.times, kind="stable")
        times, ids, note = thin_spikes(spikes.times[order], spikes.ids[order], share)
        parts.append({"name": spikes.name, "first": spikes.first,
                      "n": spikes.last - spikes.first + 1, "spikes": len(spikes.times),
                      "shown": len(times), "note": note, "times": packed_times(times),
                      "rows": packed(ids - spikes.first, "u4")})
    return parts
