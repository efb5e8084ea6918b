#!/usr/bin/python3
"""Tests `brian-run sweep` from outside: sweep_test.py BINARY [NAME ...]

Every function whose name begins with test_ states facts about one thing that users see.
"""

import contextlib
import os
import pathlib
import shlex
import signal
import subprocess
import sys
import time

import h5py
import numpy as np

from program import Skipped, attribute, contents, expect, run_tests, wait_for
from sweep_tools import SMALL_CUBA, check_complete, index_of, without_wall_times

GRID = ["--grid", "parameters.w=1 mV,2 mV", "--grid", "groups.P.size=3,4,5"]


def sweep(program, *arguments, **options):
    return program.run("sweep", "model.yaml", "-o", "out", "-j", "2", *arguments, **options)


def commands(program, *arguments):
    return sweep(program, *arguments, "--print-commands").stdout.splitlines()


def values(program, *arguments):
    """The values of parameters.w in the runs, without running them."""
    words = [shlex.split(line) for line in commands(program, *arguments)]
    return [word.split("=")[1] for line in words for word in line if word.startswith("parameters.w=")]


def test_a_grid_makes_every_combination(program):
    done = sweep(program, *GRID)
    expect(done.stdout == "", "stdout carries data only, not", done.stdout)
    check_complete(program.path("out"), 6)
    rows = index_of(program.path("out"))
    expect([(row["parameters.w [mV]"], row["groups.P.size"]) for row in rows]
           == [(w, n) for w in "12" for n in "345"], "points of", rows)
    expect(list(rows[0]) == ["run", "status", "seed", "parameters.w [mV]", "groups.P.size", "file",
                             "wall_s", "P spikes", "P rate [Hz]", "input spikes", "input rate [Hz]"],
           "columns", list(rows[0]))
    for row in rows:
        file = program.path("out") / row["file"]
        with h5py.File(file) as results:
            expect(len(results["spikes/spikes/node_ids"]) == int(row["P spikes"]), "spikes of", row)
        rate = int(row["P spikes"]) / int(row["groups.P.size"]) / 20e-3
        expect(abs(float(row["P rate [Hz]"]) - rate) < 1e-6 * max(rate, 1), "rate of", row)
        expect(attribute(file, "seed") == int(row["seed"]) == 7, "seed of", row)
        expect(float(row["wall_s"]) > 0, "wall time of", row)


def test_axes_of_the_model_mean_the_same(program):
    program.path("swept.yaml").write_text(
        program.path("model.yaml").read_text()
        + "sweep: {grid: {parameters.w: [1 mV, 2 mV], groups.P.size: [3, 4, 5]}}\n")
    ours = [line.replace("swept.yaml", "model.yaml") for line in program.run(
        "sweep", "swept.yaml", "-o", "out", "--print-commands").stdout.splitlines()]
    expect(ours == commands(program, *GRID), "commands of the two")
    # By itself such a model is one run, and the same model.
    program.run("swept.yaml", "-o", "swept.h5")
    program.run("model.yaml", "-o", "plain.h5")
    expect(attribute(program.path("swept.h5"), "model_sha256")
           == attribute(program.path("plain.h5"), "model_sha256"), "the hash")


def test_a_printed_command_makes_the_same_file(program):
    sweep(program, *GRID, "--repeat", "2")
    folder = program.path("out/runs")
    for line in commands(program, *GRID, "--repeat", "2")[3:5]:
        words = shlex.split(line)
        file = pathlib.Path(words[-1])
        before = contents(program.folder / file)
        (program.folder / file).unlink()
        subprocess.run(line, shell=True, check=True, cwd=program.folder, capture_output=True)
        expect(contents(folder / file.name) == before, "bits of", file)
    sweep(program, *GRID, "--repeat", "2", "--collect")
    check_complete(program.path("out"), 12)


def test_values_can_be_written_in_several_ways(program):
    program.path("ws.txt").write_text("# weights\n1 mV\n\n2 mV  # twice\n")
    for text, expected in (("1 mV:2 mV:0.25 mV", ["1 mV", "1.25 mV", "1.5 mV", "1.75 mV", "2 mV"]),
                           ("1mV:1.6mV:0.3mV", ["1 mV", "1.3 mV", "1.6 mV"]),
                           ("lin(1 mV, 2 mV, 3)", ["1 mV", "1.5 mV", "2 mV"]),
                           ("log(1 mV, 100 mV, 3)", ["1 mV", "10 mV", "100 mV"]),
                           ("1 mV, 2e-3 volt", ["1 mV", "2e-3 volt"]),
                           ("@ws.txt", ["1 mV", "2 mV"])):
        found = values(program, "--grid", f"parameters.w={text}")
        expect(found == expected, text, "gives", found)


