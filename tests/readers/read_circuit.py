#!/usr/bin/python3
"""Opens an exported circuit by bmtk: read_circuit.py BRIAN_RUN

The circuit is that of configs/cuba.yaml. Nodes, edges, their attributes, the indices and the
configuration must be those of the model. Without bmtk the script leaves with 77.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
MODEL = pathlib.Path(__file__).resolve().parents[2] / "configs" / "cuba.yaml"

try:
    import h5py
    import numpy as np
    from bmtk.utils.reports import SpikeTrains
    from bmtk.utils.sonata import File
    from bmtk.utils.sonata.config import SonataConfig
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(SKIPPED)

wrong = []


def expect(what, found, expected):
    if found != expected:
        wrong.append(f"{what} is {found}, not {expected}")


def check_config(circuit):
    os.chdir(circuit)  # bmtk counts relative names from there
    config = SonataConfig.from_json(str(circuit / "simulation_config.json"))
    expect("tstop", config.tstop, 100.0)
    expect("dt", config.dt, 0.1)
    expect("nodes files", len(config.nodes), 1)
    expect("edges files", len(config.edges), 1)
    return config


def check_network(config, results):
    circuit = File(data_files=[config.nodes[0]["nodes_file"], config.edges[0]["edges_file"]],
                   data_type_files=[config.nodes[0]["node_types_file"],
                                    config.edges[0]["edge_types_file"]])
    expect("populations of nodes", list(circuit.nodes.population_names), ["P"])
    expect("populations of edges", sorted(circuit.edges.population_names), ["Ce", "Ci"])
    nodes = circuit.nodes["P"]
    expect("neurons", len(nodes), 4000)
    node = nodes.get_node_id(17)
    expect("model type", node["model_type"], "point_neuron")
    edges = circuit.edges["Ce"]
    expect("source population", edges.source_population, "P")
    expect("target population", edges.target_population, "P")
    sources = results["edges/Ce/source_node_id"][()]
    targets = results["edges/Ce/target_node_id"][()]
    expect("synapses", len(edges), len(sources))
    for neuron in (0, 1234, 3999):
        onto = sorted(edge.source_node_id for edge in edges.get_target(neuron))
        expect(f"sources of {neuron}", onto, sorted(sources[targets == neuron].tolist()))
    edge = next(iter(edges.get_target(1234)))
    expect("delay", float(edge["delay"]), 0.0)
    expect("edge type", edge.edge_type_id, 0)


def check_spikes(circuit, results):
    spikes = SpikeTrains.load(str(circuit / "output" / "spikes.h5"))
    times = results["spikes/spikes/timestamps"][()]
    found = np.sort(spikes.to_dataframe(populations="spikes")["timestamps"].to_numpy())
    expect("spikes", found.tolist(), np.sort(times).tolist())


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        results, circuit = folder / "cuba.h5", folder / "circuit"
        for command in ([str(MODEL), "-q", "-o", str(results), "--set", "+output.network=true",
                         "--set", "run.duration=100 ms"],
                        ["export", str(results), "--sonata", str(circuit)]):
            subprocess.run([program, *command], check=True, stdout=subprocess.DEVNULL)
        with h5py.File(results) as opened:
            check_network(check_config(circuit), opened)
            check_spikes(circuit, opened)
        os.chdir("/")
    print(*wrong or ["bmtk finds the circuit"], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
