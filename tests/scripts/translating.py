"""What tests of scripts/yaml2brian.py share: a small model, and its translation."""

import ast
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from yaml2brian.model import Model  # noqa: E402
from yaml2brian.script import Script  # noqa: E402

PLAIN = """
brian-run: 1
groups:
  P:
    size: 3
    equations: "dv/dt = -v/(10*ms) : volt"
    threshold: v > 10*mV
    reset: v = 0*mV
run: {dt: 0.1 ms, duration: 10 ms, seed: 1}
"""
CONNECTION = "connections: {C: {source: P, target: P, connect: %s, %s}}\n"


def model_of(yaml_text, changes=()):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "model.yaml"
        path.write_text(yaml_text)
        return Model(path, changes)


def script_of(yaml_text, changes=()):
    """The script, which is Python at least."""
    script = Script(model_of(yaml_text, changes)).write()
    ast.parse(script)
    return script
