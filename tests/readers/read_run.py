#!/usr/bin/python3
"""Runs a model and opens its results by the tools of other people: read_run.py BRIAN_RUN TOOL

TOOL is h5py, pandas, xarray, bmtk, neo, octave or r; without the tool the script leaves with 77. What a tool finds must
agree with the summary that brian-run --json prints.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "configs" / "cuba.yaml"
SCRIPTS = ROOT / "scripts"
SHORT = ["--set", "run.duration=100 ms", "--seed", "42"]

# Both print: number of spikes, last time [ms], frames and neurons of the report, bins of the rate.
OCTAVE = """
s = load('{file}');
printf('%d %.17g %d %d %d\\n', numel(s.spikes.spikes.timestamps), max(s.spikes.spikes.timestamps), ...
       max(size(s.report.trace_v.data)), min(size(s.report.trace_v.data)), numel(s.rates.rate.rate));
"""
R = """
suppressMessages(library(rhdf5))
read <- function(name) h5read('{file}', name, bit64conversion = 'double')
t <- read('spikes/spikes/timestamps'); d <- dim(read('report/trace_v/data'))
cat(length(t), format(max(t), digits = 17), max(d), min(d), length(read('rates/rate/rate')), '\\n')
"""


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def by_h5py(file):
    try:
        import h5py
    except ImportError as missing:
        skip(missing)
    with h5py.File(file) as results:
        times = results["spikes/spikes/timestamps"][()]
        frames, neurons = results["report/trace_v/data"].shape
        return [len(times), times.max(), frames, neurons, len(results["rates/rate/rate"])]


def by_pandas(file):
    try:
        import h5py
        import pandas
    except ImportError as missing:
        skip(missing)
    with h5py.File(file) as results:
        spikes = pandas.DataFrame({name: results["spikes/spikes"][name][:]
                                   for name in ("timestamps", "node_ids")})
        trace = results["report/trace_v"]
        v = pandas.DataFrame(trace["data"][:], index=trace["time"][:], columns=trace["node"][:])
        rate = pandas.Series(results["rates/rate/rate"][:], index=results["rates/rate/time"][:])
    per_neuron = spikes.groupby("node_ids").size()
    return [per_neuron.sum(), spikes.timestamps.max(), len(v.loc[:100.0]), v.shape[1],
            rate.count()]


def by_xarray(file):
    try:
        import xarray
        trace = xarray.open_dataset(file, group="report/trace_v", engine="h5netcdf")
        rates = xarray.open_dataset(file, group="rates/rate", engine="h5netcdf")
        spikes = xarray.open_dataset(file, group="spikes/spikes", engine="h5netcdf",
                                     decode_times=False, phony_dims="sort")
    except (ImportError, ModuleNotFoundError) as missing:
        skip(missing)
    except ValueError as problem:
        if "unrecognized engine" in str(problem):
            skip("h5netcdf is not installed")
        raise
    # By labels, not by position: the dimension scales make that possible.
    neuron = trace.data.sel(node=2)
    return [spikes.timestamps.size, float(spikes.timestamps.max()), neuron.sizes["time"],
            trace.sizes["node"], rates.rate.sizes["time"]]


def by_neo(file):
    sys.path.insert(0, str(SCRIPTS))
    sys.dont_write_bytecode = True
    try:
        from to_neo import read_block
    except ImportError as missing:
        skip(missing)
    (segment,) = read_block(file).segments
    named = {signal.name: signal for signal in segment.analogsignals}
    frames, neurons = named["trace_v"].shape
    if str(named["trace_v"].units.dimensionality) != "mV":
        raise RuntimeError(f"the units of trace_v are {named['trace_v'].units}")
    last = max(float(train.times[-1]) for train in segment.spiketrains if len(train))
    return [sum(len(train) for train in segment.spiketrains), last, frames, neurons,
            len(named["rate"])]


def by_bmtk(file):
    try:
        from bmtk.utils.reports import CompartmentReport, SpikeTrains
    except ImportError as missing:
        skip(missing)
    spikes = SpikeTrains.load(file)
    (population,) = spikes.populations
    table = spikes.to_dataframe(populations=population)
    frames, neurons = CompartmentReport(file, "r").data(population="trace_v").shape
    return [len(table), table["timestamps"].max(), frames, neurons, None]


def by_script(command, script, file):
    """The five numbers that a script in another language prints."""
    if shutil.which(command[0]) is None:
        skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, script.replace("{file}", file)], capture_output=True,
                          text=True, check=False)
    if "rhdf5" in done.stderr and "there is no package" in done.stderr:
        skip("R has no package rhdf5")
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return [float(word) for word in done.stdout.split()]


READERS = {
    "h5py": by_h5py,
    "pandas": by_pandas,
    "xarray": by_xarray,
    "bmtk": by_bmtk,
    "neo": by_neo,
    "octave": lambda file: by_script(["octave-cli", "--no-init-file", "--quiet", "--eval"], OCTAVE,
                                     file),
    "r": lambda file: by_script(["Rscript", "--vanilla", "-e"], R, file),
}


def main():
    if len(sys.argv) != 3 or sys.argv[2] not in READERS:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        file = str(pathlib.Path(folder) / "cuba.h5")
        done = subprocess.run([sys.argv[1], str(MODEL), "-q", "--json", "-o", file, *SHORT],
                              check=True, capture_output=True, text=True)
        summary = json.loads(done.stdout)
        n_spikes, last, frames, neurons, bins = READERS[sys.argv[2]](file)
    wrong = []
    for what, found, expected in (
        ("spikes", n_spikes, summary["groups"]["P"]["spikes"]),
        ("frames", frames, summary["n_steps"]),
        ("neurons", neurons, 3),
        ("bins", bins, 20),
    ):
        if found not in (None, expected):
            wrong.append(f"{sys.argv[2]}: {what}: {found} instead of {expected}")
    if not 50 < last < 100:
        wrong.append(f"{sys.argv[2]}: the last spike is at {last} ms")
    print(*wrong or [f"{sys.argv[2]} found {n_spikes:.0f} spikes and {frames:.0f} frames"], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
