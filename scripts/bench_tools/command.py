"""The options of scripts/bench and the course of a session."""

import argparse
import json
import os
import pathlib
import platform
import subprocess
import sys
from dataclasses import asdict

from bench_tools import table
from bench_tools.models import MODELS, quick
from bench_tools.programs import (
    ROOT,
    SCRIPTS,
    WORK,
    Brian2,
    BrianRun,
    Failure,
    Yardstick,
    build_yardsticks,
    has_threads,
)
from bench_tools.session import measure

DESCRIPTION = """\
Measures brian-run against Brian 2 standalone and against yardsticks, programs that were written by
hand for one model each (scripts/yardsticks). Builds all of them, checks that they fire alike, runs
them in turn and prints one table, with the ratios aimed at. Leave the machine alone meanwhile.
"""
EXAMPLES = f"""\
models: {", ".join(model.name for model in MODELS)}

examples:
  scripts/bench                          everything, five times: ten minutes
  scripts/bench --quick                  shorter runs of most models, three times: three minutes
  scripts/bench brunel cobahh --reps 9   two models
  scripts/bench --no-brian2 cuba_4000    without Brian 2: a few seconds
  scripts/bench --json figures.json      every single run, too

exit code: 0, or 1 if a program failed or does not simulate the same (whatever the targets)
"""


def numbers(text):
    """'1,2' is [1, 2]."""
    found = [int(word) for word in text.split(",")]
    if min(found) < 1:
        raise ValueError(text)
    return found


def arguments():
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("models", nargs="*", metavar="MODEL", help="what to run; all, if none is named")
    add("--quick", action="store_true", help="shorter runs of most models, three repetitions")
    add("--reps", type=int, metavar="N", help="repetitions (5; with --quick 3)")
    add("--no-brian2", action="store_true", help="leave Brian 2 out")
    add(
        "--threads",
        type=numbers,
        metavar="LIST",
        help="of brian-run (1,2; 1 if the program has no threads)",
    )
    add("--json", metavar="FILE", help="write every single run there")
    add("--program", metavar="FILE", help="a brian-run that is there already, instead of building")
    asked = parser.parse_intermixed_args()
    known = {model.name for model in MODELS}
    if unknown := set(asked.models) - known:
        parser.error(f"no model {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    if asked.reps is not None and asked.reps < 1:
        parser.error("--reps must be 1 or more")
    return asked


def chosen(asked):
    """The models to run: those named, even if --quick would leave them out."""
    for model in MODELS:
        shorter = quick(model) if asked.quick else model
        if model.name in asked.models:
            yield shorter or model
        elif not asked.models and shorter:
            yield shorter


def say(text):
    """What goes on; on a terminal the next line takes its place."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
    else:
        remark(text)


def remark(text):
    """What is worth keeping."""
    start = "\r\033[K" if sys.stderr.isatty() else ""
    print(f"{start}{text}", file=sys.stderr, flush=True)


def prepare(asked):
    """Everything that is built before the first measurement; the program to measure."""
    WORK.mkdir(parents=True, exist_ok=True)
    subprocess.run([SCRIPTS / "install_packages", "run", "bench"], check=True)
    binary = pathlib.Path(asked.program or ROOT / "build" / "brian-run").resolve()
    if not asked.program:
        say("building brian-run")
        subprocess.run([SCRIPTS / "build", "release", "brian-run"], check=True, stdout=sys.stderr)
    say("building the yardsticks")
    build_yardsticks()
    return binary


def thread_counts(asked, binary):
    """One thread first: what all is compared with."""
    if has_threads(binary):
        return [1] + [n for n in asked.threads or [1, 2] if n != 1]
    if asked.threads:
        remark("this brian-run has no threads: measured with one alone")
    return [1]


def programs(model, binary, threads, asked):
    yield from (BrianRun(binary, model, n) for n in threads)
    if not asked.no_brian2:
        say(f"{model.title}: Brian 2 writes and compiles its program")
        yield Brian2(model)
    if model.yardstick:
        yield Yardstick(model)


def write(path, outcomes, binary):
    version = subprocess.run([binary, "--version"], capture_output=True, text=True).stdout
    facts = {
        "machine": platform.processor() or platform.machine(),
        "cpus": os.cpu_count(),
        "version": version.splitlines(),
        "models": [
            {
                "model": asdict(outcome.model),
                "disagreement": outcome.disagreement,
                "runs": {k: [asdict(run) for run in v] for k, v in outcome.runs.items()},
            }
            for outcome in outcomes
        ],
    }
    pathlib.Path(path).write_text(json.dumps(facts, indent=1) + "\n")


def main():
    asked = arguments()
    try:
        binary = prepare(asked)
        threads = thread_counts(asked, binary)
        repetitions = asked.reps or (3 if asked.quick else 5)
        if (load := os.getloadavg()[0]) > 0.5:
            remark(f"the machine has other work (load {load:.1f}): expect noise")
        outcomes = [
            measure(model, [*programs(model, binary, threads, asked)], repetitions, say)
            for model in chosen(asked)
        ]
    except (Failure, subprocess.CalledProcessError) as error:
        remark(f"bench: {error}")
        return 1
    remark("done")
    print(table.text(outcomes))
    if asked.json:
        write(asked.json, outcomes, binary)
    return 1 if any(outcome.disagreement for outcome in outcomes) else 0
