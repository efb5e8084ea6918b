#!/usr/bin/python3
"""Tests of scripts/bench that run no benchmark: its statistics, its table, its models."""

import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from bench_tools import table  # noqa: E402
from bench_tools.measures import Spread, agree, ratios, verdict  # noqa: E402
from bench_tools.models import MODELS, Model, Targets, quick  # noqa: E402
from bench_tools.programs import Run, has_threads  # noqa: E402
from bench_tools.session import Outcome, measure  # noqa: E402

MODEL = Model(name="m", title="a model", file="m.yaml", spread=0.1, targets=Targets(0.5, 2.0))


class Program:
    """Stands for a program: what it would measure, with so many spikes."""

    def __init__(self, label, loop, spikes):
        self.label, self.loop, self.spikes, self.seeds = label, loop, spikes, []

    def run(self, seed):
        self.seeds.append(seed)
        return Run(0.001, 0.02, self.loop * seed, 1.5, 3 * 2**20, self.spikes, 2**20)


class Measures(unittest.TestCase):
    def test_ratios_are_those_of_each_repetition(self):
        self.assertEqual(ratios([1, 2, 9], [2, 2, 3]), Spread(1, 0.5, 3))

    def test_ratios_need_as_many_runs_of_both(self):
        with self.assertRaises(ValueError):
            ratios([1, 2], [1])

    def test_counts_without_spread_are_equal_or_wrong(self):
        self.assertTrue(agree([41], [41], 0.0))
        self.assertFalse(agree([41], [42], 0.0))

    def test_counts_differ_by_four_deviations_of_a_difference_at_most(self):
        # One percent of 1000 is 10, of a difference 14.1, four times that 56.6.
        self.assertTrue(agree([1000], [1056], 0.01))
        self.assertFalse(agree([1000], [1060], 0.01))

    def test_the_more_samples_the_closer_are_their_means(self):
        self.assertTrue(agree([1000] * 4, [1028] * 4, 0.01))
        self.assertFalse(agree([1000] * 4, [1030] * 4, 0.01))

    def test_a_target_is_met_by_all_repetitions_or_just_by_their_median(self):
        for found, expected in [
            (Spread(0.4, 0.3, 0.5), "met"),
            (Spread(0.4, 0.3, 0.6), "just met"),
            (Spread(0.55, 0.3, 0.6), "just not met"),
            (Spread(0.7, 0.6, 0.8), "not met"),
        ]:
            with self.subTest(found):
                self.assertEqual(verdict(found, 0.5), expected)


class Session(unittest.TestCase):
    def test_programs_take_turns_on_the_same_seeds(self):
        programs = [Program("brian-run", 1, 100), Program("Brian 2", 4, 101)]
        said = []
        outcome = measure(MODEL, programs, 3, said.append)
        self.assertEqual([program.seeds for program in programs], [[1, 2, 3]] * 2)
        self.assertIn("repetition 1 of 3, Brian 2", said[1])
        self.assertEqual(outcome.values("Brian 2", "loop"), [4, 8, 12])
        compared = {what: (found.middle, target) for what, found, target in outcome.comparisons()}
        self.assertEqual(compared["loop, to Brian 2"], (0.25, 0.5))
        self.assertEqual(compared["wall, to Brian 2 with compilation"], (1.0, None))
        self.assertNotIn("loop, to the yardstick", compared)

    def test_two_threads_are_compared_with_one(self):
        programs = [Program("brian-run", 1, 100), Program("brian-run, 2 threads", 0.6, 100)]
        ((what, found, _),) = measure(MODEL, programs, 1, lambda text: None).comparisons()
        self.assertEqual((what, found.middle), ("loop, 2 threads to 1", 0.6))

    def test_what_does_not_simulate_the_same_is_not_measured(self):
        programs = [Program("brian-run", 1, 100), Program("Brian 2", 4, 200)]
        outcome = measure(MODEL, programs, 3, lambda text: None)
        self.assertEqual(outcome.disagreement, "brian-run fires 100 spikes, Brian 2 200")
        self.assertEqual(programs[0].seeds, [1])
        text = table.text([outcome])
        self.assertIn("NOT THE SAME: brian-run fires 100 spikes, Brian 2 200", text)
        self.assertNotIn("loop, to Brian 2", text)


class Table(unittest.TestCase):
    def test_times_have_three_digits(self):
        for value, expected in [
            (0, "-"),
            (0.0000421, "42 us"),
            (0.00123, "1.23 ms"),
            (0.0999, "99.9 ms"),
            (0.9999, "1.00 s"),
            (123.4, "123 s"),
        ]:
            with self.subTest(value):
                self.assertEqual(table.seconds(value), expected)

    def test_a_row_for_each_program_and_one_for_each_ratio(self):
        programs = [Program("brian-run", 1, 100), Program("yardstick", 0.4, 101)]
        lines = table.text([measure(MODEL, programs, 3, lambda text: None)]).splitlines()
        (row,) = [line for line in lines if line.startswith("  yardstick")]
        self.assertEqual(
            row.split(), "yardstick 1.00 ms 20.0 ms 800 ms 1.50 s 3 MiB 3.0 101".split()
        )
        (row,) = [line for line in lines if line.startswith("  loop, to the yardstick")]
        self.assertEqual(row.split()[-6:], "2.50 2.50 2.50 2.00 not met".split())

    def test_without_synapses_there_is_nothing_to_divide_by(self):
        run = Run(0.001, 0.02, 1, 1.5, 2**20, 41, 0)
        row = table.program_row(Outcome(MODEL, {"brian-run": [run]}), "brian-run")
        self.assertEqual(row[-3:], ("1 MiB", "-", "41"))


class Programs(unittest.TestCase):
    def test_threads_are_used_only_if_the_program_has_them(self):
        for said, expected in [
            ("--seed N  seed", False),
            ("--threads N  workers (this version uses one)", False),
            ("--threads N  workers", True),
        ]:
            with self.subTest(said), tempfile.TemporaryDirectory() as folder:
                program = pathlib.Path(folder) / "program"
                program.write_text(f"#!/bin/sh\necho '{said}'\n")
                program.chmod(0o755)
                self.assertEqual(has_threads(program), expected)


class Models(unittest.TestCase):
    def test_every_model_is_there_in_each_language(self):
        for model in MODELS:
            with self.subTest(model.name):
                self.assertTrue((ROOT / model.file).is_file())
                script = ROOT / "scripts" / "bench_brian2" / f"{model.brian2[0]}.py"
                self.assertTrue(script.is_file())
                if model.yardstick:
                    yardstick = ROOT / "scripts" / "yardsticks" / f"{model.yardstick[0]}.cpp"
                    self.assertTrue(yardstick.is_file())

    def test_names_are_unique(self):
        self.assertEqual(len({model.name for model in MODELS}), len(MODELS))

    def test_quick_shortens_what_has_a_target_and_leaves_out_the_rest(self):
        for model in MODELS:
            with self.subTest(model.name):
                shorter = quick(model)
                self.assertEqual(shorter is None, model.targets == Targets())
                if shorter:
                    self.assertLessEqual(shorter.duration, model.duration)


if __name__ == "__main__":
    unittest.main()
