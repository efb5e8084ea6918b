#!/usr/bin/python3
"""Checks the one-way order of the rooms of src, the sizes of its files and the names of its types.

Every offence is printed as file:line: what. What a room may include besides itself and the standard
library stands in ALLOWED; third-party headers have the rooms of THIRD_PARTY; functions of the C
library whose results differ from CPU to CPU occur in math/ only.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNTIME = "kernels/kernel.h"
BELOW_SPEC = ["language", "units", "math", "base"]
ALLOWED = {
    "base": [],
    "math": ["base"],
    "units": ["base"],
    "language": ["units", "math", "base"],
    "spec": ["base"],
    "yaml": ["spec", "base"],
    "kernels": BELOW_SPEC,
    "engine": [RUNTIME, "math", "units", "base"],
    "components": ["engine", "spec", *BELOW_SPEC],
    "compile": ["components", "engine", "kernels", "spec", *BELOW_SPEC],
    "hdf5": ["engine/recording.h", "engine/checkpoint.h", "engine/saved_network.h", "engine/state.h", "spec/data_source.h",
             "units", "base"],
}
ALLOWED["tools"] = [*ALLOWED, "tools"]
ALLOWED["cli"] = [*ALLOWED, "cli"]
THIRD_PARTY = {
    r"yaml-cpp/": ["yaml/"],
    r"(hdf5|H5\w*|libdeflate)\.h": ["hdf5/"],
    r"muParser|asmjit/": ["kernels/"],
    r"sleef|Random123/": ["math/"],
    r"\w*mmintrin\.h|immintrin\.h|arm_neon\.h": ["math/", "kernels/"],
    r"Eigen/|unsupported/Eigen/": ["components/integrators/"],
    r"CLI/|spdlog/": ["cli/"],
    r"fmt/": ["base/format.h"],
    r"doctest": [],
}
STANDARD = re.compile(r"[a-z_0-9]+(\.h)?|sys/\w+\.h")
FUNCTIONS = (
    "exp exp2 expm1 log log2 log10 log1p pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh "
    "acosh atanh cbrt hypot erf erfc tgamma lgamma"
).replace(" ", "|")
# std::exp(, ::exp(, or a bare exp( that is neither declared nor a member nor of another namespace.
LIBM = re.compile(rf"(?<![\w:.>])(std::|::)?({FUNCTIONS})f?l?\s*\(")
INCLUDE = re.compile(r'\s*#\s*include\s+(["<])([^">]+)[">]')
TYPE = re.compile(r"(?:struct|class|union)\s+(\w+)[^;]*\{")
LIMITS = {".cpp": 400, ".h": 150, ".def": 400}


def include_offence(file, quote, header):
    """Why `file` (relative to src) may not include `header`, or None."""
    room = file.split("/")[0]
    if quote == "<":
        for pattern, places in THIRD_PARTY.items():
            if re.match(pattern, header):
                allowed = any(file.startswith(place) for place in places)
                return None if allowed else f"<{header}> belongs in {' and '.join(places) or 'tests/'}"
        return None if STANDARD.fullmatch(header) else f"<{header}> is of no library that check_layers.py knows"
    path = ROOT / "src" / header
    if not path.exists() and not path.with_name(path.name + ".in").exists():
        return f'"{header}" is not a path from src/'
    for name in [room, *ALLOWED[room]]:
        if header == name or header.startswith(name + "/"):
            return None
    return f'{room}/ may not include "{header}"'


def without_comments(text):
    """The text with comments and strings blanked out; lines stay where they are."""
    blank = lambda match: re.sub(r"[^\n]", " ", match[0])
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(\\.|[^"\\\n])*"', blank, text, flags=re.S)


def offences(path):
    file = path.relative_to(ROOT / "src").as_posix()
    room = file.split("/")[0]
    if "/" in file and room not in ALLOWED:
        yield 1, f"there is no room {room}/ in the architecture"
        return
    text = path.read_text()
    length = text.count("\n")
    if length > LIMITS.get(path.suffix, length):
        yield LIMITS[path.suffix] + 1, f"{length} lines; {LIMITS[path.suffix]} is the limit"
    lines = zip(text.split("\n"), without_comments(text).split("\n"))
    for number, (line, code) in enumerate(lines, 1):
        if include := INCLUDE.match(line):
            if why := include_offence(file, *include.groups()):
                yield number, why
        elif room != "math" and (call := LIBM.search(code)):
            yield number, f"{call[0].strip('( ')} differs from CPU to CPU; use brian::math"


def types_of_headers(paths):
    """Name -> file:line of every definition of a type at the outer level of a header."""
    found = {}
    for path in paths:
        for number, line in enumerate(without_comments(path.read_text()).split("\n"), 1):
            if path.suffix == ".h" and (definition := TYPE.match(line)):
                place = f"{path.relative_to(ROOT)}:{number}"
                found.setdefault(definition[1], []).append(place)
    return found


def types_of_one_name(paths):
    """The linker takes members of two types of one name for one another."""
    for name, places in types_of_headers(paths).items():
        for place in places[1:]:
            yield f"{place}: there is another {name} at {places[0]}"


def main():
    paths = [path for path in sorted((ROOT / "src").rglob("*")) if path.suffix in LIMITS]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {why}"
        for path in paths
        for number, why in offences(path)
    ]
    found += types_of_one_name(paths)
    print(*found, sep="\n", end="\n" if found else "")
    print(f"layers: {len(found)} offences" if found else "layers: in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
