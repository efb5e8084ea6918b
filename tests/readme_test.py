#!/usr/bin/python3
"""Runs the model of README.md: readme_test.py BRIAN_RUN

The model must run as printed, the numbers of spikes and synapses that README.md prints must be its
own, the mistake that README.md describes must give the message it shows, and the Python lines must
read the results.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

README = pathlib.Path(__file__).resolve().parent.parent / "README.md"


def blocks(language):
    """The fenced blocks of one language in README.md; "" for those that name none."""
    text = README.read_text(encoding="utf-8")
    return [body for name, body in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S)
            if name == language]


def the_block(language, word):
    found = [body for body in blocks(language) if word in body]
    if len(found) != 1:
        raise AssertionError(f"README.md has {len(found)} blocks of '{language}' with '{word}'")
    return found[0]


def run(program, model, folder):
    (folder / "model.yaml").write_text(model, encoding="utf-8")
    return subprocess.run([program, "model.yaml", "-f"], cwd=folder, capture_output=True, text=True)


def expect(what, found, expected):
    if found != expected:
        raise AssertionError(f"{what}\n--- found:\n{found}\n--- expected:\n{expected}")


def lines_about_objects(text):
    return [line for line in text.splitlines() if line.startswith("  ")]


def check(program, folder):
    model = the_block("yaml", "brian-run: 1")
    expect("the model has ten lines", len(model.splitlines()), 10)
    done = run(program, model, folder)
    expect(f"exit code\n{done.stderr}", done.returncode, 0)
    printed = the_block("", "results: model.h5")
    expect("what it prints", lines_about_objects(done.stderr), lines_about_objects(printed))

    values = {}
    lines = the_block("python", "h5py.File").replace("model.h5", str(folder / "model.h5"))
    exec(lines, values)  # pylint: disable=exec-used
    expect("shape of v", values["v"].shape, (2000, 3))
    expect("spikes", len(values["spikes"]), int(re.search(r"(\d+) spikes", printed).group(1)))

    wrong = run(program, model.replace("0.2*mV", "0.2*mA"), folder)
    expect("exit code of the mistake", wrong.returncode, 65)
    expect("message of the mistake", wrong.stderr, the_block("", "error:"))


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    try:
        import h5py, pandas  # pylint: disable=unused-import,multiple-imports
    except ImportError as missing:
        print(f"skipped: {missing}")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        check(program, pathlib.Path(folder))
    print("README.md tells the truth")


if __name__ == "__main__":
    main()
