"""Arrays as text that fits into a page; the browser's side of it is data.js."""

import base64
import gzip

import numpy as np


def packed(values, kind):
    """Numbers of a kind ("f4", "u4") as base64 of gzip, lowest byte first."""
    raw = np.ascontiguousarray(values, dtype="<" + kind).tobytes()
    # Without a time stamp, so that the same results give the same page.
    return {"kind": kind, "data": base64.b64encode(gzip.compress(raw, 6, mtime=0)).decode()}


def packed_times(times):
    """Ascending times [ms] as differences in whole ticks: small numbers that compress well."""
    longest = float(times[-1]) if len(times) else 0.0
    tick = max(1e-3, longest / 2**31)  # [ms]
    ticks = np.round(np.asarray(times) / tick).astype(np.int64)
    return {"tick": tick, "steps": packed(np.diff(ticks, prepend=0), "u4")}
