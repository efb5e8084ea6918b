#!/usr/bin/python3
"""Tests the command line of a brian-run: cli_test.py BINARY [NAME ...]

Every function whose name begins with test_ states facts about one thing that users see: options,
exit codes, what goes to stdout and stderr, signals. NAMEs choose some of them.
"""

import json
import os
import subprocess
import sys

from program import (SIGINT, SIGTERM, Skipped, attribute, contents, expect, run_tests)

KINDS = {
    "units": ("mV", "siemens", "ohm"),
    "functions": ("exprel", "clip", "randn"),
    "methods": ("exact", "exponential_euler", "milstein"),
    "stimuli": ("poisson", "timed_array", "poisson_input"),
    "monitors": ("spikes", "rate", "state"),
    "rules": ("one_to_one", "probability", "pairs"),
    "templates": ("leaky_if", "adex", "biexp_conductance", "ou_current"),
}
JSON_KEYS = {"status", "file", "seed", "n_steps", "simulated_s", "wall_s", "realtime_factor",
             "groups", "synapses", "warnings"}


def test_a_model_alone_is_run_into_a_file_of_its_name(program):
    done = program.run("model.yaml")
    expect(done.stdout == "", "stdout carries data only, not", done.stdout)
    expect("model.h5" in done.stderr, "the summary names the file")
    expect("10 neurons" in done.stderr, "the summary counts neurons")
    expect(attribute(program.path("model.h5"), "status") == "complete", "status")
    expect(attribute(program.path("model.h5"), "n_steps") == 200, "number of steps")
    expect(not program.path("model.h5.part").exists(), "no .part is left")


def test_set_changes_a_value(program):
    program.run("model.yaml", "-s", "groups.P.size=3", "--set", "run.duration=5 ms")
    expect(attribute(program.path("model.h5"), "n_steps") == 50, "duration")
    with_set = attribute(program.path("model.h5"), "resolved_yaml", "/provenance")
    expect("size: 3" in with_set, "size in", with_set)


def test_set_leaves_the_model_alone_when_it_comes_first(program):
    program.run("--set", "parameters.w=2 mV", "model.yaml")
    expect(program.path("model.h5").exists(), "the file after --set is the model")


def test_set_of_what_is_not_there_names_the_nearest(program):
    done = program.run("model.yaml", "--set", "groups.P.sizee=3", code=65)
    expect("groups.P.size" in done.stderr, "near name in", done.stderr)
    done = program.run("model.yaml", "--set", "groups.P.size", code=2)
    expect("=" in done.stderr, "--set needs PATH=VALUE:", done.stderr)


def test_plus_adds_and_unset_removes(program):
    program.run("model.yaml", "--set", "+groups.P.refractory=2 ms", "--unset", "monitors.trace")
    resolved = attribute(program.path("model.h5"), "resolved_yaml", "/provenance")
    expect("refractory: 2 ms" in resolved, "added key in", resolved)
    expect("trace" not in resolved, "removed key in", resolved)
    expect(not any("trace" in name for name in contents(program.path("model.h5"))), "no trace")
    program.run("model.yaml", "--unset", "monitors.nothing", "-f", code=65)


def test_an_existing_file_is_refused_unless_forced(program):
    program.run("model.yaml", "-o", "out.h5")
    before = program.path("out.h5").read_bytes()
    done = program.run("model.yaml", "-o", "out.h5", code=73)
    expect("--force" in done.stderr, "the way out in", done.stderr)
    expect(program.path("out.h5").read_bytes() == before, "the file is untouched")
    program.run("model.yaml", "-o", "out.h5", "-f", "--seed", "8")
    expect(attribute(program.path("out.h5"), "seed") == 8, "the file is replaced")


def test_the_seed_decides_the_results(program):
    for name, seed in (("a", "3"), ("b", "3"), ("c", "4")):
        program.run("model.yaml", "--seed", seed, "-o", name + ".h5")
    a, b, c = (contents(program.path(name + ".h5")) for name in "abc")
    expect(a == b, "the same seed gives the same results")
    expect(a != c, "another seed gives others")
    expect(attribute(program.path("a.h5"), "seed") == 3, "the seed is stored")
    for wrong in ("-3", "1.5", "x"):
        program.run("model.yaml", "--seed", wrong, "-f", code=2)


def test_a_seed_is_drawn_and_said(program):
    seeds = set()
    for arguments in (["--unset", "run.seed"], ["--seed", "random"], ["--seed", "random"]):
        done = program.run("model.yaml", "-f", *arguments)
        seed = attribute(program.path("model.h5"), "seed")
        expect(f"--seed {seed}" in done.stderr, "how to repeat in", done.stderr)
        seeds.add(int(seed))
    expect(len(seeds) == 3, "seeds differ:", seeds)


