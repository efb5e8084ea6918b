#!/usr/bin/python3
"""Tests what makes daily work easy: comfort_test.py BINARY [NAME ...]

Overlays, the model as it is resolved, the graph, estimates, profiles, log files, completion and
manual. Every function whose name begins with test_ states facts about one of them.
"""

import json
import re
import resource
import shutil
import subprocess
import sys

from program import attribute, contents, expect, run_tests


def test_an_overlay_changes_a_model_key_by_key(program):
    program.path("over.yaml").write_text("parameters: {w: 2 mV}\nrun: {duration: 10 ms}\n")
    program.run("model.yaml", "--set-file", "over.yaml", "-o", "overlaid.h5")
    program.run("model.yaml", "-s", "parameters.w=2 mV", "-s", "run.duration=10 ms", "-o", "set.h5")
    expect(contents(program.path("overlaid.h5")) == contents(program.path("set.h5")),
           "an overlay does what --set does")
    overrides = attribute(program.path("overlaid.h5"), "overrides", "provenance")
    expect("file over.yaml" in overrides, "provenance names it:", overrides)
    files = attribute(program.path("overlaid.h5"), "input_sha256", "provenance")
    expect("over.yaml" in files, "with its checksum:", files)


def test_set_comes_after_overlays_wherever_it_stands(program):
    program.path("late.yaml").write_text("run: {duration: 10 ms}\n")
    done = program.run("model.yaml", "-s", "run.duration=5 ms", "--set-file", "late.yaml",
                       "--print-config")
    expect("duration: 5 ms" in done.stdout, done.stdout)


def test_mistakes_of_overlays_are_shown_where_they_are(program):
    done = program.run("model.yaml", "--set-file", "none.yaml", "--check", code=66)
    expect("cannot read 'none.yaml'" in done.stderr, done.stderr)
    program.path("list.yaml").write_text("- a\n")
    done = program.run("model.yaml", "--set-file", "list.yaml", "--check", code=65)
    expect("no map of sections, but a list" in done.stderr, done.stderr)
    program.path("wrong.yaml").write_text("run:\n  duratoin: 5 ms\n")
    done = program.run("model.yaml", "--set-file", "wrong.yaml", "--check", code=65)
    expect("wrong.yaml:2:3: error" in done.stderr and "duration" in done.stderr, done.stderr)


def test_the_resolved_model_runs_to_the_same_results(program):
    done = program.run("model.yaml", "-s", "parameters.w=3 mV", "--print-config")
    program.path("resolved.yaml").write_text(done.stdout)
    program.run("model.yaml", "-s", "parameters.w=3 mV", "-o", "by_set.h5")
    program.run("resolved.yaml", "-o", "resolved.h5")
    expect(contents(program.path("by_set.h5")) == contents(program.path("resolved.h5")),
           "--print-config prints the model that runs")
    as_json = json.loads(program.run("model.yaml", "--print-config", "json").stdout)
    expect(as_json["groups"]["P"]["size"] == 10, "numbers are numbers")
    expect(as_json["run"]["dt"] == "0.1 ms", "quantities are texts")


def test_the_graph_has_all_that_is_connected(program):
    dot = program.run("model.yaml", "--print-graph").stdout
    for part in ('"P" [', "10 neurons", '"input" [', '"input" -> "P" [label="C', "probability: 0.5",
                 '"P" -> "monitors.spikes"', '"P" -> "monitors.trace"'):
        expect(part in dot, "no", part, "in", dot)
    if shutil.which("dot"):
        svg = subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, text=True,
                             check=True).stdout
        expect(svg.count('class="node"') == 4, "graphviz draws four nodes")


def test_a_dry_run_foresees_memory_and_disk(program):
    options = ["model.yaml", "-s", "monitors.trace.record=0:10", "-s", "run.duration=2 s"]
    done = program.run(*options, "--dry-run", "--json")
    estimate = json.loads(done.stdout)
    expect(not program.path("model.h5").exists(), "nothing is written")
    expect(estimate["neurons"] == 15 and estimate["n_steps"] == 20000, estimate)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    program.run(*options, "-o", "real.h5")
    peak = 1024 * max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    size = program.path("real.h5").stat().st_size
    expect(size / 2 < estimate["output_bytes"] < 2 * size, estimate, "for", size, "bytes")
    expect(estimate["memory_bytes"] < 2 * peak, estimate, "for", peak, "bytes")
    text = program.run("model.yaml", "-n").stdout
    for part in ("neurons   15", "memory    about", "output    about", "time      about"):
        expect(part in text, "no", part, "in", text)


