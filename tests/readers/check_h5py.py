#!/usr/bin/python3
"""Checks a sample results file by h5py: structure, types, attributes and units.

usage: check_h5py.py FILE.h5   (as written by write_sample; leaves with 77 without h5py)
"""

import sys

SKIPPED = 77

try:
    import h5py
    import numpy as np
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(SKIPPED)

# Path: (type, shape, units)
DATASETS = {
    "spikes/exc/timestamps": ("f8", None, "ms"),
    "spikes/exc/node_ids": ("u8", None, "1"),
    "spikes/silent/timestamps": ("f8", (0,), "ms"),
    "spikes/silent/node_ids": ("i4", (0,), "1"),
    "report/cells_v/data": ("f4", (1000, 3), "mV"),
    "report/cells_v/time": ("f8", (1000,), "ms"),
    "report/cells_v/node": ("i4", (3,), "1"),
    "report/cells_v/mapping/node_ids": ("u8", (3,), "1"),
    "report/cells_v/mapping/index_pointers": ("u8", (4,), "1"),
    "report/cells_v/mapping/index_pointer": ("u8", (4,), "1"),
    "report/cells_v/mapping/element_ids": ("u4", (3,), "1"),
    "report/cells_v/mapping/element_pos": ("f4", (3,), "1"),
    "report/cells_v/mapping/time": ("f8", (3,), "ms"),
    "report/cells_ge/data": ("f8", (1000, 3), "nS"),
    "rates/rate/rate": ("f8", (100,), "Hz"),
    "rates/rate/time": ("f8", (100,), "ms"),
    "counts/count/count": ("u8", (20,), "1"),
    "counts/count/node_id": ("u8", (20,), "1"),
    "statistics/cells_v/mean": ("f8", (3,), "mV"),
    "statistics/cells_v/var": ("f8", (3,), "mV^2"),
    "statistics/cells_v/std": ("f8", (3,), "mV"),
    "statistics/cells_v/n": ("u8", (), "1"),
    "synapse_report/weights_w/data": ("f4", (100, 3), "nS"),
    "synapse_report/weights_w/synapse": ("i4", (3,), "1"),
    "synapse_report/weights_w/source_node_id": ("u8", (3,), "1"),
    "synapse_report/weights_w/target_node_id": ("u8", (3,), "1"),
    "snapshots/weights/w": ("f8", (2, 3), "nS"),
    "snapshots/weights/time": ("f8", (2,), "ms"),
    "events/pauses/timestamps": ("f8", (0,), "ms"),
    "events/pauses/v": ("f8", (0,), "mV"),
    "histograms/intervals/bin_start": ("f8", (2,), "ms"),
    "histograms/intervals/count": ("u8", (2,), "1"),
    "measures/distances/distance": ("f8", (2, 2), "1"),
}

ROOT = {
    "magic": 0x0A7A,
    "format": "brian-run",
    "format_version": 1,
    "numerics_version": 2,
    "status": "complete",
    "n_steps": 5000,
    "dt_ms": 0.1,
    "duration_ms": 500.0,
    "seed": 42,
    "title": "A sample with every kind of series (\u03bc = 1)",
}

wrong = []


def short(value):
    text = " ".join(repr(value).split())
    return text if len(text) <= 100 else text[:100] + " ..."


def expect(what, found, expected):
    if np.any(np.asarray(found) != np.asarray(expected)):
        wrong.append(f"{what} is {short(found)}, not {short(expected)}")


def check_root(file):
    expect("version", list(file.attrs["version"]), [0, 1])
    for name, value in ROOT.items():
        expect(f"attribute {name}", file.attrs[name], value)
    expect("source_yaml", file["provenance"].attrs["source_yaml"], "brian-run: 1\n")


def check_datasets(file):
    for path, (dtype, shape, units) in DATASETS.items():
        if path not in file:
            wrong.append(f"there is no {path}")
            continue
        dataset = file[path]
        expect(f"type of {path}", dataset.dtype, np.dtype(dtype))
        expect(f"units of {path}", dataset.attrs["units"], units)
        if shape is not None and dataset.shape != shape:
            wrong.append(f"shape of {path} is {dataset.shape}, not {shape}")


def check_spikes(spikes):
    sorting = spikes.attrs.get_id("sorting").dtype
    expect("sorting", h5py.check_enum_dtype(sorting), {"none": 0, "by_id": 1, "by_time": 2})
    expect("order of exc", spikes.attrs["sorting"], 2)
    expect("number of neurons", spikes.attrs["n_neurons"], 80)
    times = spikes["timestamps"][:]
    steps = np.rint(times / 0.1)
    expect("times", times, steps * 1e-4 * 1e3)
    expect("times in order", np.all(np.diff(times) >= 0), True)
    expect("largest id", spikes["node_ids"][:].max() < 80, True)


def check_report(report):
    data = report["data"]
    expect("first dimension", data.dims[0][0].name, report["time"].name)
    expect("second dimension", data.dims[1][0].name, report["node"].name)
    expect("frames", report.attrs["n_frames"], data.shape[0])
    expect("extent", report["mapping/time"][:], [0.0, 1000 * 0.5, 0.5])
    expect("columns", report["mapping/node_ids"][:], [0, 3, 17])
    expect("sorted", report["mapping/node_ids"].attrs["sorted"], 1)
    same = report["mapping/index_pointer"] == report["mapping/index_pointers"]
    expect("index_pointer as index_pointers", same, True)
    expect("population", data.attrs["node_population"], "exc")


def main():
    with h5py.File(sys.argv[1], "r") as file:
        check_root(file)
        check_datasets(file)
        check_spikes(file["spikes/exc"])
        check_report(file["report/cells_v"])
        expect("total", file["counts/count"].attrs["total"], 190)
    for problem in wrong:
        print(f"h5py: {problem}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
