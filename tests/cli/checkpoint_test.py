#!/usr/bin/python3
"""Tests checkpoints from outside: checkpoint_test.py BINARY [NAME ...]

What stops a run with a checkpoint, how it goes on, what must not be lost, and that the results are
those of a run without a break.
"""

import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import resumed_results  # noqa: E402
from program import attribute, contents, expect, run_tests  # noqa: E402

EVERYTHING = pathlib.Path(__file__).resolve().parent / "resumed.yaml"
SUSPENDED = 75
# A second or two of computing; the monitors see to it that the file grows.
LONG = ["model.yaml", "-o", "long.h5", "--progress", "none", "--set", "run.duration=600 s",
        "--set", "+monitors.trace.dt=1 ms"]


def at(step):
    return os.environ | {"BRIAN_RUN_CHECKPOINT_AT": str(step)}


def suspend(program, *arguments, step=101):
    return program.run("model.yaml", *arguments, code=SUSPENDED, environment=at(step))


def whole(program, *arguments):
    """The results of the long run without a break."""
    program.run(*LONG, *arguments)
    shutil.move(program.path("long.h5"), program.path("whole.h5"))
    return contents(program.path("whole.h5"))


def expect_as_whole(program, expected):
    expect(contents(program.path("long.h5")) == expected, "other results than without a break")
    for name in ("final_state_sha256",):
        expect(attribute(program.path("long.h5"), name, "provenance")
               == attribute(program.path("whole.h5"), name, "provenance"), name, "differs")
    left = sorted(path.name for path in program.folder.iterdir() if path.name.startswith("long"))
    expect(left == ["long.h5"], "left over:", left)