def test_engines_and_threads_change_no_bit(program):
    expected = None
    for arguments in (["--engine", "jit"], ["--engine", "vector"], ["--engine", "muparser"], ["--threads", "4"]):
        program.run("model.yaml", "-f", *arguments)
        found = contents(program.path("model.h5"))
        expect(expected in (None, found), arguments, "gives other results")
        expected = found
    done = program.run("model.yaml", "--engine", "fast", code=2)
    expect("muparser" in done.stderr, "engines in", done.stderr)
    program.run("model.yaml", "--threads", "0", code=2)


def test_what_is_recorded_changes_nothing_else(program):
    program.run("model.yaml", "-o", "all.h5")
    program.run("model.yaml", "-o", "less.h5", "--unset", "monitors.trace")
    more = "+monitors.late={type: state, of: P, variables: [v], record: all, when: end}"
    program.run("model.yaml", "-o", "more.h5", "--set", more)
    spikes = [
        {name: data for name, data in contents(program.path(file)).items() if name.startswith("spikes/")}
        for file in ("all.h5", "less.h5", "more.h5")
    ]
    expect(spikes[0] and spikes[0] == spikes[1] == spikes[2], "the same spikes whatever is recorded")


def test_check_reports_and_runs_nothing(program):
    done = program.run("model.yaml", "--check")
    expect("no mistakes" in done.stderr, "the verdict in", done.stderr)
    expect(not program.path("model.h5").exists(), "nothing is written")
    program.path("model.h5").write_text("in the way")
    program.run("model.yaml", "--check")
    done = program.run("model.yaml", "--check", "--set", "groups.P.threshold=v > 10*mA",
                       "--set", "groups.P.reset=v = 0*ms", code=65)
    expect(done.stderr.count("error:") == 2, "both mistakes in", done.stderr)


def test_explain_prints_the_resolved_model(program):
    done = program.run("model.yaml", "--explain")
    for what in ("groups.P", "connections.C", "schedule", "exact", "threshold"):
        expect(what in done.stdout, what, "in", done.stdout)
    expect(not program.path("model.h5").exists(), "nothing is written")


def test_schema_and_reference_are_printed(program):
    schema = json.loads(program.run("--print-schema").stdout)
    expect("draft-07" in schema["$schema"], "which draft")
    expect(program.run("--print-schema", "json").stdout == program.run("--print-schema").stdout,
           "json is the default")
    expect(program.run("--print-schema", "reference").stdout.startswith("#"), "Markdown")
    program.run("--print-schema", "xml", code=2)


def test_every_list_names_what_there_is(program):
    for kind, names in KINDS.items():
        done = program.run("--list", kind)
        words = done.stdout.split()
        for name in names:
            expect(name in words, name, "in --list", kind)
        expect(done.stdout and done.stderr == "", "--list", kind, "goes to stdout")
    done = program.run("--list", "things", code=2)
    expect("monitors" in done.stderr, "kinds in", done.stderr)


def test_progress_is_said_on_stderr(program):
    for duration in (60, 600, 6000):  # s; lines come every half second of wall time
        done = program.run("model.yaml", "--progress", "json", "-q", "-f",
                           "--set", f"run.duration={duration} s", "--unset", "monitors.trace")
        lines = [json.loads(line) for line in done.stderr.splitlines()]
        if lines:
            break
    expect(lines, "lines of progress")
    for line in lines:
        expect(0 < line["step"] <= line["n_steps"] == duration * 10000, line)
        expect({"t_s", "wall_s", "left_s"} <= line.keys(), line)
    expect(done.stdout == "", "stdout carries data only")
    for style in ("log", "none", "auto"):
        done = program.run("model.yaml", "--progress", style, "-f")
        expect("\r" not in done.stderr, "no bar with", style)
    program.run("model.yaml", "--progress", "loud", "-f", code=2)


def test_json_is_one_object_in_one_line(program):
    done = program.run("model.yaml", "--json", "--seed", "5")
    expect(done.stdout.count("\n") == 1 and done.stdout.endswith("}\n"), "one line:", done.stdout)
    said = json.loads(done.stdout)
    expect(JSON_KEYS <= said.keys(), "missing:", JSON_KEYS - said.keys())
    expect(said["status"] == "complete" and said["seed"] == 5, said)
    expect(said["file"] == "model.h5" and said["n_steps"] == 200, said)
    group = said["groups"]["P"]
    expect(group["neurons"] == 10 and group["spikes"] > 0, group)
    expect(abs(group["rate_hz"] - group["spikes"] / 10 / 0.02) < 1e-6, group)
    expect(said["synapses"]["C"] > 0, said)


def test_quiet_and_verbose(program):
    expect(program.run("model.yaml", "-q").stderr == "", "-q says nothing")
    usual = program.run("model.yaml", "-f").stderr
    expect(len(program.run("model.yaml", "-f", "-v").stderr) > len(usual), "-v says more")
    done = program.run("model.yaml", "-q", code=73)
    expect("exists already" in done.stderr, "-q does not hide errors")


