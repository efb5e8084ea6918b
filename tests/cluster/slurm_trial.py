#!/usr/bin/python3
"""Does a sweep as an array of Slurm jobs: slurm_trial.py BINARY

Sets up a cluster of one node on the loopback device (munged, slurmctld, slurmd) in a temporary
folder, as root, submits the array that README.md shows, and takes everything down again.
"""

import contextlib
import os
import pathlib
import socket
import subprocess
import sys
import time

import trial

JOB = """\
#!/bin/bash
#SBATCH --job-name=sweep --cpus-per-task=1 --output=slurm-%A_%a.log
brian-run sweep model.yaml -o out --only "$SLURM_ARRAY_TASK_ID"
"""
RECIPE = """\
n=$(brian-run sweep model.yaml --count)
sbatch --wait --array=0-$((n - 1)) job.sh
brian-run sweep model.yaml -o out --collect
"""
CONFIGURATION = """\
ClusterName=trial
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge/socket
CredType=cred/munge
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0
ReturnToService=2
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def free_ports(number):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def configure(folder):
    for name in ("munge", "state", "spool"):
        (folder / name).mkdir(mode=0o700)
    (folder / "munge").chmod(0o711)
    key = folder / "munge/key"
    key.write_bytes(os.urandom(1024))
    key.chmod(0o400)
    text = CONFIGURATION.format(host=socket.gethostname().split(".")[0], ports=free_ports(2),
                                folder=folder, cpus=os.cpu_count())
    (folder / "slurm.conf").write_text(text)


def daemons(folder):
    """The commands of the three daemons, all in the foreground."""
    munge = folder / "munge"
    yield ["munged", "--foreground", "--force", f"--key-file={munge}/key", f"--socket={munge}/socket",
           f"--pid-file={munge}/pid", f"--log-file={munge}/log", f"--seed-file={munge}/seed"]
    yield ["slurmctld", "-D", "-f", f"{folder}/slurm.conf"]
    yield ["slurmd", "-D", "-f", f"{folder}/slurm.conf"]


def wait_for(what, fact):
    deadline = time.monotonic() + 60
    while not fact():
        trial.expect(time.monotonic() < deadline, what, "does not come")
        time.sleep(0.1)


@contextlib.contextmanager
def cluster(folder):
    """One node that is idle; ends its daemons, and only those, at the end."""
    configure(folder)
    environment = {**os.environ, "SLURM_CONF": f"{folder}/slurm.conf",
                   "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    running = []
    try:
        for command in daemons(folder):
            log = open(folder / f"{command[0]}.out", "w", encoding="utf-8")
            running.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
            if command[0] == "munged":
                wait_for("munged", (folder / "munge/socket").exists)
        state = lambda: subprocess.run(["sinfo", "-h", "-o", "%T"], env=environment, check=False,
                                       capture_output=True, text=True).stdout
        wait_for("an idle node", lambda: "idle" in state())
        yield environment
    except BaseException:
        for log in sorted(folder.glob("*.out")) + sorted(folder.glob("slurm*.log")):
            print(f"-- {log.name}\n{log.read_text()[-2000:]}", file=sys.stderr)
        raise
    finally:
        for process in reversed(running):
            process.terminate()
        for process in reversed(running):
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def with_slurm(here):
    place = here.folder / "cluster"
    place.mkdir(mode=0o755)
    here.folder.chmod(0o755)
    (here.folder / "job.sh").write_text(JOB)
    with cluster(place) as environment:
        print("  # job.sh\n  " + JOB.strip().replace("\n", "\n  "))
        here.shell(RECIPE, SLURM_CONF=environment["SLURM_CONF"])
        here.check("out")
        logs = list(here.folder.glob("slurm-*.log"))
        trial.expect(len(logs) == trial.N_RUNS, "logs of the tasks:", logs)
        # A lost run is one task of a second array.
        next((here.folder / "out/runs").glob("00007-*.h5")).unlink()
        here.shell("sbatch --wait --array=7 job.sh\nbrian-run sweep model.yaml -o out --collect",
                   SLURM_CONF=environment["SLURM_CONF"])
        here.check("out")


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("slurm_trial.py: only root can start slurmd")
    trial.run(with_slurm, "Slurm:")
