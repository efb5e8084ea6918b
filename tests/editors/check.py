#!/usr/bin/python3
"""What editors make of the schema, by the language server that they use:
check.py FOLDER BRIAN_RUN [--update]

FOLDER gets yaml-language-server from npm, in the versions of package-lock.json. No model of
configs/ may have a mistake; those of wrong/ must have the mistakes, and at the places, that
NAME.expected lists (--update writes these anew), and BRIAN_RUN must refuse them too; completion
offers the keys, and hover explains them, as cases.py says.
"""

import pathlib
import re
import shutil
import subprocess
import sys

import cases
from language_server import LanguageServer

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FIRST_LINES = "# yaml-language-server: $schema=../schemas/network.schema.json\nbrian-run: 1\n"
PACKAGES = ("package.json", "package-lock.json")


def install(folder):
    """Asks npm for the server unless it is there in this version."""
    folder.mkdir(parents=True, exist_ok=True)
    same = all((folder / name).exists() and
               (folder / name).read_bytes() == (HERE / name).read_bytes() for name in PACKAGES)
    if same and (folder / "node_modules" / "yaml-language-server").exists():
        return
    for name in PACKAGES:
        shutil.copy(HERE / name, folder / name)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder,
                   check=True)


class Texts:
    """Documents beside the models of configs/, none of them twice: the server remembers."""

    def __init__(self):
        self.number = 0

    def path(self):
        self.number += 1
        return ROOT / "configs" / f"new_{self.number}.yaml"

    def with_cursor(self, marked):
        """Path, text and place of the mark, line and column from 0."""
        whole = FIRST_LINES + marked
        before, after = whole.split("¦")
        line = before.count("\n")
        return self.path(), before + after, line, len(before) - before.rfind("\n") - 1


def models_without_mistakes(server):
    paths = sorted((ROOT / "configs").rglob("*.yaml"))
    unmarked = [path for path in paths
                if "yaml-language-server: $schema=" not in path.read_text(encoding="utf-8")]
    found = server.check({path: path.read_text(encoding="utf-8") for path in paths})
    print(f"{len(paths)} models of configs/ opened")
    return [f"{path} does not name the schema" for path in unmarked] + [
        f"{path}:{line}:{column}: {message}"
        for path, mistakes in found.items() for line, column, message in mistakes]


def wrong_models(server, binary, update):
    paths = sorted((HERE / "wrong").glob("*.yaml"))
    found = server.check({path: path.read_text(encoding="utf-8") for path in paths})
    wrong = []
    for path, mistakes in found.items():
        said = "".join(f"{line}:{column}: {message}\n" for line, column, message in mistakes)
        kept = path.with_suffix(".expected")
        if update:
            kept.write_text(said, encoding="utf-8")
        if not said:
            wrong.append(f"{path}: the editor sees no mistake")
        if not kept.exists() or kept.read_text(encoding="utf-8") != said:
            wrong.append(f"{path}: the editor says\n{said}")
        if subprocess.run([binary, "--check", "-q", path], capture_output=True,
                          check=False).returncode != 65:
            wrong.append(f"{path}: the program does not refuse it")
    print(f"{len(paths)} wrong models opened")
    return wrong


def inserted(item):
    """The text that choosing a proposal writes, its placeholders filled in."""
    text = item.get("textEdit", {}).get("newText") or item.get("insertText") or item["label"]
    return re.sub(r"\$\{\d+:?([^{}]*)\}|\$\d+", lambda found: found.group(1) or "", text)


def completions(server, texts):
    wrong = []
    for marked, wanted, unwanted in cases.COMPLETIONS:
        offered = server.complete(*texts.with_cursor(marked))
        for label in wanted:
            if label not in offered:
                wrong.append(f"{marked!r}: '{label}' is not offered, but {', '.join(offered)}")
        wrong += [f"{marked!r}: '{label}' is offered" for label in unwanted if label in offered]
    for marked, label, expected in cases.INSERTED:
        written = inserted(server.complete(*texts.with_cursor(marked))[label])
        if written != expected:
            wrong.append(f"{marked!r}: '{label}' writes\n{written}\nand not\n{expected}")
    return wrong


def written_sections(server, texts):
    """The example of each section, written into a file, has no mistake."""
    offered = server.complete(*texts.with_cursor("¦"))
    written = {name: inserted(offered[name]) for name in cases.SECTIONS}
    documents = {texts.path(): f"{FIRST_LINES}{text}\n{other(name)}"
                 for name, text in written.items()}
    found = server.check(documents)
    return [f"{documents[path]}\n{line}:{column}: {message}"
            for path, mistakes in found.items() for line, column, message in mistakes]


def other(name):
    """What a model needs beside a section."""
    run = "run: {dt: 0.1 ms, duration: 1 s}\n"
    return run if name == "groups" else cases.GROUP + run


def hovers(server, texts):
    wrong = []
    for marked, wanted in cases.HOVERS:
        said = server.hover(*texts.with_cursor(marked))
        wrong += [f"{marked!r}: the hover does not say '{words}' but\n{said}"
                  for words in wanted if words not in said]
    return wrong


def main():
    arguments = [word for word in sys.argv[1:] if word != "--update"]
    if len(arguments) != 2:
        print(__doc__)
        return 2
    folder, binary = pathlib.Path(arguments[0]), str(pathlib.Path(arguments[1]).resolve())
    install(folder)
    texts = Texts()
    with LanguageServer(folder) as server:
        wrong = [*models_without_mistakes(server),
                 *wrong_models(server, binary, "--update" in sys.argv),
                 *completions(server, texts), *written_sections(server, texts),
                 *hovers(server, texts)]
    for what in wrong:
        print(what)
    n_checks = len(cases.COMPLETIONS) + len(cases.INSERTED) + len(cases.SECTIONS)
    print(f"{n_checks} completions, {len(cases.HOVERS)} hovers tried: "
          f"{'as expected' if not wrong else f'{len(wrong)} wrong'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
