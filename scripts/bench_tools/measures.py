"""Medians, ratios, their spread."""

from dataclasses import dataclass
from math import sqrt
from statistics import mean, median

DEVIATIONS = 4  # counts that are further apart are not of the same model


@dataclass(frozen=True)
class Spread:
    middle: float
    low: float
    high: float


def spread(values):
    return Spread(median(values), min(values), max(values))


def ratios(ours, theirs):
    """Repetition by repetition: those of one repetition ran within seconds of one another."""
    return spread([a / b for a, b in zip(ours, theirs, strict=True)])


def agree(ours, theirs, deviation):
    """Whether two lists of counts may be of one model, whose counts deviate so much (of the mean).

    Without any deviation they have to be equal.
    """
    a, b = mean(ours), mean(theirs)
    expected = deviation * (a + b) / 2 * sqrt(1 / len(ours) + 1 / len(theirs))
    return abs(a - b) <= DEVIATIONS * expected


def verdict(ratio, target):
    """Of all repetitions, or of the median if the repetitions disagree."""
    if ratio.high <= target:
        return "met"
    if ratio.low > target:
        return "not met"
    return "just met" if ratio.middle <= target else "just not met"
