#!/usr/bin/python3
"""Tests the verbs that look at results: results_test.py BINARY [NAME ...]

Every function whose name begins with test_ states facts about info, diff, replay, export or the
sidecar of a running run. NAMEs choose some of them.
"""

import json
import os
import subprocess
import sys
import time

import h5py
import numpy as np

from program import LONG, SIGINT, attribute, contents, expect, run_tests, wait_for

NETWORK = ["--set", "+output.network=true"]
# Synapses with weights and delays of their own, from and to subgroups.
VARIED = """\
brian-run: 1
groups:
  P:
    size: 30
    equations: |
      dv/dt = (20*mV - v)/tau : volt
      tau : second
    threshold: v > 10*mV
    reset: v = 0*mV
    initial: {v: 10*mV*rand(), tau: 5*ms + 1*ms*rand()}
    subgroups: {low: "0:10", high: "10:30"}
stimuli:
  input: {type: poisson, size: 5, rate: 100 Hz}
connections:
  C:
    source: P.high
    target: P.low
    connect: {probability: 0.4}
    equations: "w : volt"
    initial: {w: 1*mV*rand()}
    delay: 0.1*ms + 2*ms*rand()
    on_pre: v += w
  D: {source: input, target: P.high, connect: {probability: 0.5}, on_pre: v += 3*mV, delay: 1 ms}
monitors:
  spikes: {type: spikes, of: P}
  trace: {type: state, of: P, variables: [v], record: "0:30", precision: float64}
run: {dt: 0.1 ms, duration: 100 ms, seed: 7}
"""


