"""What the trials of cluster recipes share: a folder with a sweep, done by itself for comparison."""

import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from program import expect  # noqa: E402
from sweep_tools import SMALL_CUBA, check_complete, without_wall_times  # noqa: E402

SWEEP = "sweep: {grid: {parameters.we: ['1 mV', '1.5 mV', '2 mV']}, repeat: 4}\n"
N_RUNS = 12


class Trial:
    """A temporary folder with model.yaml and, on the PATH of what runs there, brian-run."""

    def __init__(self, binary, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / "model.yaml").write_text(SMALL_CUBA + SWEEP)
        (self.folder / "bin").mkdir()
        (self.folder / "bin/brian-run").symlink_to(pathlib.Path(binary).resolve())
        self.shell(f"brian-run sweep model.yaml -o undisturbed -q", show=False)

    def shell(self, script, show=True, code=0, **environment):
        """Runs a script of the README as it stands there."""
        if show:
            print("  " + script.strip().replace("\n", "\n  "))
        path = f"{self.folder}/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        done = subprocess.run(["bash", "-euc", script], cwd=self.folder, text=True, check=False,
                              capture_output=True, timeout=300,
                              env={"PATH": path, "HOME": str(self.folder), **environment})
        expect(done.returncode == code, "exit code", done.returncode, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout

    def check(self, store):
        """The store holds what the sweep itself makes."""
        check_complete(self.folder / store, N_RUNS)
        expect(without_wall_times(self.folder / store) == without_wall_times(self.folder / "undisturbed"),
               "the index differs from that of the sweep itself")
        print(f"ok: {N_RUNS} complete runs in {store}, and the index of the sweep itself")


def run(trial, title):
    """The main() of a trial: tries it in a temporary folder."""
    print(title)
    with tempfile.TemporaryDirectory() as folder:
        trial(Trial(sys.argv[1], folder))
