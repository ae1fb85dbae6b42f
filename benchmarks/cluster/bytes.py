#!/usr/bin/env python3
"""Trains models with every solver and kind of inference in one process and in several, and compares their files byte for byte.

    python3 bytes.py LOGREG [RANKS [THREADS]]       by default 1,2,3,4,7 processes of 1,2 threads, with Open MPI and MPICH

LOGREG is the native executable. The data are made here: 90,000 rows, so that six chunks are dealt and seven processes leave one without.
"""
import os
import random
import subprocess
import sys
import tempfile
import time

logreg = os.path.abspath(sys.argv[1])
ranks = [int(word) for word in (sys.argv[2] if len(sys.argv) > 2 else "1,2,3,4,7").split(",")]
threads = [int(word) for word in (sys.argv[3] if len(sys.argv) > 3 else "1,2").split(",")]
environment = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
LAUNCHERS = {
    "Open MPI": ["mpirun.openmpi", "-q", "--oversubscribe", "--bind-to", "none", "-n"],
    "MPICH": ["mpiexec.mpich", "-n"],
}
folder = tempfile.mkdtemp()
generator = random.Random(1)


def rows(count):
    yield "x,z,u,group,site,weight,exposure,y,color"
    for row in range(count):
        x, z, u = generator.gauss(0, 1), generator.random(), generator.randint(0, 9)
        group = generator.choice("abcdefgh")
        score = 0.8 * x - z + 0.1 * u + 0.3 * "abcdefgh".index(group) - 1 + generator.gauss(0, 1.5)
        color = "red" if score > 1 else "green" if score > -0.5 else "blue"
        missing = "" if row % 997 == 5 else f"{z:.4f}"
        yield (f"{x:.5f},{missing},{u},{group},{row % 301},{generator.randint(1, 3)},{generator.random():.3f},"
               f"{'yes' if score > 0.4 else 'no'},{color}")


def write(name, lines):
    path = f"{folder}/{name}"
    with open(path, "w") as file:
        file.writelines(line + "\n" for line in lines)
    return path


large = write("large.csv", rows(90_000))
small = write("small.csv", rows(400))
separated = write("separated.csv", ("x,z,y" if row == 0 else
                  f"{(x := generator.gauss(0, 1)):.4f},{generator.random():.3f},{int(x > 0.2)}" for row in range(50_001)))
TARGET = ["--target", "y", "--exclude", "color,site,weight,exposure"]
COLORS = ["--target", "color", "--exclude", "y,site,weight,exposure"]
CASES = {
    "newton": [large, *TARGET],
    "newton-cg": [large, *TARGET, "--solver", "newton-cg"],
    "lbfgs": [large, *TARGET, "--solver", "lbfgs"],
    "gd": [large, *TARGET, "--solver", "gd", "--max-iterations", "60"],
    "ridge": [large, *TARGET, "--lambda", "0.01"],
    "lasso": [large, *TARGET, "--penalty", "lasso", "--lambda", "0.01"],
    "elastic net": [large, *TARGET, "--penalty", "elastic-net", "--alpha", "0.5", "--lambda", "0.01"],
    "lasso path": [large, *TARGET, "--penalty", "lasso", "--lambda", "path"],
    "lasso, λ by cross-validation": [large, *TARGET, "--penalty", "lasso", "--lambda", "cv", "--folds", "3"],
    "weights": [large, "--target", "y", "--exclude", "color,site,exposure", "--weight", "weight"],
    "offset": [large, "--target", "y", "--exclude", "color,site,weight", "--offset", "exposure"],
    "class weights": [large, *TARGET, "--class-weight", "balanced", "--standard-errors", "hc1"],
    "three classes": [large, *COLORS],
    "three classes, ridge": [large, *COLORS, "--lambda", "0.01"],
    "Firth": [large, *TARGET, "--firth"],
    "Firth, few rows": [small, *TARGET, "--firth"],
    "robust": [large, *TARGET, "--standard-errors", "hc1"],
    "clusters": [large, "--target", "y", "--exclude", "color,weight,exposure", "--standard-errors", "cluster:site"],
    "profile, drop-one": [large, *TARGET, "--intervals", "profile", "--drop1"],
    "separation": [separated],
    "cross-validation": [large, *TARGET, "--cv", "5"],
    "test set, threshold": [large, *TARGET, "--test-size", "0.2", "--threshold", "youden"],
    "formula": [large, "--formula", "y ~ spline(x) * group + poly(z, 2)"],
    "missing cells imputed": [large, *TARGET, "--missing", "impute"],
}


def train(options, prefix=(), own_threads=2):
    path = f"{folder}/model.json"
    if os.path.exists(path):
        os.remove(path)
    job = subprocess.run(
        [*prefix, logreg, "train", *options, "--quiet", "--reproducible", "--threads", str(own_threads), "-o", path],
        env=environment, capture_output=True, timeout=600)
    model = open(path, "rb").read() if os.path.exists(path) else b""
    return job.returncode, model, job.stderr


different = 0
for name, options in CASES.items():
    started = time.perf_counter()
    one = train(options)
    if one[0] not in (0, 3):
        sys.exit(f"{name}: {one[2].decode()}")
    results = []
    for launcher, words in LAUNCHERS.items():
        for size in ranks:
            for count in threads:
                if train(options, [*words, str(size)], count) != one:
                    results.append(f"{launcher}, {size} processes, {count} threads")
    different += len(results)
    print(f"{name:30} exit {one[0]}  {len(one[1]):7} bytes  {time.perf_counter() - started:6.1f} s  "
          f"{'the same' if not results else 'DIFFERENT: ' + '; '.join(results)}", flush=True)
sys.exit(1 if different else 0)
