#!/usr/bin/python3
"""Tests of how scripts/yaml2brian.py goes about what is random: Brian 2 gets the draws of our run."""

import pathlib
import tempfile
import unittest

import h5py
from translating import CONNECTION, PLAIN, model_of

from yaml2brian.taken import Taken, draws_during_run, monitors_of_drawn_spikes, recorders


class Randomness(unittest.TestCase):
    def test_noise_and_draws_in_code_make_the_run_itself_random(self):
        self.assertFalse(draws_during_run(model_of(PLAIN.replace("reset:", "initial: {v: rand()*mV}\n    reset:"))))
        self.assertTrue(draws_during_run(model_of(PLAIN.replace("-v/(10*ms)", "-v/(10*ms) + mV*xi/ms**0.5"))))
        self.assertTrue(draws_during_run(model_of(PLAIN.replace("v = 0*mV", "v = rand()*mV"))))

    def test_what_is_drawn_is_to_be_recorded(self):
        model = model_of(
            PLAIN.replace("reset:", "initial: {v: rand()*mV}\n    reset:")
            + "stimuli: {s: {type: poisson, size: 2, rate: 3 Hz}}\n"
            + CONNECTION % ("{probability: 0.5}", "on_pre: v += 1*mV")
        )
        names = [change.partition("=")[0] for change in recorders(model)]
        self.assertEqual(names, ["+monitors.taken_P", "+monitors.taken_C", "+monitors.taken_s"])
        self.assertEqual(recorders(model_of(PLAIN)), [])

    def test_monitors_of_random_sources_show_nothing_of_brian(self):
        model = model_of(
            PLAIN
            + "stimuli: {s: {type: poisson, size: 2, rate: 3 Hz}, r: {type: regular, size: 2, rate: 3 Hz}}\n"
            + "monitors: {a: {type: spikes, of: s}, b: {type: spikes, of: r}, c: {type: spikes, of: P}}\n"
        )
        self.assertEqual(monitors_of_drawn_spikes(model), {"a"})

    def test_a_connection_that_drew_no_synapse_gets_none(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "drawn.h5"
            with h5py.File(path, "w") as results:
                results.create_group("snapshots/taken_C")
            self.assertEqual(Taken(path).pairs("C", ["0", "0"]), 'condition="False"')


if __name__ == "__main__":
    unittest.main()