def test_zip_goes_side_by_side(program):
    zipped = ["--zip", "parameters.w=1 mV,2 mV,3 mV", "--zip", "groups.P.size=3,4,5"]
    expect(sweep(program, *zipped, "--count").stdout == "3\n", "number of runs")
    done = sweep(program, "--zip", "parameters.w=1 mV,2 mV", *zipped[2:], code=65)
    expect("3 values" in done.stderr and "side by side" in done.stderr, done.stderr)


def test_random_points_are_the_same_again(program):
    random = ["--random", "40", "parameters.w=uniform(1 mV, 2 mV)"]
    found = values(program, *random)
    expect(len(set(found)) == 40 and found == values(program, *random), "draws", found)
    expect(all(1 < float(value.split()[0]) < 2 for value in found), "range of", found)
    both = [*random, "--random", "40", "groups.P.size=choice(3, 4)"]
    expect(values(program, *both) == found, "a further path changes no draw")
    expect(values(program, *random, "--seed", "8") != found, "another seed gives others")
    more = values(program, "--random", "50", random[2])
    expect(more[:40] == found, "more points begin with the same ones")
    done = sweep(program, "--random", "4", "parameters.w=unifrom(1 mV, 2 mV)", code=65)
    expect("did you mean 'uniform'" in done.stderr, done.stderr)


def test_a_list_names_points_one_by_one(program):
    program.path("points.csv").write_text(
        'parameters.w [mV],groups.P.size,groups.P.reset\n1,3,v = 0*mV\n2.5,4,"v = 1*mV; v -= w"\n')
    sweep(program, "--list", "points.csv")
    rows = index_of(program.path("out"))
    expect([row["parameters.w [mV]"] for row in rows] == ["1", "2.5"], rows)
    expect(rows[1]["groups.P.reset"] == "v = 1*mV; v -= w", rows)
    program.path("points.csv").write_text("parameters.w,groups.P.size\n1 mV\n")
    done = sweep(program, "--list", "points.csv", "--count", code=65)
    expect("points.csv:2:1" in done.stderr, "place in", done.stderr)
    program.run("sweep", "model.yaml", "--list", "nothing.csv", "--count", code=66)


def seeds(program, *arguments):
    words = [shlex.split(line) for line in commands(program, *arguments)]
    return [word.split("=")[1] for line in words for word in line if word.startswith("run.seed=")]


def test_seeds_belong_to_points_not_to_their_order(program):
    grid = ["--grid", "parameters.w=2 mV,3 mV"]
    plain = seeds(program, *grid, "--repeat", "3")
    expect(len(set(plain)) == 6, "all differ:", plain)
    turned = seeds(program, "--grid", "parameters.w=3 mV,2 mV,4 mV", "--repeat", "3")
    expect(turned[:6] == plain[3:] + plain[:3], "seeds in another order")
    # Ten neurons are what the model has anyway: an axis that passes there changes no seed there.
    wider = seeds(program, "--grid", "groups.P.size=5,10", *grid, "--repeat", "3")
    expect(wider[6:] == plain, "seeds with a further axis")
    expect(seeds(program, "--grid", "parameters.w=0.002 volt,3 mV", "--repeat", "3") == plain,
           "seeds with another unit")
    same = seeds(program, *grid, "--repeat", "3", "--same-seeds")
    expect(same[:3] == same[3:] and len(set(same)) == 3, "the same seeds:", same)
    expect(seeds(program, *grid, "--repeat", "3", "--seed", "8") != plain, "another base seed")
    expect(seeds(program, *grid) == [], "without repeats the model's own seed")
    program.run("sweep", "model.yaml", "--grid", "run.seed=1,2", "--repeat", "2", "--count", code=65)


def test_a_model_without_seed_gets_one(program):
    done = sweep(program, "--unset", "run.seed", "--grid", "parameters.w=1 mV,2 mV")
    expect("run.seed: 0" in done.stderr, done.stderr)
    expect({row["seed"] for row in index_of(program.path("out"))} == {"0"}, "seed")
    sweep(program, "--seed", "random", *GRID, code=2)


