#!/usr/bin/python3
"""Does a sweep with GNU parallel, as README.md says: parallel_trial.py BINARY"""

import trial

RECIPE = """\
mkdir -p out/runs
brian-run sweep model.yaml -o out --print-commands | parallel -j 2 --joblog out/jobs.txt
brian-run sweep model.yaml -o out --collect
"""


def with_parallel(here):
    here.shell("mkdir -p .parallel; touch .parallel/will-cite", show=False)  # it asks for a citation once
    here.shell(RECIPE)
    lines = (here.folder / "out/jobs.txt").read_text().splitlines()
    trial.expect(len(lines) == 1 + trial.N_RUNS, "jobs of parallel:", lines)
    here.check("out")
    # What was lost is done again.
    next((here.folder / "out/runs").glob("00003-*.h5")).unlink()
    left = here.shell("brian-run sweep model.yaml -o out --resume --print-commands | tee left.txt | wc -l")
    trial.expect(left.strip() == "1", "commands that are left:", left)
    here.shell("parallel -j 2 < left.txt && brian-run sweep model.yaml -o out --collect")
    here.check("out")


if __name__ == "__main__":
    trial.run(with_parallel, "GNU parallel:")
