"""Reads the index of a sweep: one row a run, one column a swept path."""

import csv
import dataclasses
import pathlib

import numpy as np

from .results import PlotError

# The columns that every index has; between them lie the paths, after them the results.
BEFORE = ("run", "status", "seed")
AFTER = ("file", "wall_s")


@dataclasses.dataclass
class Axis:
    """A swept path: the values it takes, in order, and which of them each run has."""

    name: str
    values: list  # numbers, or texts
    position: np.ndarray

    @property
    def numeric(self):
        return all(isinstance(value, float) for value in self.values)

    @property
    def logarithmic(self):
        """Whether each value is the same multiple of the one before."""
        if not self.numeric or len(self.values) < 3 or min(self.values) <= 0:
            return False
        ratios = np.diff(np.log(self.values))
        return bool(np.ptp(ratios) < 0.02 * ratios.mean())

    def labels(self):
        return [f"{value:g}" if isinstance(value, float) else value for value in self.values]


@dataclasses.dataclass
class Index:
    """The complete runs of a sweep, and how many others there are."""

    name: str
    axes: list
    results: dict  # column -> one number a run
    n_other: int


def read_index(name):
    path = pathlib.Path(name)
    path = path / "index.csv" if path.is_dir() else path
    try:
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
    except OSError as problem:
        raise PlotError(f"cannot read '{path}': {problem.strerror}") from problem
    except (UnicodeDecodeError, csv.Error) as problem:
        raise PlotError(f"'{path}' is not the index.csv of a sweep") from problem
    header = rows[0] if rows else []
    for column in BEFORE + AFTER:
        if column not in header:
            raise PlotError(f"'{path}' is not the index.csv of a sweep: it has no column '{column}'")
    done = [row for row in rows[1:] if row[header.index("status")] == "complete"]
    if not done:
        raise PlotError(f"no run of '{path}' is complete")
    columns = {name: [row[k] for row in done] for k, name in enumerate(header)}
    first, last = header.index("seed") + 1, header.index("file")
    results = ["wall_s", *header[header.index("wall_s") + 1:]]
    return Index(name=path.resolve().parent.name,
                 axes=[axis_of(name, columns[name]) for name in header[first:last]],
                 results={name: numbers(columns[name], path) for name in results},
                 n_other=len(rows) - 1 - len(done))


def axis_of(name, texts):
    try:
        values = [float(text) for text in texts]
    except ValueError:
        values = texts
    in_order = sorted(set(values)) if values is not texts else list(dict.fromkeys(texts))
    place = {value: k for k, value in enumerate(in_order)}
    return Axis(name, in_order, np.array([place[value] for value in values]))


def numbers(texts, path):
    try:
        return np.array([float(text) if text else np.nan for text in texts])
    except ValueError as problem:
        raise PlotError(f"'{path}': {problem}") from problem


def axis_named(index, asked):
    """The axis of that path; its unit, and the words before the last dots, may be left out."""
    for matches in (lambda name: asked in (name, bare(name)),
                    lambda name: bare(name).endswith("." + asked)):
        found = [axis for axis in index.axes if matches(axis.name)]
        if len(found) == 1:
            return found[0]
    there = ", ".join(bare(axis.name) for axis in index.axes)
    raise PlotError(f"'{asked}' is not one of the swept paths; there is: {there}")


def bare(name):
    return name.split(" [")[0]


def result_named(index, asked):
    for name in index.results:
        if asked in (name, bare(name)):
            return name
    raise PlotError(f"no column '{asked}' in the index; there is: {', '.join(index.results)}")
