#!/usr/bin/python3
"""Writes a model file of brian-run as a script for Brian 2.5.

    scripts/yaml2brian.py configs/cuba.yaml -o cuba.py && python3 cuba.py

The script says the model in Brian 2's words; nothing in it comes from brian-run, so that the two can
be compared (tests/against_brian2/translated.py does). At its end it holds the monitors by name.

With --take-random-from RESULTS.h5 all that is drawn before a run (initial values, connections,
weights, delays) and the spikes of random sources come from a run of brian-run, so that the two can be
compared spike by spike. --recorders prints the options with which brian-run writes these down.

What it cannot translate it refuses, with exit code 69:
  - refractory_clamp and other habits of Brian 1 that Brian 2 lacks
  - subgroups that are lists with gaps, or conditions
  - stimuli that Brian 2 lacks (correlated_poisson, playback), unless they are taken from results;
    duplicates: keep; rates of a poisson_input that change
  - expressions with more than one rand(), or more than one randn()
  - two connections that sum into one variable
  - groups: thresholds and resets of Brian 1 by their type, update
  - operations on the variables of other groups
  - delays that are drawn, with --take-random-from
  - connections: HDF5 files of pairs, matrices without self-connections
  - stop_when, loops over values in a protocol
  - dt of sources other than poisson and listed spikes
Monitors of kinds that Brian 2 lacks change nothing in a model; they are left out with a remark. So are
random numbers during the run (xi, rand() in code): they come from Brian 2's own generator.
"""

import argparse
import sys

from yaml2brian.model import Model
from yaml2brian.refusal import NotTranslatable, WrongModel
from yaml2brian.script import Script
from yaml2brian.taken import Taken, recorders


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", metavar="MODEL.yaml")
    parser.add_argument("-o", "--output", metavar="SCRIPT.py", help="default: standard output")
    parser.add_argument(
        "-s", "--set", action="append", default=[], metavar="PATH=VALUE", help="change the model first"
    )
    parser.add_argument("--take-random-from", metavar="RESULTS.h5", help="what was drawn in our run")
    parser.add_argument(
        "--recorders", action="store_true", help="print options for brian-run, one a line; no script"
    )
    arguments = parser.parse_args()
    try:
        model = Model(arguments.model, arguments.set)
        if arguments.recorders:
            print("\n".join(f"--set={change}" for change in recorders(model)))
            return 0
        taken = Taken(arguments.take_random_from) if arguments.take_random_from else None
        script = Script(model, taken)
        text = script.write()
    except NotTranslatable as reason:
        print(f"yaml2brian.py: cannot translate {arguments.model}: {reason}", file=sys.stderr)
        return 69
    except (WrongModel, KeyError) as reason:
        print(f"yaml2brian.py: {arguments.model} is no right model: {reason}", file=sys.stderr)
        return 65
    except OSError as reason:
        print(f"yaml2brian.py: {reason}", file=sys.stderr)
        return 66
    for remark in script.remarks:
        print(f"yaml2brian.py: {remark}", file=sys.stderr)
    if arguments.output:
        with open(arguments.output, "w") as file:
            file.write(text)
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
