#!/usr/bin/python3
"""Measures what a sweep adds to its runs: sweep_overhead.py BINARY [RUNS [REPETITIONS]]

The peer is a shell that carries out the same commands (--print-commands) one after the other. Both
are timed in turn; the sweep's side includes reading the model, checking it, the logs and both
indices. Fails when the median difference is 5 ms a run or more.
"""

import statistics
import subprocess
import sys
import tempfile
import time

from program import Program
from sweep_tools import SMALL_CUBA, check_complete

LIMIT_MS = 5.0


def seconds(command, folder):
    start = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - start


def measure(program, n_runs):
    """[ms] a run, by the sweep and by the shell."""
    axes = ["--grid", f"parameters.we=lin(1 mV, 2 mV, {n_runs})"]
    sweep = [program.binary, "sweep", "model.yaml", *axes, "-j", "1"]
    lines = program.run(*sweep[1:], "-o", "shell", "--print-commands").stdout
    program.path("commands.sh").write_text("set -e\n" + lines)
    for folder in ("shell", "sweep"):
        subprocess.run(["rm", "-rf", program.path(folder)], check=True)
    program.path("shell/runs").mkdir(parents=True)
    by_sweep = seconds([*sweep, "-o", "sweep"], program.folder)
    by_shell = seconds(["sh", "commands.sh"], program.folder)
    for folder in ("shell", "sweep"):
        check_complete(program.path(folder), n_runs)
    return 1e3 * by_sweep / n_runs, 1e3 * by_shell / n_runs


def main():
    n_runs = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    repetitions = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as folder:
        program = Program(sys.argv[1], folder)
        program.path("model.yaml").write_text(SMALL_CUBA)
        pairs = [measure(program, n_runs) for _ in range(repetitions)]
    for by_sweep, by_shell in pairs:
        print(f"sweep {by_sweep:6.2f} ms a run   shell {by_shell:6.2f} ms   difference "
              f"{by_sweep - by_shell:+.2f} ms")
    overhead = statistics.median(by_sweep - by_shell for by_sweep, by_shell in pairs)
    print(f"median overhead: {overhead:+.2f} ms a run; the limit is {LIMIT_MS} ms")
    return 0 if overhead < LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
