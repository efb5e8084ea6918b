"""Runs of one model by several programs, alternating."""

from dataclasses import dataclass
from statistics import mean

from bench_tools.measures import agree, ratios


@dataclass
class Outcome:
    """What was measured of one model: of each program, by its label, the runs."""

    model: object
    runs: dict
    disagreement: str = ""

    def values(self, label, field):
        return [getattr(run, field) for run in self.runs[label]]

    def comparisons(self):
        """What is compared, ratio with its spread, target or None."""
        aims = self.model.targets
        compared = [
            ("loop, to Brian 2", "loop", "brian-run", "Brian 2", aims.brian2),
            ("loop, to the yardstick", "loop", "brian-run", "yardstick", aims.yardstick),
            ("loop, 2 threads to 1", "loop", "brian-run, 2 threads", "brian-run", aims.threads),
            ("wall, to Brian 2 with compilation", "wall", "brian-run", "Brian 2", aims.wall),
        ]
        for what, field, ours, theirs, target in compared:
            if ours in self.runs and theirs in self.runs:
                yield what, ratios(self.values(ours, field), self.values(theirs, field)), target


def disagreement(outcome):
    """Which programs do not simulate what brian-run does, by their numbers of spikes; or ''."""
    ours = outcome.values("brian-run", "spikes")
    other = [
        f"{label} {mean(theirs):,.0f}"
        for label in outcome.runs
        if not agree(ours, theirs := outcome.values(label, "spikes"), outcome.model.spread)
    ]
    return f"brian-run fires {mean(ours):,.0f} spikes, {', '.join(other)}" if other else ""


def measure(model, programs, repetitions, say):
    """Each repetition runs all programs once, on a network of its own (the seed).

    After each it is asked whether they simulate the same; if not, there is nothing to measure.
    """
    outcome = Outcome(model, {program.label: [] for program in programs})
    for seed in range(1, repetitions + 1):
        for program in programs:
            say(f"{model.title}: repetition {seed} of {repetitions}, {program.label}")
            outcome.runs[program.label].append(program.run(seed))
        outcome.disagreement = disagreement(outcome)
        if outcome.disagreement:
            break
    return outcome