def test_what_is_not_in_the_model_cannot_be_swept(program):
    done = sweep(program, "--grid", "parameters.ww=1 mV", code=65)
    expect("did you mean 'parameters.w'" in done.stderr, done.stderr)
    done = sweep(program, "--grid", "parameters.w=1 mV,2 ms", code=65)
    expect("'2 ms' is a second" in done.stderr and "a volt" in done.stderr, done.stderr)
    program.path("swept.yaml").write_text(
        program.path("model.yaml").read_text() + "sweep:\n  grid:\n    groups.P.sise: [1, 2]\n")
    done = program.run("sweep", "swept.yaml", code=65)
    expect("swept.yaml:21:5: error" in done.stderr and "groups.P.size" in done.stderr, done.stderr)
    done = sweep(program, "--grid", "groups.P.size=3,x", code=65)
    expect("groups.P.size" in done.stderr and "'x'" in done.stderr, done.stderr)
    expect(not program.path("out").exists(), "nothing is run")
    done = sweep(program, "--grid", "groups.P.threshold=v > 10*mA", code=65)
    expect("ampere" in done.stderr and not program.path("out").exists(), "checked first", done.stderr)
    sweep(program, code=2)
    sweep(program, "--grid", "parameters.w", code=2)
    sweep(program, "--grdi", "parameters.w=1 mV", code=2)


def test_count_and_dry_run_write_nothing(program):
    expect(sweep(program, *GRID, "--repeat", "5", "--count").stdout == "30\n", "--count")
    done = sweep(program, *GRID, "--repeat", "5", "-n")
    for what in ("30 runs: 6 points, 5 runs each", "first: 00000-", "last:  00029-", "out/index.csv"):
        expect(what in done.stdout, what, "in", done.stdout)
    expect(not program.path("out").exists(), "nothing is written")


def test_parts_are_collected(program):
    for part in ("0,3", "1:3", "4", "5"):
        sweep(program, *GRID, "--only", part)
    expect(not program.path("out/index.csv").exists(), "a part writes no index")
    sweep(program, *GRID, "--collect")
    check_complete(program.path("out"), 6)
    program.run("sweep", "model.yaml", "-o", "whole", *GRID)
    expect(without_wall_times(program.path("out")) == without_wall_times(program.path("whole")),
           "the index of the parts is that of the whole")
    done = sweep(program, *GRID, "--only", "6", code=65)
    expect("from 0 to 5" in done.stderr, done.stderr)


def test_collect_says_what_is_missing(program):
    sweep(program, *GRID, "--only", "0:4")
    done = sweep(program, *GRID, "--collect", code=1)
    expect("missing: 2 runs (4,5)" in done.stderr, done.stderr)
    rows = index_of(program.path("out"))
    expect([row["status"] for row in rows] == 4 * ["complete"] + 2 * ["missing"], rows)
    program.run("sweep", "model.yaml", "-o", "nowhere", *GRID, "--collect", code=66)


def failing(program):
    """A model that fails for the second of three values."""
    text = program.path("model.yaml").read_text()
    text = text.replace("(20*mV - v)/(5*ms)", "(20*mV - v)/(5*ms) + sqrt(f)*volt/second")
    program.path("model.yaml").write_text(text.replace("{w: 1 mV}", "{w: 1 mV, f: 1}"))
    return ["--grid", "parameters.f=1,-1,2"]


def test_a_failed_run_costs_that_run(program):
    axes = failing(program)
    done = sweep(program, *axes, code=1)
    expect("run 1 failed (exit code" in done.stderr, done.stderr)
    rows = index_of(program.path("out"))
    expect([row["status"] for row in rows] == ["complete", "failed", "complete"], rows)
    log = next(program.path("out/runs").glob("00001-*.log")).read_text()
    expect("error" in log, "why in", log)
    done = sweep(program, *axes, "--resume", code=1)
    expect("2 of 3 runs are complete already" in done.stderr, done.stderr)


def test_fail_fast_begins_no_further_run(program):
    axes = failing(program)
    program.run("sweep", "model.yaml", "-o", "out", "-j", "1", "--fail-fast", "--grid",
                "parameters.f=1,-1,2,3,4,5", code=1)
    rows = index_of(program.path("out"))
    expect([row["status"] for row in rows] == ["complete", "failed"] + 4 * ["missing"], rows)
    sweep(program, *axes, "--fail-fast", "--keep-going", code=2)


