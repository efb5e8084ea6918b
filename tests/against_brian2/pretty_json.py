"""How the output of Brian 2 is written down."""

import json


def pretty(value, depth=0):
    """JSON with lists of numbers on one line each, so that versions can be compared by eye."""
    if not isinstance(value, (dict, list)) or not value:
        return json.dumps(value)
    if isinstance(value, list) and not isinstance(value[0], (dict, list)):
        return json.dumps(value, separators=(",", ":"))
    pad = " " * (depth + 1)
    if isinstance(value, list):
        items, brackets = [pad + pretty(item, depth + 1) for item in value], "[]"
    else:
        items = [pad + json.dumps(key) + ": " + pretty(item, depth + 1) for key, item in value.items()]
        brackets = "{}"
    return brackets[0] + "\n" + ",\n".join(items) + "\n" + " " * depth + brackets[1]
