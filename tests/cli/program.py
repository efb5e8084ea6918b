"""The program under test, run in a folder of its own, and the checks of the command-line tests."""

import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import h5py

MODEL = """\
brian-run: 1
title: A small model for the command line
parameters: {w: 1 mV}
groups:
  P:
    size: 10
    equations: "dv/dt = (20*mV - v)/(5*ms) : volt"
    threshold: v > 10*mV
    reset: v = 0*mV
    initial: {v: 10*mV*rand()}
stimuli:
  input: {type: poisson, size: 5, rate: 100 Hz}
connections:
  C: {source: input, target: P, connect: {probability: 0.5}, on_pre: v += w}
monitors:
  spikes: {type: spikes, of: P}
  trace: {type: state, of: P, variables: [v], record: [0, 1]}
run: {dt: 0.1 ms, duration: 20 ms, seed: 7}
"""
# Long enough to be stopped; the trace makes the file grow.
LONG = ["--set", "run.duration=100000 s"]


class Failed(Exception):
    """A fact that does not hold."""


class Skipped(Exception):
    """What cannot be tried here."""


def expect(fact, *what):
    if not fact:
        raise Failed(" ".join(str(part) for part in what))


class Program:
    """brian-run in a folder that holds model.yaml."""

    def __init__(self, binary, folder):
        self.binary = str(pathlib.Path(binary).resolve())
        self.folder = pathlib.Path(folder)
        (self.folder / "model.yaml").write_text(MODEL)

    def path(self, name):
        return self.folder / name

    def run(self, *arguments, code=0, environment=None):
        """Runs to the end; the exit code must be `code`."""
        done = subprocess.run([self.binary, *arguments], cwd=self.folder, env=environment,
                              capture_output=True, text=True, timeout=120, check=False)
        expect(done.returncode == code, "exit code", done.returncode, "instead of", code, "for",
               arguments, "\n" + done.stderr)
        return done

    def stopped(self, which, output, times=1):
        """Starts a long run and sends a signal once its file exists; returns the exit code."""
        command = [self.binary, "model.yaml", *LONG, "-o", output, "--progress", "none"]
        with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as running:
            try:
                wait_for(self.path(output + ".part"))
                for _ in range(times):
                    running.send_signal(which)
                    time.sleep(0.05)
                return running.wait(timeout=30)
            finally:
                running.kill()


def wait_for(path):
    """Waits until a file is there, and a little longer, so that the run is under way."""
    deadline = time.monotonic() + 30
    while not path.exists():
        expect(time.monotonic() < deadline, path, "does not come")
        time.sleep(0.01)
    time.sleep(0.5)


def contents(path):
    """Name -> bytes of all datasets of a results file."""
    found = {}

    def visit(name, item):
        if isinstance(item, h5py.Dataset):
            found[name] = item[()].tobytes()

    with h5py.File(path) as results:
        results.visititems(visit)
    return found


def attribute(path, name, group="/"):
    with h5py.File(path) as results:
        value = results[group].attrs[name]
    return value.decode() if isinstance(value, bytes) else value


def run_one(binary, name, test):
    """Runs a test in a fresh folder; returns whether it went wrong."""
    title = name.removeprefix("test_").replace("_", " ")
    with tempfile.TemporaryDirectory() as folder:
        try:
            test(Program(binary, folder))
        except Skipped as reason:
            print(f"skipped  {title}: {reason}")
        except (Failed, OSError, KeyError, ValueError, RuntimeError, subprocess.SubprocessError) as problem:
            print(f"FAILED   {title}\n         {problem}")
            return True
        else:
            print(f"ok       {title}")
    return False


def run_tests(module):
    """Runs the functions test_... of a module, given as its globals(), as its command line says:
    BINARY [NAME ...]. Returns the exit code."""
    if len(sys.argv) < 2:
        print(module["__doc__"])
        return 2
    tests = {name: test for name, test in module.items() if name.startswith("test_")}
    chosen = sys.argv[2:] or list(tests)
    failed = [name for name in chosen if run_one(sys.argv[1], name, tests[name])]
    print(f"{len(chosen) - len(failed)} of {len(chosen)} tests passed")
    return 1 if failed else 0


SIGINT, SIGTERM = signal.SIGINT, signal.SIGTERM
