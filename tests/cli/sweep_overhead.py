#!/usr/bin/python3
"""Measures what a sweep adds to its runs: sweep_overhead.py BINARY [RUNS [REPETITIONS]]

The peer is a shell that carries out the same commands (--print-commands) one after the other. Both
are timed in turn; the sweep's side includes reading the model, checking it, the logs and both
indices. Wall times are printed for whoever has the machine to himself; since other work disturbs
them, what decides is the time of the processors: fails when the median difference is 5 ms a run or
more.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time

from program import Program
from sweep_tools import SMALL_CUBA, check_complete

LIMIT_MS = 5.0


def times_of(command, folder):
    """[s] wall time, and time of the processors with that of all processes below."""
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(program, n_runs):
    """[ms] a run, (wall, processors) by the sweep and by the shell."""
    axes = ["--grid", f"parameters.we=lin(1 mV, 2 mV, {n_runs})"]
    sweep = [program.binary, "sweep", "model.yaml", *axes, "-j", "1"]
    lines = program.run(*sweep[1:], "-o", "shell", "--print-commands").stdout
    program.path("commands.sh").write_text("set -e\n" + lines)
    for folder in ("shell", "sweep"):
        subprocess.run(["rm", "-rf", program.path(folder)], check=True)
    program.path("shell/runs").mkdir(parents=True)
    by_sweep = times_of([*sweep, "-o", "sweep"], program.folder)
    by_shell = times_of(["sh", "commands.sh"], program.folder)
    for folder in ("shell", "sweep"):
        check_complete(program.path(folder), n_runs)
    return [[1e3 * seconds / n_runs for seconds in times] for times in (by_sweep, by_shell)]


def main():
    n_runs = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    repetitions = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as folder:
        program = Program(sys.argv[1], folder)
        program.path("model.yaml").write_text(SMALL_CUBA)
        pairs = [measure(program, n_runs) for _ in range(repetitions)]
    for by_sweep, by_shell in pairs:
        for k, what in enumerate(("wall", "processors")):
            print(f"{what:10}  sweep {by_sweep[k]:6.2f} ms a run   shell {by_shell[k]:6.2f} ms   "
                  f"difference {by_sweep[k] - by_shell[k]:+.2f} ms")
    wall, overhead = (statistics.median(a[k] - b[k] for a, b in pairs) for k in (0, 1))
    print(f"median overhead a run: {overhead:+.2f} ms of the processors (the limit is {LIMIT_MS} ms), "
          f"{wall:+.2f} ms of wall time")
    return 0 if overhead < LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