def utf8(columns):
    return {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": str(columns)}


def plain(columns):
    return {**os.environ, "LC_ALL": "C", "COLUMNS": str(columns)}


def test_info_tells_what_is_in_the_file(program):
    program.run("model.yaml", "-s", "parameters.w=2 mV")
    printed = program.run("info", "model.h5", environment=plain(80)).stdout
    with h5py.File(program.path("model.h5")) as results:
        n_spikes = len(results["spikes/spikes/timestamps"])
    for fact in ("A small model for the command line", "status    complete", "seed      7",
                 "20 ms in 200 steps of 0.1 ms", "parameters.w=2 mV", "model.yaml",
                 "/spikes/spikes", f"10 neurons, {n_spikes} spikes", "2 neurons, 200 samples"):
        expect(fact in printed, "info says", fact, "not\n", printed)


def test_the_picture_fits_the_terminal_and_its_characters(program):
    program.run("model.yaml", "-s", "run.duration=1 s")
    for columns in (60, 100):
        ascii_text = program.run("info", "model.h5", environment=plain(columns)).stdout
        expect(ascii_text.isascii(), "ASCII where the locale is C:", ascii_text)
        braille = program.run("info", "model.h5", environment=utf8(columns)).stdout
        expect(any("\u2801" <= character <= "\u28ff" for character in braille), "braille in\n",
               braille)
        for text in (ascii_text, braille):
            picture = text[text.index("\n/spikes/spikes: "):].splitlines()
            longest = max(len(line) for line in picture)
            expect(longest == columns, "the picture is", longest, "wide, not", columns)


def test_diff_of_equal_results_is_0_and_of_others_1(program):
    program.run("model.yaml", "-o", "a.h5")
    program.run("model.yaml", "-o", "b.h5", "--engine", "muparser")
    done = program.run("diff", "a.h5", "b.h5")
    expect(done.stdout == "the results are the same\n", "one line, not", done.stdout)
    program.run("model.yaml", "-o", "c.h5", "-s", "parameters.w=2 mV")
    done = program.run("diff", "a.h5", "c.h5", code=1)
    expect("parameters.w: 1 mV in A, 2 mV in B" in done.stdout, "which parameter:", done.stdout)
    with h5py.File(program.path("a.h5")) as a, h5py.File(program.path("c.h5")) as c:
        v_a, v_c = (results["report/trace_v/data"][()] for results in (a, c))
        row, column = divmod(int((v_a != v_c).ravel().argmax()), v_a.shape[1])
        moment = f"first at {a['report/trace_v/time'][row]:.10g} ms, neuron {column}:"
    expect(moment in done.stdout, "the first sample,", moment, "not", done.stdout)
    expect(program.run("diff", "-q", "a.h5", "c.h5", code=1).stdout == "", "-q is quiet")
    program.run("diff", "a.h5", code=2)


def test_diff_names_the_first_spike_that_differs(program):
    program.run("model.yaml", "-o", "a.h5")
    program.run("model.yaml", "-o", "b.h5", "--seed", "8")
    done = program.run("diff", "a.h5", "b.h5", code=1)
    found = []
    for name in ("a.h5", "b.h5"):
        with h5py.File(program.path(name)) as results:
            group = results["spikes/spikes"]
            found.append(list(zip(group["node_ids"][()], group["timestamps"][()])))
    first = next(k for k, (a, b) in enumerate(zip(*found)) if a != b)
    (id_a, t_a), (id_b, t_b) = found[0][first], found[1][first]
    text = f"spike {first} is of neuron {id_a} at {t_a:.10g} ms in A, of neuron {id_b} at {t_b:.10g} ms"
    expect(text in done.stdout, text, "not", done.stdout)
    expect("seed: 7 in A, 8 in B" in done.stdout, "the seeds in", done.stdout)


def test_what_only_one_has_recorded_differs(program):
    program.run("model.yaml", "-o", "a.h5")
    program.run("model.yaml", "-o", "b.h5", "--unset", "monitors.trace")
    done = program.run("diff", "a.h5", "b.h5", code=1)
    expect("/report/trace_v is in A only" in done.stdout, "which series:", done.stdout)


def test_replay_repeats_a_run(program):
    program.run("model.yaml", "-o", "a.h5", "--seed", "random", "-s", "parameters.w=3 mV")
    program.path("model.yaml").unlink()
    for options in ([], ["--engine", "muparser"], ["--threads", "2"]):
        done = program.run("replay", "a.h5", *options)
        expect("the replay gives the same results" in done.stdout, "same:", done.stdout)
    program.run("replay", "a.h5", "-q", "-o", "kept.h5")
    expect(contents(program.path("kept.h5")) == contents(program.path("a.h5")), "kept results")


def test_replay_notices_a_changed_result(program):
    program.run("model.yaml", "-o", "a.h5")
    with h5py.File(program.path("a.h5"), "r+") as results:
        results["report/trace_v/data"][100, 1] += 0.25
    done = program.run("replay", "a.h5", code=1)
    expect("/report/trace_v/data: first at 10 ms, neuron 1" in done.stdout, "where:", done.stdout)
    expect("1 of 400 values differ" in done.stdout, "how many:", done.stdout)


def test_replay_notices_another_version_of_the_numerics(program):
    program.run("model.yaml", "-o", "a.h5")
    with h5py.File(program.path("a.h5"), "r+") as results:
        results.attrs["numerics_version"] = 1
        results["report/trace_v/data"][100, 1] += 0.25
    done = program.run("replay", "a.h5", code=1)
    expect("numerics_version 1 in A" in done.stdout, "the reason:", done.stdout)


def test_replay_checks_the_data_that_the_model_reads(program):
    (program.folder / "data").mkdir()
    (program.folder / "models").mkdir()
    program.path("data/v.csv").write_text("".join(f"{k}e-3\n" for k in range(10)))
    text = program.path("model.yaml").read_text().replace("10*mV*rand()}",
                                                          "{file: ../data/v.csv}}", 1)
    program.path("models/m.yaml").write_text(text)
    program.run("models/m.yaml", "-o", "a.h5")
    program.run("replay", "a.h5")
    program.path("data/v.csv").write_text("".join(f"{k}e-4\n" for k in range(10)))
    done = program.run("replay", "a.h5", code=66)
    expect("v.csv' is not what the run has read" in done.stderr, "changed:", done.stderr)
    program.path("data/v.csv").unlink()
    done = program.run("replay", "a.h5", code=66)
    expect("v.csv', which is not there" in done.stderr, "missing:", done.stderr)


def test_replay_of_a_stopped_run_stops_there(program):
    program.stopped(SIGINT, "a.h5")
    expect(attribute(program.path("a.h5"), "status") == "stopped", "stopped")
    done = program.run("replay", "a.h5")
    expect("the same results" in done.stdout, "same:", done.stdout)


def test_replay_of_a_failed_run_fails_alike(program):
    program.run("model.yaml", "-o", "a.h5", "-s",
                "groups.P.equations='dv/dt = v**2/(5*ms*mV) : volt'", "-s",
                "groups.P.threshold=v < -1*volt", "-s", "groups.P.initial.v=10*mV", code=1)
    done = program.run("replay", "a.h5.part")
    expect("the same results" in done.stdout, "same:", done.stdout)


def test_files_that_cannot_be_read_are_66(program):
    program.run("model.yaml")
    whole = program.path("model.h5").read_bytes()
    program.path("torn.h5").write_bytes(whole[:len(whole) // 2])
    program.path("begun.h5").write_bytes(whole[:300])
    program.path("text.h5").write_text("time,neuron\n0.1,3\n")
    program.path("empty.h5").write_bytes(b"")
    with h5py.File(program.path("other.h5"), "w") as other:
        other["x"] = [1, 2, 3]
    cases = {"torn.h5": "is broken off", "begun.h5": "is broken off",
             "text.h5": "is not an HDF5 file", "empty.h5": "is empty",
             "other.h5": "no results file of brian-run", "modl.h5": "did you mean 'model.h5'?",
             "model.yaml": "brian-run model.yaml simulates the model"}
    for name, message in cases.items():
        for command in (["info", name], ["diff", "model.h5", name], ["replay", name],
                        ["export", name, "--csv"]):
            done = program.run(*command, code=66)
            expect(message in done.stderr, command, "says", message, "not", done.stderr)
            expect(done.stdout == "", "nothing on stdout but", done.stdout)


def test_csv_holds_every_series(program):
    program.run("model.yaml")
    files = program.run("export", "model.h5", "--csv").stdout.split()
    expect(files == ["./model.report.trace_v.csv", "./model.spikes.spikes.csv"], "files", files)
    lines = program.path("model.report.trace_v.csv").read_text().splitlines()
    expect(lines[0] == "time_ms,v_0_mV,v_1_mV", "the first line is", lines[0])
    with h5py.File(program.path("model.h5")) as results:
        data = results["report/trace_v/data"][()]
        times = results["spikes/spikes/timestamps"][()]
        ids = results["spikes/spikes/node_ids"][()]
    numbers = [[float(word) for word in line.split(",")] for line in lines[1:]]
    expect(len(numbers) == len(data), "rows", len(numbers))
    for row, values in zip(numbers, data):
        expect((np.array(row[1:], "f4") == values).all(), "row", row, "not", values)
    spikes = [line.split(",") for line in
              program.path("model.spikes.spikes.csv").read_text().splitlines()[1:]]
    expect([(float(t), int(i)) for t, i in spikes] == list(zip(times, ids)), "spikes")
    program.run("export", "model.h5", "--csv", code=73)
    program.run("export", "model.h5", "--csv", "-f")
    program.run("export", "model.h5", code=2)


def test_gdf_has_a_line_for_each_spike(program):
    program.run("model.yaml")
    program.run("export", "model.h5", "--gdf", "-o", "out")
    with h5py.File(program.path("model.h5")) as results:
        times = results["spikes/spikes/timestamps"][()]
        ids = results["spikes/spikes/node_ids"][()]
    lines = [line.split() for line in program.path("out/model.spikes.gdf").read_text().splitlines()]
    expect([(int(i), float(t)) for i, t in lines] == list(zip(ids, times)), "spikes")


def test_a_saved_network_is_read_back_as_the_same_network(program):
    program.path("varied.yaml").write_text(VARIED)
    program.run("varied.yaml", *NETWORK)
    program.run("varied.yaml", "-o", "back.h5", "--set", "connections.C.connect={file: varied.h5}",
                "--unset", "connections.C.delay", "--unset", "connections.C.initial", "--set",
                "connections.D.connect={file: varied.h5, dataset: /edges/D}", *NETWORK)
    done = program.run("diff", "varied.h5", "back.h5")
    expect("the results are the same" in done.stdout, "same:", done.stdout)
    with h5py.File(program.path("varied.h5")) as results:
        edges = results["edges/C"]
        expect(edges["source_node_id"][()].min() >= 10, "nodes are counted within the group")
        expect(edges["target_node_id"][()].max() < 10, "targets of the subgroup")
        expect(edges["source_node_id"].attrs["node_population"] == "P", "population")
        delays = edges["0/delay"][()]
        expect(len(set(delays)) > 10 and 0.05 < delays.min() and delays.max() < 2.15, "delays")
        expect(edges["0/delay"].attrs["units"] == "ms", "units of delays")
        expect((edges["0/syn_weight"][()] == edges["0/w"][()]).all(), "SONATA's name of w")
        expect(results["nodes/P/0/dynamics_params/tau"].shape == (30,), "parameters of neurons")
        expect(results["nodes/input"].attrs["model_type"] == "virtual", "sources are virtual")


def test_a_run_that_was_resumed_has_its_network_once(program):
    program.path("varied.yaml").write_text(VARIED)
    program.run("varied.yaml", *NETWORK)
    stopping = {**os.environ, "BRIAN_RUN_CHECKPOINT_AT": "400"}
    program.run("varied.yaml", *NETWORK, "-o", "b.h5", environment=stopping, code=75)
    program.run("varied.yaml", *NETWORK, "-o", "b.h5", "--resume")
    done = program.run("diff", "varied.h5", "b.h5")
    expect("the results are the same" in done.stdout, "same:", done.stdout)
    expect(attribute(program.path("b.h5"), "model_type", "/nodes/input") == "virtual", "attributes")
    with h5py.File(program.path("b.h5")) as results:
        edges = results["edges/C"]
        expect(edges["source_node_id"].attrs["node_population"] == "P", "population")
        expect("syn_weight" in edges["0"], "further names are there")
    program.run("replay", "b.h5")


def test_the_indices_lead_to_the_edges(program):
    program.path("varied.yaml").write_text(VARIED)
    program.run("varied.yaml", *NETWORK)
    with h5py.File(program.path("varied.h5")) as results:
        edges = results["edges/C"]
        for index, nodes in (("source_to_target", "source_node_id"),
                             ("target_to_source", "target_node_id")):
            ids = edges[nodes][()]
            ranges = edges[f"indices/{index}/node_id_to_ranges"][()]
            spans = edges[f"indices/{index}/range_to_edge_id"][()]
            expect(len(ranges) == 30, "a row for each node, not", len(ranges))
            for node, (begin, end) in enumerate(ranges):
                own = [e for first, last in spans[begin:end] for e in range(first, last)]
                expect(own == [e for e in range(len(ids)) if ids[e] == node], index, node, own)


def test_edges_of_other_neurons_are_refused(program):
    program.path("varied.yaml").write_text(VARIED)
    program.run("varied.yaml", *NETWORK)
    wrong = {"connections.C.source=P.low": "which is no neuron of the connection's source",
             "connections.C.connect={file: varied.h5, dataset: /edges/E}": "no dataset '/edges/E'",
             "connections.C.connect={file: varied.h5, dataset: /edges}": "no population of edges"}
    for change, message in wrong.items():
        done = program.run("varied.yaml", "-f", "-o", "x.h5", "--set",
                           "connections.C.connect={file: varied.h5}", "--unset",
                           "connections.C.initial", "--set", change, code=66)
        expect(message in done.stderr, message, "not", done.stderr)


def test_a_circuit_needs_the_network(program):
    program.run("model.yaml")
    done = program.run("export", "model.h5", "--sonata", "circuit", code=66)
    expect("output.network=true" in done.stderr, "the way out in", done.stderr)
    expect(not program.path("circuit").exists(), "nothing is written")


def test_a_circuit_is_whole(program):
    program.path("varied.yaml").write_text(VARIED)
    program.run("varied.yaml", *NETWORK)
    program.run("export", "varied.h5", "--sonata", "circuit")
    circuit = json.loads(program.path("circuit/circuit_config.json").read_text())
    manifest = circuit["manifest"]
    for kind in ("nodes", "edges"):
        for entry in circuit["networks"][kind]:
            for name in entry.values():
                for key in reversed(sorted(manifest)):
                    name = name.replace(key, manifest[key]).replace("$BASE_DIR", ".")
                expect((program.path("circuit") / name).exists(), "there is", name)
    simulation = json.loads(program.path("circuit/simulation_config.json").read_text())
    expect(simulation["run"]["tstop"] == 100 and simulation["run"]["dt"] == 0.1, simulation["run"])
    before, after = contents(program.path("varied.h5")), {}
    for name in ("network/nodes.h5", "network/edges.h5", "output/spikes.h5", "output/reports.h5"):
        after |= contents(program.path("circuit") / name)
    expect(before == after, "the same datasets")
    program.run("export", "varied.h5", "--sonata", "circuit", code=73)
    program.run("export", "varied.h5", "--sonata", "circuit", "-f")


def test_a_running_run_has_a_sidecar_and_can_be_followed(program):
    command = [program.binary, "model.yaml", *LONG, "-o", "long.h5", "--progress", "none"]
    sidecar = program.path("long.h5.json")
    with subprocess.Popen(command, cwd=program.folder, stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(sidecar)
            first = json.loads(sidecar.read_text())
            time.sleep(0.8)
            second = json.loads(sidecar.read_text())
            expect(first["step"] < second["step"] < second["n_steps"], first, second)
            expect(second["status"] == "running" and second["pid"] == running.pid, second)
            done = program.run("info", "long.h5", code=66)
            expect("long.h5.part" in done.stderr, "the run goes on:", done.stderr)
            with subprocess.Popen([program.binary, "info", "long.h5", "--follow"],
                                  cwd=program.folder, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True) as following:
                time.sleep(0.7)
                running.send_signal(SIGINT)
                printed, progress = following.communicate(timeout=60)
            expect(following.returncode == 0, "exit code", following.returncode)
            expect("t = " in progress and "left" in progress, "progress:", progress)
            expect("status    stopped" in printed, "then what is in the file:", printed)
        finally:
            running.kill()
    expect(not sidecar.exists(), "the sidecar is gone")


def test_a_killed_run_that_is_followed_is_told(program):
    command = [program.binary, "model.yaml", *LONG, "-o", "long.h5", "--progress", "none"]
    with subprocess.Popen(command, cwd=program.folder, stderr=subprocess.DEVNULL) as running:
        wait_for(program.path("long.h5.json"))
        running.kill()
    done = program.run("info", "long.h5", "--follow", code=1)
    expect("status    running: the run has not come to its end" in done.stdout, done.stdout)
    program.run("info", "nothing.h5", "--follow", code=66)
    program.run("model.yaml", "-o", "long.h5", "-f")
    expect(not program.path("long.h5.json").exists(), "the next run clears the sidecar away")


def test_a_file_that_is_no_sidecar_is_left_alone(program):
    program.path("long.h5.json").write_text('{"mine": 1}')
    program.stopped(SIGINT, "long.h5")
    expect(program.path("long.h5.json").read_text() == '{"mine": 1}', "the user's file is there")


def test_every_verb_has_help_with_an_example(program):
    for verb in ("info", "diff", "replay", "export"):
        printed = program.run(verb, "--help").stdout
        expect("Example" in printed and f"brian-run {verb} " in printed, "an example in", printed)
        expect("Exit codes" in printed, "exit codes in", printed)
        expect(verb in program.run("--help").stdout, verb, "in the help of the program")


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
