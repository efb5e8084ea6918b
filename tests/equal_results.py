#!/usr/bin/python3
"""Requires the same bits whatever computes them: equal_results.py BRIAN_RUN [OTHER_BRIAN_RUN ...]

Runs every model of configs/ and of against_brian2/, shortened where it is large, by all engines,
by every instruction set of this CPU, by several workers that share out the smallest of steps, and
by other builds of the program, and compares all datasets of the results with those of BRIAN_RUN's
default engine byte for byte.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

import h5py

TESTS = pathlib.Path(__file__).resolve().parent
# The reference engine takes about a microsecond for a neuron and step.
SHORTER = {
    "brunel_wang_2001": ["parameters.n_E=40", "parameters.n_I=10", "run.duration=30 ms"],
    "orientation_selectivity": ["run.duration=100 ms"],
    "stimberg_2018_coba": ["run.duration=20 ms"],
    "sturzl_2000_scorpion": ["run.duration=20 ms"],
    "synfire_spatial": ["run.duration=30 ms"],
    "brunel_hakim_1999": ["parameters.n=1000", "parameters.inputs=200"],
    "coba": ["run.duration=20 ms"],
    "cuba_refractory": ["run.duration=100 ms"],
    "exp_if_network": ["run.duration=20 ms"],
    "if_curve_hodgkin_huxley": ["run.duration=50 ms"],
    "jeffress": ["run.duration=50 ms"],
    "izhikevich_2003": ["groups.P.size=100", "run.duration=100 ms"],
    "jansen_rit_1995": ["run.duration=200 ms"],
    "kremer_2011_barrel_cortex": ["parameters.barrels=1", "parameters.m4=8", "run.duration=100 ms"],
    "kuramoto": ["groups.oscillators.size=20", "run.duration=1 s"],
    "spike_based_homeostasis": ["run.duration=1 s"],
    "stdp": ["run.duration=100 ms"],
    "vogels_2011": ["parameters.n_exc=400", "parameters.t_learn=10 ms", "run.duration=50 ms"],
    "licklider": ["run.duration=20 ms"],
    "platkiewicz_brette_2011": ["run.duration=50 ms"],
    "rate_model": ["groups.P.size=2000"],
    "stochastic_odes": ["groups.by_heun.size=100", "groups.by_milstein.size=100"],
    "transient_sync": ["run.duration=300 ms"],
    "brunel": ["parameters.n_exc=1000", "run.duration=50 ms"],
    "cobahh": ["run.duration=10 ms"],
    "cuba": ["run.duration=100 ms"],
    "fi_curve": ["run.duration=100 ms"],
    "visual_stimulus": ["parameters.side=20"],
    "two_leaky_if": ["run.duration=200 ms"],
}
CPU_FLAGS = {"scalar": "", "avx2": " avx2", "avx512": " avx512f"}


def instruction_sets():
    """Those that the CPU has; says which are not tried."""
    cpu = pathlib.Path("/proc/cpuinfo").read_text()
    have = [name for name, flag in CPU_FLAGS.items() if flag in cpu]
    for name in CPU_FLAGS.keys() - set(have):
        print(f"not verified: {name}, which this CPU does not have")
    return have


def simulate(variant, model, output):
    binary, engine, simd, threads = variant
    command = [binary, str(model), "-o", str(output), "-f", "-q", "--engine", engine]
    command += ["--threads", threads]
    command += ["--set", "+output.precision=float64"]
    for change in SHORTER.get(model.stem, []):
        command += ["--set", change]
    environment = os.environ | ({"BRIAN_RUN_SIMD": simd} if simd else {})
    environment |= {"BRIAN_RUN_SHARING": "always"} if threads != "1" else {}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr.strip()}")


def datasets(path):
    """Name -> (type, shape, bytes) of all datasets of a file."""
    found = {}

    def visit(name, item):
        if isinstance(item, h5py.Dataset):
            found[name] = (str(item.dtype), item.shape, item[()].tobytes())

    with h5py.File(path) as results:
        results.visititems(visit)
        # All state at the end, recorded or not.
        state = results["provenance"].attrs["final_state_sha256"]
        found["final state"] = ("sha256", (), state)
    return found


def difference(expected, found):
    """What differs between two files, or None."""
    for name in sorted(expected.keys() | found.keys()):
        if name not in expected or name not in found:
            return f"{name} is in one file only"
        if expected[name][:2] != found[name][:2]:
            return f"{name} is {found[name][:2]} instead of {expected[name][:2]}"
        if expected[name][2] != found[name][2]:
            return f"{name} differs"
    return None


def compare(model, variants, scratch):
    """The ways to compute the model that give other results than the first one."""
    reference = scratch / "reference.h5"
    simulate(variants[0], model, reference)
    expected = datasets(reference)
    wrong = []
    for variant in variants[1:]:
        simulate(variant, model, scratch / "other.h5")
        if why := difference(expected, datasets(scratch / "other.h5")):
            wrong.append(f"{' '.join(variant)}: {why}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("others", nargs="*", help="further builds of the program")
    parser.add_argument("--builds-only", action="store_true", help="compare the builds, not the engines")
    parser.add_argument("--models", nargs="*", type=pathlib.Path, help="default: all")
    arguments = parser.parse_args()
    variants = [(arguments.binary, "jit", "", "1")]
    if not arguments.builds_only:
        variants += [(arguments.binary, "muparser", "", "1")]
        for engine in ("vector", "jit"):
            variants += [(arguments.binary, engine, simd, "1") for simd in instruction_sets()]
            variants += [(arguments.binary, engine, "", "3")]
    for engine in ("vector", "jit"):
        variants += [(other, engine, "", "1") for other in arguments.others]
    models = arguments.models or [
        *sorted((TESTS.parent / "configs").glob("*.yaml")),
        *sorted((TESTS.parent / "configs" / "examples").glob("*.yaml")),
        *(path for path in sorted((TESTS / "against_brian2").glob("*.yaml")) if path.name != "translated.yaml"),
    ]
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for model in models:
            try:
                wrong = compare(model, variants, pathlib.Path(scratch))
            except RuntimeError as reason:
                wrong = [str(reason)]
            print("FAILED" if wrong else "ok    ", model.name, *wrong, sep="  ", flush=True)
            failed += bool(wrong)
    print(f"{len(models) - failed} of {len(models)} models give equal results in {len(variants)} ways")
    return 1 if failed or len(variants) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