def test_version_and_help(program):
    done = program.run("--version")
    expect(done.stdout.startswith("brian-run ") and "HDF5" in done.stdout, done.stdout)
    done = program.run("--help")
    for option in ("--set", "--unset", "--output", "--force", "--seed", "--engine", "--threads",
                   "--check", "--explain", "--print-schema", "--list", "--progress", "--json",
                   "--quiet", "--verbose", "--version", "Exit codes"):
        expect(option in done.stdout, option, "in --help")
    expect(max(len(line) for line in done.stdout.splitlines()) <= 110, "lines of --help are short")


def test_wrong_usage_is_2_with_a_hint(program):
    expect("--explain" in program.run("model.yaml", "--explian", code=2).stderr, "near name")
    expect("MODEL.yaml" in program.run(code=2).stderr, "what to give")
    program.run("model.yaml", "other.yaml", code=2)
    program.run("model.yaml", "--set", code=2)


def test_a_model_that_cannot_be_read_is_66(program):
    done = program.run("nothing.yaml", code=66)
    expect("nothing.yaml" in done.stderr, done.stderr)
    program.run(".", code=66)
    program.run("model.yaml", "--set", "+parameters.x={file: no.csv, column: x}", code=66)


def test_a_wrong_model_is_65_with_its_place(program):
    program.path("wrong.yaml").write_text("brian-run: 1\ngroups:\n  P: {sise: 3}\nrun: {}\n")
    done = program.run("wrong.yaml", code=65)
    expect("wrong.yaml:3:7: error:" in done.stderr, "place in", done.stderr)
    expect("size" in done.stderr, "near name in", done.stderr)
    expect(not program.path("wrong.h5").exists() and not program.path("wrong.h5.part").exists(),
           "nothing is written")


def test_a_folder_that_takes_no_file_is_73(program):
    program.run("model.yaml", "-o", "no/such/folder/out.h5", code=73)
    program.run("model.yaml", "-o", ".", code=73)
    folder = "/proc" if os.geteuid() == 0 else "/"
    program.run("model.yaml", "-o", folder + "/out.h5", code=73)


def test_a_full_disk_is_74(program):
    small = program.path("small")
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(small)]
    try:
        mounted = os.geteuid() == 0 and subprocess.run(mount, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        raise Skipped("no file system can be mounted here")
    try:
        done = program.run("model.yaml", "-o", "small/out.h5", "--set", "monitors.trace.record=all",
                           "--set", "run.duration=10 s", code=74)
        expect("space" in done.stderr, "the reason in", done.stderr)
        expect(not (small / "out.h5").exists(), "no file of the final name")
    finally:
        subprocess.run(["umount", str(small)], check=False)


def test_ctrl_c_ends_in_a_good_file(program):
    for which, code in ((SIGINT, 130), (SIGTERM, 143)):
        found = program.stopped(which, "out.h5")
        expect(found == code, "exit code", found, "instead of", code)
        out = program.path("out.h5")
        kept = out if out.exists() else program.path("out.h5.part")
        expect(attribute(kept, "status") == "stopped", "status", attribute(kept, "status"))
        n_steps = int(attribute(kept, "n_steps"))
        rows = len(contents(kept)["report/trace_v/time"]) // 8
        expect(0 < n_steps == rows, n_steps, "steps,", rows, "frames")
        expect(not (out.exists() and program.path("out.h5.part").exists()), "one file")
        kept.unlink()


def test_a_nan_fails_and_harms_no_good_file(program):
    program.run("model.yaml", "-o", "out.h5")
    before = program.path("out.h5").read_bytes()
    explode = ["--set", "groups.P.equations='dv/dt = v**3/(1*mV**2)/(1*us) : volt'",
               "--set", "+groups.P.method=euler", "--unset", "groups.P.threshold",
               "--unset", "groups.P.reset", "--set", "run.duration=1 s"]
    done = program.run("model.yaml", "-f", "-o", "out.h5", *explode, code=1)
    for what in ("P", "v", "step"):
        expect(what in done.stderr, what, "in", done.stderr)
    expect(program.path("out.h5").read_bytes() == before, "the good file is unharmed")
    expect(attribute(program.path("out.h5.part"), "status") == "failed", "the .part is kept")
    program.run("model.yaml", "-f", "-o", "out.h5")
    expect(not program.path("out.h5.part").exists(), "the next run clears it away")


def test_placeholders_in_the_name_of_the_file(program):
    program.run("model.yaml", "-o", "{seed}_{hash}.h5", "--seed", "12")
    program.run("model.yaml", "-o", "{seed}_{hash}.h5", "--seed", "12", "-s", "parameters.w=2 mV")
    names = sorted(path.name for path in program.folder.glob("12_*.h5"))
    expect(len(names) == 2, "one file for each model:", names)
    expect(all(len(name) == len("12_12345678.h5") for name in names), names)


def test_colours_are_for_terminals(program):
    wrong = ["model.yaml", "--set", "groups.P.threshold=v > 10*mA"]
    expect("\033[" not in program.run(*wrong, code=65).stderr, "plain by default")
    expect("\033[" in program.run(*wrong, "--color", "always", code=65).stderr, "always")
    expect("\033[" not in program.run(*wrong, "--color", "never", code=65).stderr, "never")


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
