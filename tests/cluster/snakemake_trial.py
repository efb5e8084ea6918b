#!/usr/bin/python3
"""Does a sweep with Snakemake and the Snakefile beside this file: snakemake_trial.py BINARY"""

import pathlib
import shutil

import trial

RECIPE = "snakemake --cores 2 --config model=model.yaml out=out"


def with_snakemake(here):
    shutil.copy(pathlib.Path(__file__).resolve().parent / "Snakefile", here.folder)
    here.shell(RECIPE)
    here.check("out")
    files = {path: path.stat().st_mtime_ns for path in (here.folder / "out/runs").glob("*.h5")}
    lost = sorted(files)[5]
    lost.unlink()
    here.shell(RECIPE)
    here.check("out")
    again = [path.name for path, time in files.items() if path.stat().st_mtime_ns != time]
    trial.expect(again == [lost.name], "done again:", again)
    print(f"ok: of the runs only {lost.name}, which was removed, was done again")


if __name__ == "__main__":
    trial.run(with_snakemake, "Snakemake:")
