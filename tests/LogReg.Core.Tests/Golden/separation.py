"""Writes separation.golden.json beside this script: which rows of small random data sets can be separated.

    python3 tests/LogReg.Core.Tests/Golden/separation.py

The numbers are small integers and half of the data sets have a planted structure, so that every kind of separation occurs. Truth comes from a linear
program per row, solved by HiGHS: maximise z_i g under z_k g >= 0 for all rows k and z_i g <= 1, where z = (2y - 1) * (1, x). The optimum is 1 where
some direction separates row i, and 0 where none does.
"""

import json
import pathlib
import platform

import numpy
import scipy
from scipy.optimize import linprog

FOLDER = pathlib.Path(__file__).resolve().parent
SETS = 60


def draw(generator, number):
    rows = int(generator.integers(6, 28))
    columns = int(generator.integers(1, 6))
    x = generator.integers(-2, 3, (rows, columns))
    if number % 4 == 1:
        x = (x > 0).astype(int)
    if number % 4 == 2 and columns > 1:
        x[:, -1] = x[:, :-1].sum(axis=1)
    slope = generator.normal(size=columns) * generator.choice([0.3, 3, 30])
    y = (generator.random(rows) < 1 / (1 + numpy.exp(-(x @ slope + generator.normal())))).astype(int)
    y[:2] = [0, 1]
    return x, y


def separated(x, y):
    z = (2 * y - 1)[:, None] * numpy.column_stack([numpy.ones(len(y), int), x])
    flags = []
    for row in z:
        upper = numpy.vstack([-z, row])
        limits = numpy.append(numpy.zeros(len(z)), 1)
        solution = linprog(-row, A_ub=upper, b_ub=limits, bounds=(None, None), method="highs")
        assert solution.status == 0, solution.message
        assert min(abs(solution.fun), abs(solution.fun + 1)) < 1e-9, solution.fun
        flags.append(int(solution.fun < -0.5))
    return flags


def main():
    generator = numpy.random.default_rng(20)
    document = {
        "script": "separation.py",
        "tools": f"Python {platform.python_version()}, numpy {numpy.__version__}, scipy {scipy.__version__}",
    }
    for number in range(SETS):
        x, y = draw(generator, number)
        document[f"set{number}"] = {
            "columns": {f"x{j + 1}": x[:, j].tolist() for j in range(x.shape[1])},
            "classes": y.tolist(),
            "separated": separated(x, y),
        }
    text = json.dumps(document, separators=(",", ":")).replace('"set', '\n"set')
    (FOLDER / "separation.golden.json").write_text(text + "\n")
    sizes = [(sum(entry["separated"]), len(entry["classes"])) for entry in document.values() if isinstance(entry, dict)]
    print("none", sum(s == 0 for s, _ in sizes), "quasi", sum(0 < s < n for s, n in sizes), "complete", sum(s == n for s, n in sizes))


main()