def start(program, *arguments):
    return subprocess.Popen([program.binary, *LONG, *arguments], cwd=program.folder,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def stopped_by(program, which, *arguments):
    """The exit code after a signal that comes once the run is under way."""
    with start(program, *arguments) as running:
        while not program.path("long.h5.part").exists():
            time.sleep(0.01)
        time.sleep(0.2)
        running.send_signal(which)
        code = running.wait(timeout=60)
        running.stderr.read()
        return code


def test_everything_goes_on_wherever_it_was_stopped(program):
    folders = {name: program.path(name) for name in ("whole", "often", "once")}
    for folder in folders.values():
        folder.mkdir()
    run = lambda *options, **keys: resumed_results.run(program.binary, EVERYTHING, *options, **keys)
    run(folders["whole"])
    for step in (1, 60, 103, 205, 341, 480):
        run(folders["once"], "--resume", at=step, code=SUSPENDED)
        run(folders["once"], "--resume")
        why = resumed_results.why_different(folders["whole"], folders["once"])
        expect(why is None, "stopped after step", step, why)
        for path in folders["once"].iterdir():
            path.unlink()
    for step in range(13, 580, 71):
        run(folders["often"], "--resume", at=step, code=SUSPENDED)
    run(folders["often"], "--resume")
    why = resumed_results.why_different(folders["whole"], folders["often"])
    expect(why is None, "stopped every 71 steps:", why)


def test_signals_and_the_time_limit_write_a_checkpoint(program):
    expected = whole(program)
    for which, options in ((signal.SIGUSR1, []), (signal.SIGTERM, ["--checkpoint-every", "1h"])):
        code = stopped_by(program, which, *options)
        expect(code == SUSPENDED, which, code)
        expect(not program.path("long.h5").exists(), "results of half a run")
        code = stopped_by(program, signal.SIGTERM, "--resume")
        expect(code == SUSPENDED, "once more", code)
        said = program.run(*LONG, "--resume").stderr
        expect("going on from the checkpoint" in said, said)
        expect_as_whole(program, expected)
        expect(attribute(program.path("long.h5"), "resumptions", "provenance") == "2", "resumptions")
        commands = attribute(program.path("long.h5"), "command_lines", "provenance")
        expect(len(commands.splitlines()) == 3, commands)
        program.path("long.h5").unlink()
    said = program.run(*LONG, "--time-limit", "0.3s", code=SUSPENDED).stderr
    expect("stopped by the time limit" in said and "--resume" in said, said)
    program.run(*LONG, "--resume")
    expect_as_whole(program, expected)


def test_ctrl_c_keeps_a_checkpoint_where_they_are_wanted(program):
    code = stopped_by(program, signal.SIGINT, "--resume")
    expect(code == 130, code)
    expect(program.path("long.h5.checkpoint").exists(), "no checkpoint")


def test_sigterm_without_checkpoints_is_as_ever(program):
    expect(stopped_by(program, signal.SIGTERM) == 143, "exit code")
    expect(attribute(program.path("long.h5"), "status") == "stopped", "status")
    expect(not program.path("long.h5.checkpoint").exists(), "a checkpoint nobody asked for")


def test_a_killed_run_goes_on_from_its_last_checkpoint(program):
    expected = whole(program)
    draw = random.Random(1)
    for _ in range(4):
        kills = 0
        while kills < 3:
            with start(program, "--resume", "--checkpoint-every", "0.05s") as running:
                time.sleep(draw.uniform(0.1, 0.9))
                running.kill()
                running.stderr.read()
            kills += 1
            if program.path("long.h5").exists():
                break
        program.run(*LONG, "--resume", "--checkpoint-every", "0.2s")
        expect_as_whole(program, expected)
        program.path("long.h5").unlink()


def test_resume_begins_where_nothing_is_and_ends_where_all_is_done(program):
    said = program.run("model.yaml", "--resume").stderr
    expect("starting from the beginning" in said, said)
    before = program.path("model.h5").read_bytes()
    said = program.run("model.yaml", "--resume").stderr
    expect("complete already" in said, said)
    expect(program.path("model.h5").read_bytes() == before, "the results were touched")
    said = program.run("model.yaml", "--resume", "--set", "parameters.w=2 mV", code=73).stderr
    expect("parameters.w was '1 mV' and is '2 mV' now" in said, said)
    expect(program.path("model.h5").read_bytes() == before, "the results were touched")


def test_a_drawn_seed_is_drawn_once(program):
    said = suspend(program, "--seed", "random").stderr
    seed = said.split("seed: ")[1].split()[0]
    program.run("model.yaml", "--seed", "random", "--resume")
    expect(str(attribute(program.path("model.h5"), "seed")) == seed, "another seed than", seed)
    said = program.run("model.yaml", "--seed", "random", "-o", "{seed}.h5", "--resume", code=73).stderr
    expect("drawn anew each time" in said, said)


def test_a_checkpoint_is_not_lost_by_mistake(program):
    suspend(program)
    said = program.run("model.yaml", code=73).stderr
    expect("holds a checkpoint" in said and "--resume" in said, said)
    program.run("model.yaml", "-f")
    expect(not program.path("model.h5.checkpoint").exists(), "the old checkpoint")


def test_what_does_not_fit_a_checkpoint_is_told(program):
    suspend(program)
    for change, what in ((["--set", "parameters.w=2 mV"], "parameters.w was '1 mV' and is '2 mV' now"),
                         (["--set", "groups.P.size=11"], "groups.P.size was '10' and is '11' now"),
                         (["--unset", "groups.P.reset"], "groups.P.reset was 'v = 0*mV' and is gone"),
                         (["--seed", "8"], "the seed was 7 and is 8 now")):
        said = program.run("model.yaml", "--resume", *change, code=73).stderr
        expect(what in said and "hint:" in said, said)
    program.run("model.yaml", "--resume")


def test_damaged_checkpoints_are_told_before_anything_runs(program):
    suspend(program)
    folder = program.path("model.h5.checkpoint")
    for name in ("state.h5", "segment_1.h5"):
        good = (folder / name).read_bytes()
        for bad in (good[:len(good) // 2], b"no HDF5", b""):
            (folder / name).write_bytes(bad)
            said = program.run("model.yaml", "--resume", code=66).stderr
            expect(name in said and "cannot be read" in said and "hint:" in said, said)
        (folder / name).write_bytes(good)
    (folder / "segment_1.h5").unlink()
    said = program.run("model.yaml", "--resume", code=66).stderr
    expect("segment_1.h5" in said, said)


def test_a_full_disk_leaves_the_last_checkpoint(program):
    expected = whole(program)
    suspended = program.run(*LONG, code=SUSPENDED, environment=at(20001))
    expect("checkpoint" in suspended.stderr, suspended.stderr)

    def no_large_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (120000, 120000))

    done = subprocess.run([program.binary, *LONG, "--resume", "--checkpoint-every", "0.3s"],
                          cwd=program.folder, preexec_fn=no_large_files, capture_output=True,
                          text=True, check=False)
    expect(done.returncode == 74, done.returncode, done.stderr)
    expect("File too large" in done.stderr, done.stderr)
    program.run(*LONG, "--resume")
    expect_as_whole(program, expected)


def test_data_must_be_those_of_the_checkpoint(program):
    (program.folder / "rates.csv").write_text("10\n20\n30\n")
    model = (program.folder / "model.yaml").read_text().replace(
        "stimuli:\n", "stimuli:\n  f: {type: timed_array, dt: 5 ms, values: {file: rates.csv}}\n")
    (program.folder / "model.yaml").write_text(model)
    suspend(program)
    (program.folder / "rates.csv").write_text("10\n20\n31\n")
    said = program.run("model.yaml", "--resume", code=73).stderr
    expect("data" in said and "model.h5.checkpoint" in said, said)
    (program.folder / "rates.csv").write_text("10\n20\n30\n")
    program.run("model.yaml", "--resume")


def test_json_tells_of_the_checkpoint(program):
    said = json.loads(suspend(program, "--json").stdout)
    expect(said["status"] == "suspended" and said["file"] == "model.h5.checkpoint", said)
    expect(said["n_steps"] == 101, said)


def test_times_on_the_clock(program):
    for text in ("1h", "1h30m", "2d", "90s", "1.5h", "1-12:00:00", "1-12", "23:50:00"):
        program.run("model.yaml", "-f", "--time-limit", text, "-q")
    for text in ("", "5", "1h1h", "30m1h", "-5m", "0s", "10:00", "1:2:3:4", "1:00:", "5 min", "1e3s"):
        said = program.run("model.yaml", "-f", "--checkpoint-every=" + text, code=2).stderr
        expect("--checkpoint-every" in said, said)


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
