#!/usr/bin/python3
"""Writes a benchmark model as a C++ program by Brian 2 and compiles it.

    project.py MODEL FOLDER --duration SECONDS [NAME=NUMBER ...]

MODEL is a file beside this one; its function model(b, NAME=NUMBER ...) returns the objects of the
network, with b the module brian2. One line of JSON says how long things took (seconds):

  import    start of Python to Brian 2 being there
  generate  equations to C++
  compile   make

FOLDER/main then simulates: its random numbers come from the seed in the environment variable
BENCH_SEED, and it writes two moments of the monotonic clock, before and after the loop, to
results/loop.txt.
"""

import argparse
import importlib
import json
import pathlib
import sys
import time

# Without this, a run of the same program would always be the same sample.
SEED = 'rk_seed(atol(getenv("BENCH_SEED")), brian::_mersenne_twister_states[0]);'
MOMENT = """
{
    struct timespec moment;
    clock_gettime(CLOCK_MONOTONIC, &moment);
    FILE* file = fopen("results/loop.txt", "%s");
    fprintf(file, "%%.9f\\n", moment.tv_sec + 1e-9*moment.tv_nsec);
    fclose(file);
}
"""


def process_start():
    """When this process started, on the clock of time.monotonic()."""
    fields = pathlib.Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[19]) / 100  # ticks since boot


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model")
    parser.add_argument("folder")
    parser.add_argument("--duration", type=float, required=True)
    parser.add_argument("numbers", nargs="*", metavar="NAME=NUMBER")
    return parser.parse_intermixed_args()


def build(b, network, duration, folder):
    device = b.get_device()
    device.insert_code("main", MOMENT % "w")
    network.run(duration * b.second)
    device.insert_code("main", MOMENT % "a")
    device.build(directory=folder, compile=True, run=False, clean=False)
    return device.timers["compile"]["make"]


def main():
    asked = arguments()
    start = process_start()
    import brian2 as b

    imported = time.monotonic()
    b.prefs.logging.file_log = False
    b.BrianLogger.log_level_error()
    b.set_device("cpp_standalone", build_on_run=False, directory=asked.folder)
    b.prefs.devices.cpp_standalone.extra_make_args_unix = ["-j2", "-s"]
    b.get_device().insert_code("main", SEED)
    numbers = {name: int(text) for name, text in (n.split("=") for n in asked.numbers)}
    objects = importlib.import_module(asked.model).model(b, **numbers)
    seconds = build(b, b.Network(objects), asked.duration, asked.folder)
    times = {
        "import": imported - start,
        "generate": time.monotonic() - imported - seconds,
        "compile": seconds,
        "version": b.__version__,
        "synapses": [x.name for x in objects if isinstance(x, b.Synapses)],
    }
    print(json.dumps(times))


if __name__ == "__main__":
    sys.exit(main())
