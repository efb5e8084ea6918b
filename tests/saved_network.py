#!/usr/bin/python3
"""Saves the network of every model of configs/ and reads it back: saved_network.py BRIAN_RUN

Each connection of a model is replaced by `connect: {file: ...}` of what output.network has saved,
without its delays and initial values; the results must be the same, bit for bit. Then each of the
runs is replayed.
"""

import pathlib
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

CONFIGS = pathlib.Path(__file__).resolve().parent.parent / "configs"
SEED = ["--seed", "5"]
# What the file of edges says as well.
SAVED_KEYS = ("delay", "initial", "multiplicity", "allow_self")


def run(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True,
                          timeout=600, check=False)
    return done.returncode, done.stdout + done.stderr


def shortened(model):
    return ["--set", "run.duration=20 ms"] if "duration" in model["run"] else []


def from_file(model, saved):
    """Options that make every connection read the saved network."""
    options = []
    for name, connection in model["connections"].items():
        options += ["--set", f"connections.{name}.connect={{file: {saved}}}"]
        for key in SAVED_KEYS:
            if key in connection:
                options += ["--unset", f"connections.{name}.{key}"]
    return options


def differences(text):
    """The lines of `diff` about results, but for the network itself."""
    results = text.split("the models differ in")[0].splitlines()
    return [line for line in results
            if line.startswith("  ") and not line.endswith(" is in A only")]


def check(program, folder, path, model):
    saved, back = folder / "saved.h5", folder / "back.h5"
    common = [str(path), "-q", "-f", *SEED, *shortened(model)]
    code, text = run(program, folder, *common, "-o", str(saved), "--set", "+output.network=true")
    if code:
        return f"cannot be run: {text}"
    code, text = run(program, folder, *common, "-o", str(back), *from_file(model, saved))
    if code:
        return f"cannot be read back: {text}"
    code, text = run(program, folder, "diff", str(saved), str(back))
    if code not in (0, 1) or differences(text):
        return f"is another network when read back: {text}"
    code, text = run(program, folder, "replay", str(saved))
    return f"is not replayed: {text}" if code else None


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    program = str(pathlib.Path(sys.argv[1]).resolve())
    wrong = checked = 0
    for path in sorted(CONFIGS.rglob("*.yaml")):
        model = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not model.get("connections") or "run" not in model:
            continue
        checked += 1
        with tempfile.TemporaryDirectory() as folder:
            problem = check(program, pathlib.Path(folder), path, model)
        if problem:
            wrong += 1
            print(f"{path.relative_to(CONFIGS)} {problem}")
    print(f"{checked - wrong} of {checked} networks are the same when they are read back")
    return 1 if wrong or checked < 40 else 0


if __name__ == "__main__":
    sys.exit(main())
