#!/usr/bin/python3
"""Runs brian-run on every wrong model of this folder and compares what it says with NAME.expected.

run.py BINARY [--update] [NAME ...]

A model is checked with `brian-run --color never --check NAME.yaml`, unless its first line says
otherwise: `# run: brian-run NAME.yaml` runs it; results go to a temporary folder.
NAME.expected holds the standard error, then a line `exit: CODE`. `--update` writes it anew: read
the difference before you commit it.
"""

import argparse
import difflib
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
BUG = 70
RUN = "# run: brian-run "
LONGEST = 60  # s
MEMORY = re.compile(r"this machine has [0-9.]+ \w+")  # differs from machine to machine


def arguments_for(model, results):
    """What the program is called with."""
    first = model.read_text(encoding="utf-8").partition("\n")[0]
    if not first.startswith(RUN):
        return ["--color", "never", "--check", model.name]
    wanted = shlex.split(first[len(RUN) :])
    output = str(pathlib.Path(results) / (model.stem + ".h5"))
    named = [] if "-o" in wanted else ["-o", output]
    return ["--color", "never", "-q", *named, *wanted]


def outcome(binary, model):
    """Standard error and exit code, as NAME.expected holds them."""
    with tempfile.TemporaryDirectory() as results:
        done = subprocess.run(
            [binary, *arguments_for(model, results)],
            cwd=FOLDER,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        said = MEMORY.sub("this machine has MEMORY", done.stderr.replace(results, "RESULTS"))
    return f"{said}exit: {done.returncode}\n", done.returncode


def agrees(binary, model, update):
    """Whether the model gives what is expected; prints the difference."""
    said, code = outcome(binary, model)
    expected_file = model.with_suffix(".expected")
    if update and code != BUG:
        expected_file.write_text(said, encoding="utf-8")
        return True
    expected = expected_file.read_text(encoding="utf-8") if expected_file.exists() else ""
    difference = difflib.unified_diff(
        expected.splitlines(), said.splitlines(), expected_file.name, "said", lineterm=""
    )
    for line in difference:
        print(line)
    return said == expected and code != BUG


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("--update", action="store_true", help="write the expected outputs anew")
    parser.add_argument("names", nargs="*", help="models to run; all when left out")
    options = parser.parse_intermixed_args()
    binary = str(pathlib.Path(options.binary).resolve())
    models = sorted(FOLDER.glob("*.yaml"))
    if options.names:
        models = [model for model in models if model.stem in options.names]
    wrong = [model.stem for model in models if not agrees(binary, model, options.update)]
    print(f"{len(models) - len(wrong)} of {len(models)} wrong models are answered as expected")
    if wrong:
        print("not so: " + " ".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
