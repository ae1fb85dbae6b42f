#!/usr/bin/env python3
"""Two processes of one thread against one process of two threads, on one machine: the same command, interleaved, medians.

    python3 ranks.py LOGREG DATA [RUNS]

LOGREG is the native executable. The launcher's own start-up is measured with a program that starts MPI and ends, and told apart.
The models of all runs are compared byte for byte.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

logreg, data = sys.argv[1:3]
runs = int(sys.argv[3]) if len(sys.argv) > 3 else 7
environment = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
openmpi = ["mpirun.openmpi", "--oversubscribe", "--bind-to", "none", "-n", "2"]
mpich = ["mpiexec.mpich", "-n", "2"]
folder = tempfile.mkdtemp()


def train(name, threads):
    return [logreg, "train", data, "--quiet", "--reproducible", "--threads", str(threads), "-o", f"{folder}/{name}.json"]


commands = {
    "one process, 2 threads": train("one", 2),
    "one process, 1 thread": train("single", 1),
    "Open MPI, 2 processes": openmpi + train("openmpi", 1),
    "MPICH, 2 processes": mpich + train("mpich", 1),
    "Open MPI, start-up alone": openmpi + [logreg, "--version"],
    "MPICH, start-up alone": mpich + [logreg, "--version"],
}
seconds = {name: [] for name in commands}
for _ in range(runs):
    for name, command in commands.items():
        start = time.perf_counter()
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds[name].append(time.perf_counter() - start)

models = {open(f"{folder}/{name}.json", "rb").read() for name in ("one", "single", "openmpi", "mpich")}
median = {name: statistics.median(values) for name, values in seconds.items()}
for name, value in median.items():
    print(f"{name:28} {value:7.3f} s")
for library in ("Open MPI", "MPICH"):
    own = median[f"{library}, 2 processes"] - median[f"{library}, start-up alone"]
    print(f"{library}: {own:.3f} s without start-up, {own / median['one process, 2 threads']:.3f} times one process of two threads")
print("models:", "the same" if len(models) == 1 else "DIFFERENT")
sys.exit(0 if len(models) == 1 else 1)
