"""How plots look: colours, axes, legends."""

import numpy as np

COLOURS = ["#1f5fa8", "#c8442c", "#3b8f5a", "#8a5aa8", "#c08a1e", "#3a9aa8", "#777777"]


def colour(k):
    return COLOURS[k % len(COLOURS)]


def tidy(axes):
    axes.spines["top"].set_visible(False)
    axes.spines["right"].set_visible(False)


def finish_time_axis(axes, start, stop):
    axes.set_xlim(start, stop)
    axes.set_xlabel("time (ms)")
    tidy(axes)


def legend_beside(axes, title=None):
    axes.legend(title=title, frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))


def nice_step(length):
    """1, 2, 5, 10, 20 ...: the first that is not below the length."""
    power = 10 ** max(0, int(np.floor(np.log10(max(length, 1)))))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= length)


def nice_width(length):
    """The same for lengths of any size: 0.1, 0.2, 0.5, 1, 2 ..."""
    power = 10.0 ** np.floor(np.log10(length))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= length * (1 - 1e-9))
