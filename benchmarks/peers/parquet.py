"""Compares `logreg train` on one table as CSV, as Parquet in small row groups and in one large one, and as a cache, with scikit-learn on the
same Parquet file (sklearn_parquet.py), in turn, and prints medians as a table.

    python3 benchmarks/peers/parquet.py LOGREG libduckdb.so FOLDER [RUNS]

Generates 1,000,000 rows of 28 standard normal numbers with all of their digits into FOLDER, once. libduckdb.so comes with DuckDB, or with
the NuGet package DuckDB.NET.Bindings.Full. Processor seconds are those of all threads in user mode, with those in the system after the plus.
"""
import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import time

import numpy as np

ROWS, COLUMNS = 1_000_000, 28
logreg, library, folder = (os.path.abspath(argument) for argument in sys.argv[1:4])
runs = int(sys.argv[4]) if len(sys.argv) > 4 else 5
peer = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sklearn_parquet.py")
os.makedirs(folder, exist_ok=True)
os.chdir(folder)


def write_csv(path):
    generator = np.random.default_rng(1)
    numbers = generator.standard_normal((ROWS, COLUMNS))
    coefficients = [(0.5 if j % 2 == 0 else -0.5) * 0.5 ** (j // 8) for j in range(COLUMNS)]
    target = generator.random(ROWS) < 1 / (1 + np.exp(0.5 - numbers @ coefficients))
    with open(path, "w") as file:
        file.write(",".join(f"x{j + 1}" for j in range(COLUMNS)) + ",y\n")
        for row, is_one in zip(numbers, target):
            file.write(",".join(map(repr, row.tolist())) + f",{int(is_one)}\n")


def write_parquet(*statements):
    duckdb, pointer = ctypes.CDLL(library), ctypes.c_void_p

    class Result(ctypes.Structure):
        _fields_ = [("parts", ctypes.c_uint64 * 8)]

    duckdb.duckdb_query.argtypes = [pointer, ctypes.c_char_p, pointer]
    duckdb.duckdb_result_error.restype = ctypes.c_char_p
    database, connection = pointer(), pointer()
    if duckdb.duckdb_open(None, ctypes.byref(database)) or duckdb.duckdb_connect(database, ctypes.byref(connection)):
        sys.exit("DuckDB cannot be opened")
    for statement in statements:
        result = Result()
        if duckdb.duckdb_query(connection, statement.encode(), ctypes.byref(result)):
            sys.exit(duckdb.duckdb_result_error(ctypes.byref(result)).decode())


def measure(command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return end - start, after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime


if not os.path.exists("numbers.csv"):
    write_csv("part.csv")
    os.rename("part.csv", "numbers.csv")
if not os.path.exists("large.parquet"):
    write_parquet(
        "CREATE TABLE numbers AS SELECT * FROM read_csv('numbers.csv')",
        "COPY numbers TO 'small.parquet' (FORMAT parquet, ROW_GROUP_SIZE 65536)",
        f"COPY numbers TO 'part.parquet' (FORMAT parquet, ROW_GROUP_SIZE {2 * ROWS})")
    os.rename("part.parquet", "large.parquet")
subprocess.run([logreg, "cache", "numbers.csv", "-o", "numbers.logreg", "--quiet"], check=True)

train = lambda file: [logreg, "train", file, "--target", "y", "--quiet", "-o", file + ".json"]
programs = {
    "logreg train, CSV": train("numbers.csv"),
    "logreg train, Parquet, row groups of 65,536": train("small.parquet"),
    "logreg train, Parquet, one row group": train("large.parquet"),
    "logreg train, cache": train("numbers.logreg"),
    "scikit-learn lbfgs, DuckDB, row groups of 65,536": [sys.executable, peer, library, "small.parquet"],
}
times = {name: [] for name in programs}
for _ in range(runs):
    for name, command in programs.items():
        times[name].append(measure(command))



def without_provenance(path):
    with open(path) as file:
        model = json.load(file)
    del model["provenance"]
    return json.dumps(model)


models = {without_provenance(file + ".json") for file in ("numbers.csv", "small.parquet", "large.parquet", "numbers.logreg")}
print(f"the models are {'the same' if len(models) == 1 else 'DIFFERENT'}; medians of {runs} runs in turn\n")
print("| program | seconds | processor seconds | times ours |\n|---|---|---|---|")
medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in times.items()}
ours = medians["logreg train, Parquet, row groups of 65,536"][1]
for name, (wall, user, system) in medians.items():
    print(f"| {name} | {wall:.2f} | {user:.2f} + {system:.2f} | {user / ours:.1f} |")
