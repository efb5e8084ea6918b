#!/usr/bin/python3
"""Runs clang-tidy over src: tidy.py BUILD_FOLDER [--thorough] [PART_OF_A_PATH ...]

--thorough also runs the static analyser and other slow checks, which more than doubles the time
(scripts/test --full does it).

What has passed is remembered in BUILD_FOLDER/passed by a hash of all that the verdict depends on:
the file, the headers of src that it includes, its compile command, .clang-tidy and the version of
clang-tidy. So a second run looks only at what has changed.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIDY = "clang-tidy-14"
THOROUGH = "--thorough" in sys.argv
# Two checks walk through all identifiers of the standard library, and the others look for habits of
# C that the compilers' own warnings or the rest of the checks leave no room for.
SLOW = ",".join(
    "-" + check
    for check in """clang-analyzer-* bugprone-reserved-identifier bugprone-stringview-nullptr
    bugprone-suspicious-string-compare bugprone-multiple-statement-macro
    bugprone-assert-side-effect bugprone-suspicious-semicolon bugprone-unused-raii
    bugprone-not-null-terminated-result bugprone-misplaced-widening-cast
    bugprone-signed-char-misuse bugprone-suspicious-memset-usage bugprone-virtual-near-miss
    bugprone-forward-declaration-namespace bugprone-incorrect-roundings
    bugprone-misplaced-operator-in-strlen-in-alloc bugprone-narrowing-conversions
    performance-type-promotion-in-math-fn bugprone-implicit-widening-of-multiplication-result
    misc-definitions-in-headers""".split()
)
CHECKS = [] if THOROUGH else [f"--checks={SLOW}"]
PARTS = [part for part in sys.argv[2:] if part != "--thorough"]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def closure(path, seen):
    """Adds the file and all files of src that it includes, directly or not."""
    if path not in seen and path.is_file():
        seen.add(path)
        for header in INCLUDE.findall(path.read_text()):
            closure(ROOT / "src" / header, seen)
    return seen


def fingerprint(entry, settings):
    digest = hashlib.sha256(settings + entry["command"].encode())
    for path in sorted(closure(pathlib.Path(entry["file"]), set())):
        digest.update(path.as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def look_at(entry, folder):
    """What clang-tidy has to say; empty when nothing."""
    command = [TIDY, "--quiet", "-p", str(folder), *CHECKS, entry["file"]]
    done = subprocess.run(command, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout or done.stderr


def main():
    folder = pathlib.Path(sys.argv[1])
    passed = folder / "passed"
    passed.mkdir(exist_ok=True)
    version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
    settings = version + str(CHECKS).encode() + (ROOT / ".clang-tidy").read_bytes()
    entries = [
        entry
        for entry in json.loads((folder / "compile_commands.json").read_text())
        if entry["file"].startswith(f"{ROOT}/src/")
        and (not PARTS or any(part in entry["file"] for part in PARTS))
    ]
    todo = {fingerprint(entry, settings): entry for entry in entries}
    todo = {key: entry for key, entry in todo.items() if not (passed / key).exists()}
    print(f"clang-tidy: {len(todo)} of {len(entries)} files to look at", flush=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        verdicts = pool.map(lambda entry: look_at(entry, folder), todo.values())
        for key, verdict in zip(todo, verdicts):
            if verdict:
                print(verdict, flush=True)
                failed += 1
            else:
                (passed / key).touch()
    print(f"clang-tidy: {failed} files with warnings" if failed else "clang-tidy: no warnings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