def test_a_profile_names_every_task_and_changes_nothing(program):
    done = program.run("model.yaml", "--profile", "-o", "profiled.h5")
    for part in ("groups.P", "advance the state", "connections.C", "deliver spikes",
                 "monitors.trace", "everything else"):
        expect(part in done.stderr, "no", part, "in", done.stderr)
    shares = [float(share) for share in re.findall(r"([\d.]+)%", done.stderr)]
    expect(95 < sum(shares) < 105, "the shares make 100 %:", sum(shares))
    program.run("model.yaml", "-o", "plain.h5")
    expect(contents(program.path("profiled.h5")) == contents(program.path("plain.h5")),
           "the results are the same")


def test_a_log_file_has_everything_with_the_time_of_day(program):
    program.run("model.yaml", "-q", "--log-file", "run.log", "-o", "logged.h5")
    log = program.path("run.log").read_text()
    expect(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} D  model read", log), log)
    expect("logged.h5" in log, "also what -q hides")
    program.run("model.yaml", "-s", "run.dt=1 mV", "--log-file", "run.log", code=65)
    later = program.path("run.log").read_text()
    expect(later.startswith(log) and "error" in later[len(log):], "mistakes, too, at the end")
    done = program.run("model.yaml", "--log-file", "model.yaml/run.log", code=73)
    expect("cannot write the log file" in done.stderr, done.stderr)
    expect(not program.path("model.h5").exists(), "nothing is run without the log")


def test_levels_of_the_log(program):
    quiet = program.run("model.yaml", "--log-level", "error", "-o", "a.h5").stderr
    expect(quiet == "", "as -q:", quiet)
    loud = program.run("model.yaml", "--log-level", "debug", "-o", "b.h5").stderr
    expect("network built after" in loud, "as -v")


def completions(script, words):
    """What bash would offer for the last of the words."""
    command = (f"source {script}; COMP_WORDS=({' '.join(words)}); "
               f"COMP_CWORD={len(words) - 1}; _brian_run; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True,
                          check=True).stdout.split()


def test_bash_completes_options_values_and_commands(program):
    script = program.path("c.bash")
    script.write_text(program.run("--completion", "bash").stdout)
    expect(completions(script, ["brian-run", "--prog"]) == ["--progress"], "options")
    expect(completions(script, ["brian-run", "--progress", "b"]) == ["bar"], "values")
    expect("sweep" in completions(script, ["brian-run", "swe"]), "commands")
    help_text = program.run("--help").stdout
    offered = completions(script, ["brian-run", "--"])
    for name in re.findall(r"--[a-z][a-z-]+", help_text.split("Commands")[0]):
        expect(name in offered, name, "is not offered")


def test_other_shells_can_read_their_scripts(program):
    for shell in ("zsh", "fish"):
        text = program.run("--completion", shell).stdout
        expect("print-config" in text and "jit" in text, shell, text)
        if shutil.which(shell) is None:
            print(f"  {shell} is not installed: its script is not read")
            continue
        script = program.path("c." + shell)
        script.write_text(text)
        subprocess.run([shell, "-n", str(script)], check=True)


def test_the_manual_has_all_options(program):
    manual = program.run("--man").stdout
    plain = manual.replace("\\-", "-")
    for name in re.findall(r"--[a-z][a-z-]+", program.run("--help").stdout):
        expect(name in plain, name, "is not in the manual")
    expect(manual.startswith(".TH BRIAN"), manual[:20])


def test_every_group_of_options_has_an_example(program):
    text = program.run("--help").stdout
    for group in ("Model", "Run", "Look", "Long runs", "Output", "Shell"):
        part = text.split(f"\n{group}:\n")[1].split("\n\n")[0]
        expect("  example: " in part, group, "has no example:", part)


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