def test_a_folder_belongs_to_one_sweep(program):
    sweep(program, *GRID)
    before = {path: path.read_bytes() for path in program.path("out").rglob("*.h5")}
    done = sweep(program, *GRID, code=73)
    expect("--resume" in done.stderr, done.stderr)
    done = sweep(program, "--grid", "parameters.w=1 mV", "--resume", code=73)
    expect("another sweep" in done.stderr, done.stderr)
    after = {path: path.read_bytes() for path in program.path("out").rglob("*.h5")}
    expect(before == after, "nothing is touched")
    program.path("other").mkdir()
    program.path("other/letter.txt").write_text("dear")
    done = program.run("sweep", "model.yaml", "-o", "other", *GRID, code=73)
    expect("not empty" in done.stderr, done.stderr)
    program.run("sweep", "model.yaml", "-o", "model.yaml", *GRID, code=73)


def test_broken_files_are_named_and_kept(program):
    sweep(program, *GRID)
    files = sorted(program.path("out/runs").glob("*.h5"))
    good = {file: file.stat().st_ino for file in files[2:]}
    files[0].write_bytes(files[0].read_bytes()[:1500])
    files[1].write_text("no HDF5")
    done = sweep(program, *GRID, "--collect", code=66)
    expect("broken: 2 runs (0,1)" in done.stderr and "not an HDF5 file" in done.stderr, done.stderr)
    done = sweep(program, *GRID, "--resume")
    expect("4 of 6 runs are complete already" in done.stderr, done.stderr)
    expect(files[1].with_name(files[1].name + ".broken").read_text() == "no HDF5", "it is kept")
    expect(good == {file: file.stat().st_ino for file in files[2:]}, "good files are untouched")
    expect(all(row["status"] == "complete" for row in index_of(program.path("out"))), "all complete")


def test_results_of_another_model_are_not_taken(program):
    sweep(program, *GRID)
    files = sorted(program.path("out/runs").glob("*.h5"))
    files[0].write_bytes(files[1].read_bytes())
    done = sweep(program, *GRID, "--collect", code=66)
    expect("another model" in done.stderr, done.stderr)


