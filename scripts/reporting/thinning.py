"""Less of what is too much for a page, so that what is left still looks like the whole."""

import numpy as np



def thin_spikes(times, ids, most):
    """Some of the spikes where there are more than so many, and in words which.

    Whole neurons are left out rather than single spikes: those shown fire as they did.
    """
    if len(times) <= most:
        return times, ids, ""
    first = ids.min()
    n_active = len(np.unique(ids))
    stride = -(-len(times) // most)
    while stride <= n_active:
        shown = (ids - first) % stride == 0
        if 0 < np.count_nonzero(shown) <= most:
            return times[shown], ids[shown], f"one neuron in {stride}"
        stride += 1
    stride = -(-len(times) // most)
    return times[::stride], ids[::stride], f"one spike in {stride}"


def thin_trace(values, most):
    """The least and the greatest of each stretch of frames, in the order in which they came, where
    there are more frames than so many: peaks stay. Returns the values, frames by columns, and how
    many frames stand for one pair."""
    n_frames = len(values)
    if n_frames <= most:
        return values, 0
    stretch = -(-2 * n_frames // most)
    n_pairs = n_frames // stretch
    blocks = values[:n_pairs * stretch].reshape(n_pairs, stretch, -1)
    least, greatest = blocks.argmin(axis=1), blocks.argmax(axis=1)
    order = np.sort(np.stack([least, greatest], axis=1), axis=1)
    pairs = np.take_along_axis(blocks, order, axis=1)
    return pairs.reshape(2 * n_pairs, -1), stretch


def thin_times(times, stretch):
    """Where the pairs of thin_trace stand: at the beginning and in the middle of their stretch."""
    n_pairs = len(times) // stretch
    blocks = times[:n_pairs * stretch].reshape(n_pairs, stretch)
    return blocks[:, [0, stretch // 2]].reshape(-1)
