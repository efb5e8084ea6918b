#!/usr/bin/python3
"""Checks that loader, JSON Schema and reference of the keys agree: check_schema.py BRIAN_RUN

- schemas/ holds what `brian-run --print-schema` and `--print-schema reference` print;
- the schema is valid draft-07 and describes every key;
- every model of configs/ and tests/ that the program accepts is valid by the schema;
- every model of tests/errors with an unknown key is refused by both.
"""

import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent
UPDATE = "run scripts/update_schemas"
# What the loader says of a key that the schema does not know either.
UNKNOWN = "error: unknown key"


def printed(binary, *kind):
    return subprocess.run([binary, "--print-schema", *kind], check=True, capture_output=True,
                          text=True).stdout


def kept_file(name, expected):
    path = ROOT / "schemas" / name
    if not path.exists():
        return [f"schemas/{name} does not exist: {UPDATE}"]
    if path.read_text(encoding="utf-8") != expected:
        return [f"schemas/{name} is not what the program prints: {UPDATE}"]
    return []


def incomplete(node, path=""):
    """Keys without a description."""
    wrong = []
    if isinstance(node, list):
        for place, item in enumerate(node):
            wrong += incomplete(item, f"{path}/{place}")
    if not isinstance(node, dict):
        return wrong
    for key, value in node.items():
        if key == "properties":
            wrong += [f"{path}/{name} has no description" for name, field in value.items()
                      if path.rsplit("/", 1)[-1] != "if" and not described(field)]
        if key not in ("default", "examples", "defaultSnippets", "enum", "const"):
            wrong += incomplete(value, f"{path}/{key}")
    return wrong


def described(field):
    return isinstance(field, bool) or "description" in field or "$ref" in field or "const" in field


def load(path):
    """The model as a JSON validator sees it."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def accepted(binary, path):
    """Whether the program finds no mistake in the model."""
    command = [binary, "--check", "-q", str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def good_models(binary, validator):
    paths = sorted((ROOT / "configs").rglob("*.yaml")) + sorted((ROOT / "tests").rglob("*.yaml"))
    wrong, n_accepted = [], 0
    for path in paths:
        if not accepted(binary, path):
            continue
        n_accepted += 1
        for error in validator.iter_errors(load(path)):
            place = ".".join(str(part) for part in error.absolute_path)
            wrong.append(f"{path.relative_to(ROOT)}: {place}: {error.message[:200]}")
    print(f"{n_accepted} of {len(paths)} models are accepted by the program")
    if n_accepted < 10:
        wrong.append("too few models are accepted to compare with")
    return wrong


def wrong_keys(validator):
    """tests/errors/run.py checks that the program refuses these."""
    wrong, n_tried = [], 0
    for expected in sorted((ROOT / "tests" / "errors").glob("*.expected")):
        if UNKNOWN not in expected.read_text(encoding="utf-8"):
            continue
        path = expected.with_suffix(".yaml")
        try:
            model = load(path)
        except (OSError, yaml.YAMLError):
            continue
        n_tried += 1
        if validator.is_valid(model):
            wrong.append(f"{path.relative_to(ROOT)} has an unknown key, but the schema accepts it")
    print(f"{n_tried} models with unknown keys tried")
    return wrong


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    binary = sys.argv[1]
    text = printed(binary)
    schema = json.loads(text)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    wrong = [
        *kept_file("network.schema.json", text),
        *kept_file("README.md", printed(binary, "reference")),
        *incomplete(schema),
        *good_models(binary, validator),
        *wrong_keys(validator),
    ]
    for what in wrong:
        print(what)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