@contextlib.contextmanager
def small_disk(folder, options):
    """A file system of its own at `folder`."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        raise Skipped("only root can mount a disk to try it on")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_an_unwritable_folder_is_told(program):
    with small_disk(program.path("closed"), "ro,size=400k"):
        for folder in ("closed", "closed/out"):
            done = program.run("sweep", "model.yaml", "-o", folder, *GRID, code=73)
            expect(folder in done.stderr and "Read-only" in done.stderr, done.stderr)


def test_a_full_disk_is_told_and_harms_nothing(program):
    program.path("model.yaml").write_text(SMALL_CUBA)
    axes = ["-o", "small/out", "--grid", "parameters.we=lin(1 mV, 2 mV, 40)"]
    with small_disk(program.path("small"), "size=400k"):
        done = program.run("sweep", "model.yaml", *axes, code=74)
        expect("No space left" in done.stderr, done.stderr)
        whole = list(program.path("small/out/runs").glob("*.h5"))
        expect(0 < len(whole) < 40, len(whole), "runs fitted")
        for file in whole:
            expect(attribute(file, "status") == "complete", file)
        subprocess.run(["mount", "-o", "remount,size=4m", program.path("small")], check=True)
        program.run("sweep", "model.yaml", *axes, "--resume")
        check_complete(program.path("small/out"), 40)


def interrupt(program, which, expected):
    """Stops a sweep of long runs in the middle."""
    command = [program.binary, "sweep", "model.yaml", "-o", "out", *GRID, "-j", "2",
               "--set", "run.duration=100000 s"]
    with subprocess.Popen(command, cwd=program.folder, stderr=subprocess.PIPE, text=True) as running:
        try:
            wait_for(program.path("out/runs"))
            running.send_signal(which)
            stderr = running.communicate(timeout=30)[1]
        finally:
            running.kill()
    expect(running.returncode == expected, "exit code", running.returncode, stderr)


def test_signals_stop_the_runs_and_keep_the_store(program):
    for which, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        interrupt(program, which, code)
        rows = index_of(program.path("out"))
        expect([row["status"] for row in rows] == 2 * ["stopped"] + 4 * ["missing"], rows)
        subprocess.run(["rm", "-r", program.path("out")], check=True)


def test_a_stopped_run_is_done_again(program):
    axes = ["--grid", "parameters.w=1 mV", "--set", "run.duration=100 s"]
    command = [program.binary, "sweep", "model.yaml", "-o", "out", *axes]
    with subprocess.Popen(command, cwd=program.folder, stderr=subprocess.DEVNULL) as running:
        while not list(program.path("out").glob("runs/*.part")):
            expect(running.poll() is None, "it has ended already")
        time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        expect(running.wait(timeout=30) == 143, "exit code", running.returncode)
    stopped = program.path("out") / index_of(program.path("out"))[0]["file"]
    expect(attribute(stopped, "status") == "stopped", "what it has got is kept")
    sweep(program, *axes, "--resume")
    program.run("model.yaml", "-s", "parameters.w=1 mV", "-s", "run.duration=100 s", "-o", "alone.h5")
    expect(contents(stopped) == contents(program.path("alone.h5")), "the whole run, from its start")


def test_no_run_outlives_its_sweep(program):
    command = [program.binary, "sweep", "model.yaml", "-o", "out", *GRID, "-j", "2",
               "--set", "run.duration=100000 s"]
    with subprocess.Popen(command, cwd=program.folder, stderr=subprocess.DEVNULL) as running:
        wait_for(program.path("out/runs"))
        children = pathlib.Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        expect(len(children) == 2, "children", children)
        running.kill()
    deadline = time.monotonic() + 5
    while any(alive(child) for child in children):
        expect(time.monotonic() < deadline, "they live on:", children)
        time.sleep(0.02)


def alive(process):
    try:
        return " Z " not in pathlib.Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def test_one_sweep_at_a_time_in_a_folder(program):
    long = [*GRID, "--set", "run.duration=100000 s"]
    command = [program.binary, "sweep", "model.yaml", "-o", "out", *long, "-j", "1"]
    with subprocess.Popen(command, cwd=program.folder, stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(program.path("out/runs"))
            done = sweep(program, *long, "--resume", code=73)
            expect("at work" in done.stderr, done.stderr)
        finally:
            running.kill()


def test_the_index_in_hdf5_reaches_all_runs_wherever_the_folder_is(program):
    sweep(program, *GRID[:2], "--grid", "groups.P.reset=v = 0*mV,v = 1*mV")
    program.path("elsewhere").mkdir()
    program.path("out").rename(program.path("elsewhere/moved"))
    with h5py.File(program.path("elsewhere/moved/index.h5")) as index:
        expect(list(index["run"]) == [0, 1, 2, 3] and list(index["complete"]) == [1, 1, 1, 1], "runs")
        weights = index["values/parameters.w"]
        expect(list(weights) == [1, 1, 2, 2] and weights.attrs["units"] == "mV", "swept numbers")
        resets = index["values/groups.P.reset"]
        texts = resets.attrs["texts"].split("\n")
        expect([texts[int(code)] for code in resets] == 2 * ["v = 0*mV", "v = 1*mV"], "swept texts")
        traces = index["all/report/trace_v/data"]
        expect(traces.shape == (4, 200, 2) and traces.attrs["units"] == "mV", "shape", traces.shape)
        for run in range(4):
            alone = index[f"runs/{run:05}/report/trace_v/data"]
            expect(np.array_equal(traces[run], alone[:]), "traces of run", run)
        expect("spikes" not in index["all"], "spikes have no common shape")


def test_missing_runs_are_nan_in_the_index(program):
    sweep(program, "--grid", "parameters.w=1 mV,2 mV", "--only", "1")
    sweep(program, "--grid", "parameters.w=1 mV,2 mV", "--collect", code=1)
    with h5py.File(program.path("out/index.h5")) as index:
        traces = index["all/report/trace_v/data"][:]
        expect(np.isnan(traces[0]).all() and not np.isnan(traces[1]).any(), "values")
        expect(list(index["complete"]) == [0, 1] and list(index["runs"]) == ["00001"], "runs")


def test_progress_is_one_line_for_all(program):
    done = sweep(program, *GRID, "--progress", "json")
    expect('"finished": 6, "total": 6, "running": 0, "failed": 0' in done.stderr, done.stderr)
    done = sweep(program, *GRID, "--resume", "-q", "--json")
    expect(done.stderr == "", "quiet:", done.stderr)
    expect('"runs": 6, "complete": 6' in done.stdout, done.stdout)


def test_engines_and_processes_change_no_bit(program):
    sweep(program, *GRID)
    program.run("sweep", "model.yaml", "-o", "slow", *GRID, "-j", "1", "--engine", "muparser")
    for file in program.path("out/runs").glob("*.h5"):
        expect(contents(file) == contents(program.path("slow/runs") / file.name), file.name)


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
