"""The programs that are compared: how each is made, how it is run, what it says of a run."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import time
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCRIPTS = ROOT / "scripts"
WORK = ROOT / "build" / "bench"


class Failure(Exception):
    """A program that was to be measured did not work."""


@dataclass(frozen=True)
class Run:
    """One run of one program; times in seconds."""

    startup: float  # before the network is built; of Brian 2: Python, code, compilation
    build: float
    loop: float
    wall: float  # from the start to the end of the process; of Brian 2: with its start-up
    memory: int  # bytes, at the peak
    spikes: int
    synapses: int


def call(words, folder, environment=None):
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        command = " ".join(str(word) for word in words)
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-8:])
        raise Failure(f"{command}: exit code {done.returncode}\n{last}")
    return done


def timed(words, folder, environment=None):
    """What the program printed, the time it took in all, and its peak memory.

    The program is started by GNU time: a child of Python would begin with Python's own peak.
    """
    peak = WORK / "peak"
    start = time.monotonic()
    done = call(["/usr/bin/time", "-f", "%M", "-o", peak, *words], folder, environment)
    wall = time.monotonic() - start
    return done, wall, int(peak.read_text()) * 1024


def build_yardsticks():
    folder = WORK / "yardsticks"
    folder.mkdir(parents=True, exist_ok=True)
    source = SCRIPTS / "yardsticks"
    call(["make", "-f", source / "Makefile", f"VPATH={source}"], folder)


class BrianRun:
    """brian-run itself, with some number of threads."""

    def __init__(self, binary, model, threads):
        self.threads = threads
        self.label = "brian-run" if threads == 1 else f"brian-run, {threads} threads"
        options = ["--json", "--verbose", "--progress", "none", "--force"]
        options += ["--output", WORK / "results.h5", "--set", f"run.duration={model.duration} s"]
        for change in model.options:
            removed = change.removeprefix("-")
            options += ["--set", change] if removed == change else ["--unset", removed]
        if has_threads(binary):
            options += ["--threads", str(threads)]
        self.words = [binary, ROOT / model.file, *options]

    def run(self, seed):
        done, wall, memory = timed([*self.words, "--seed", str(seed)], WORK)
        said = json.loads(done.stdout.splitlines()[-1])
        read = float(re.search(r"model read after ([\d.]+) ms", done.stderr)[1]) / 1e3
        return Run(
            startup=read,
            build=said["build_s"] - read,
            loop=said["loop_s"],
            wall=wall,
            memory=memory,
            spikes=said["groups"]["P"]["spikes"],
            synapses=sum(said["synapses"].values()),
        )


def has_threads(binary):
    """Whether the program runs in several threads, rather than accepting the option."""
    said = subprocess.run([binary, "--help"], capture_output=True, text=True).stdout
    return "--threads" in said and "this version uses one" not in said


class Brian2:
    """A program that Brian 2 writes and compiles; made once, run again and again."""

    label = "Brian 2"

    def __init__(self, model):
        self.folder = WORK / "brian2" / model.name
        shutil.rmtree(self.folder, ignore_errors=True)
        name, *numbers = model.brian2
        words = [SCRIPTS / "bench_brian2" / "project.py", name, self.folder]
        words += ["--duration", str(model.duration), *numbers]
        start = time.monotonic()
        self.times = json.loads(call(words, SCRIPTS / "bench_brian2").stdout.splitlines()[-1])
        self.startup = time.monotonic() - start

    def run(self, seed):
        start = time.monotonic()
        environment = {**os.environ, "BENCH_SEED": str(seed)}
        _, wall, memory = timed([self.folder / "main"], self.folder, environment)
        begin, end = map(float, (self.folder / "results" / "loop.txt").read_text().split())
        return Run(
            startup=self.startup,
            build=begin - start,
            loop=end - begin,
            wall=self.startup + wall,
            memory=memory,
            spikes=self.length("M_i"),
            synapses=sum(self.length(f"{name}__synaptic_pre") for name in self.times["synapses"]),
        )

    def length(self, array):
        """Of an array of 32-bit numbers that the program has left in its results."""
        (file,) = (self.folder / "results").glob(f"_dynamic_array_{array}_*")
        return file.stat().st_size // 4


class Yardstick:
    label = "yardstick"

    def __init__(self, model):
        name, *options = model.yardstick
        options += ["--dur", str(model.duration), "--reps", "1"]
        self.words = [WORK / "yardsticks" / name, *options]
        self.spikes = model.yardstick_spikes

    def run(self, seed):
        done, wall, memory = timed([*self.words, "--seed", str(seed)], WORK)
        said = json.loads(done.stdout)
        return Run(
            startup=0.0,
            build=said["setup_s"],
            loop=said["sim_s"],
            wall=wall,
            memory=memory,
            spikes=said[self.spikes],
            synapses=said["synapses"],
        )
