#!/usr/bin/python3
"""Checks that bmtk finds the spikes and reports of a sample results file.

usage: check_bmtk.py FILE.h5   (as written by write_sample; leaves with 77 without bmtk)
"""

import sys

SKIPPED = 77

try:
    import numpy as np
    from bmtk.utils.reports import CompartmentReport, SpikeTrains
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(SKIPPED)

wrong = []


def short(value):
    text = " ".join(repr(value).split())
    return text if len(text) <= 100 else text[:100] + " ..."


def expect(what, found, expected):
    if np.any(np.asarray(found) != np.asarray(expected)):
        wrong.append(f"{what} is {short(found)}, not {short(expected)}")


def check_spikes(file_name):
    spikes = SpikeTrains.load(file_name)
    expect("populations of spikes", sorted(spikes.populations), ["exc", "inh", "silent"])
    expect("units of spikes", spikes.units(), "ms")
    table = spikes.to_dataframe(populations="exc")
    expect("spikes of exc", len(table), spikes.n_spikes(population="exc"))
    expect("spikes there are", len(table) > 100, True)
    expect("spikes in the run", table["timestamps"].between(0, 500).all(), True)
    expect("spikes of silent", spikes.n_spikes(population="silent"), 0)
    expect("times of a silent neuron", len(spikes.get_times(0, population="silent")), 0)


def check_report(file_name):
    report = CompartmentReport(file_name, "r")
    name = "cells_v"
    expect("reports", sorted(report.populations), ["cells_ge", "cells_v"])
    expect("neurons", report.node_ids(name), [0, 3, 17])
    expect("start, stop and step", (report.tstart(name), report.tstop(name), report.dt(name)),
           (0.0, 500.0, 0.5))
    expect("units of v", report.units(name), "mV")
    expect("variable", report.variable(name), "v")
    expect("shape of v", report.data(population=name).shape, (1000, 3))
    expect("v of neuron 3 at the start", report.data(node_id=3, population=name).flat[0], -60.0)
    expect("compartments", report.element_ids(population=name), [0, 0, 0])


def main():
    check_spikes(sys.argv[1])
    check_report(sys.argv[1])
    for problem in wrong:
        print(f"bmtk: {problem}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
