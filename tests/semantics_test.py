#!/usr/bin/python3
"""Checks that every test that semantics.md names exists: semantics_test.py

A row names files of tests/ in backticks, each with the names of test cases in double quotes, or says
`none: why`, or leaves it to the `tests of clocks`.
"""

import pathlib
import re
import sys

TESTS = pathlib.Path(__file__).resolve().parent
MAP = TESTS / "semantics.md"
REFERENCE = re.compile(r'`([\w./]+/[\w./]+|\w+_test\.py)`((?:,? "[^"]+")*)')
BETWEEN_LITERALS = re.compile(r'"\s*"')


def rows(text):
    """Line number, what is to be shown, and by what."""
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and cells[-1] != "shown by":
            yield number, cells[0].strip("| "), cells[-1].strip("| ")


def content(path):
    """The text of a file, with literals that C++ joins in one."""
    text = path.read_text(encoding="utf-8")
    return BETWEEN_LITERALS.sub("", text) if path.suffix == ".cpp" else text


def mistakes_of(shown_by):
    if shown_by.startswith("none: ") or shown_by == "see tests of clocks":
        return []
    references = REFERENCE.findall(shown_by)
    if not references:
        return ["names no test"]
    found = []
    for file, quoted in references:
        path = TESTS / file
        if not path.is_file():
            found.append(f"there is no tests/{file}")
            continue
        names = re.findall(r'"([^"]+)"', quoted)
        if path.suffix == ".cpp" and not names:
            found.append(f"names no test case of {file}")
        text = content(path)
        found += [f"{file} has no '{name}'" for name in names if name not in text]
    # What is left over was quoted in a way that nothing above has read.
    if '"' in REFERENCE.sub("", shown_by):
        found.append("quotes a name that belongs to no file")
    return found


def main():
    number_of_rows, wrong = 0, 0
    for line, feature, shown_by in rows(MAP.read_text(encoding="utf-8")):
        number_of_rows += 1
        for mistake in mistakes_of(shown_by):
            print(f"{MAP.name}:{line}: {feature}: {mistake}", file=sys.stderr)
            wrong += 1
    print(f"{number_of_rows} rows, {wrong} mistakes")
    return 1 if wrong or not number_of_rows else 0


if __name__ == "__main__":
    sys.exit(main())
