#!/usr/bin/python3
"""Kills a sweep of 200 runs five times and goes on with it: sweep_kill_test.py BINARY [SEED]

SIGKILL comes at random moments; --resume must end with 200 complete files and with the index of a
sweep that nobody disturbed, but for wall times. What was complete before a kill must not be touched.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time

import h5py

from program import Program, contents, expect
from sweep_tools import SMALL_CUBA, check_complete, index_of, without_wall_times

N_RUNS, N_KILLS = 200, 5
AXES = ["--grid", "parameters.we=1 mV:1.9 mV:0.1 mV", "--zip", "parameters.wi=-9 mV,-8 mV,-7 mV,-6 mV,-5 mV",
        "--repeat", "4"]


def sweep(program, folder, *options):
    return [program.binary, "sweep", "model.yaml", "-o", folder, *AXES, "-j", "2", "-q", *options]


def complete_files(program, folder):
    """Name -> (inode, time of change) of the results that have their final name."""
    files = program.path(folder).glob("runs/*.h5")
    return {file.name: (file.stat().st_ino, file.stat().st_mtime_ns) for file in files}


def kill_once(program, folder, delay, options):
    """Starts the sweep and kills it after `delay` seconds; whether it was still at work."""
    with subprocess.Popen(sweep(program, folder, *options), cwd=program.folder) as running:
        time.sleep(delay)
        running.send_signal(signal.SIGKILL)
        return running.wait() == -signal.SIGKILL


def disturb(program, whole_time, draw):
    """Five kills, each in the time that the rest would take."""
    kills = 0
    for _ in range(N_KILLS):
        before = complete_files(program, "killed")
        left = whole_time * (1 - len(before) / N_RUNS)
        is_store = program.path("killed/sweep.yaml").exists()
        kills += kill_once(program, "killed", draw.uniform(0.0, 0.3 * left),
                           ["--resume"] if is_store else [])
        after = complete_files(program, "killed")
        expect(all(after.get(name) == stamp for name, stamp in before.items()), "files were touched")
        print(f"killed: {len(before)} -> {len(after)} complete runs")
    return kills


def same_results(program, draw):
    """A few of the files, dataset by dataset."""
    files = sorted(program.path("whole").glob("runs/*.h5"))
    for file in draw.sample(files, 10):
        expect(contents(file) == contents(program.path("killed/runs") / file.name), file.name)


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    print("seed of the kills:", seed)
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        program = Program(sys.argv[1], folder)
        program.path("model.yaml").write_text(SMALL_CUBA)
        start = time.monotonic()
        subprocess.run(sweep(program, "whole"), cwd=program.folder, check=True)
        whole_time = time.monotonic() - start
        print(f"undisturbed: {whole_time:.2f} s")
        kills = disturb(program, whole_time, draw)
        expect(kills == N_KILLS, "only", kills, "kills came in time")
        subprocess.run(sweep(program, "killed", "--resume"), cwd=program.folder, check=True)
        for store in ("whole", "killed"):
            check_complete(program.path(store), N_RUNS)
        expect(without_wall_times(program.path("whole")) == without_wall_times(program.path("killed")),
               "the indices differ")
        expect(len(index_of(program.path("killed"))) == N_RUNS, "rows of the index")
        same_results(program, draw)
        with h5py.File(program.path("killed/index.h5")) as index:
            expect(index["complete"][:].sum() == N_RUNS, "index.h5 is complete")
    print("ok: 200 complete runs after five kills, and the same index")


if __name__ == "__main__":
    sys.exit(main())
