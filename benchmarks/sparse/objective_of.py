"""Prints the mean log loss plus lambda/2 |b|^2, intercept apart, of models of logreg and LIBLINEAR on a standardised file; with --lasso
plus lambda |b|_1.

    python3 benchmarks/sparse/objective_of.py rcvstd.svm 0.01 model.json liblinear.model
    python3 benchmarks/sparse/objective_of.py --lasso rcvstd.svm 0.01 model.json liblinear.model

LIBLINEAR's bias must be trained with a large -B (100), so that its penalty does not count: its penalty is of b/100.
"""

import json
import sys

import numpy


def of_logreg(path):
    coefficients = dict(next(iter(json.load(open(path))["coefficients"].values())))
    intercept = coefficients.pop("(intercept)")
    return intercept, {int(name): value for name, value in coefficients.items()}


def of_liblinear(path):
    lines = open(path).read().split("\n")
    header = dict(line.split(" ", 1) for line in lines[: lines.index("w")] if " " in line)
    sign = 1 if int(header["label"].split()[0]) > 0 else -1
    weights = [sign * float(line) for line in lines[lines.index("w") + 1 :] if line.strip()]
    return weights[-1] * float(header["bias"]), {index + 1: value for index, value in enumerate(weights[:-1])}


is_lasso = sys.argv[1] == "--lasso"
data, strength, *models = sys.argv[2:] if is_lasso else sys.argv[1:]
strength = float(strength)
rows = [line.split() for line in open(data)]
for path in models:
    intercept, weights = of_logreg(path) if path.endswith(".json") else of_liblinear(path)
    loss = 0.0
    for label, *entries in rows:
        eta = intercept + sum(weights.get(int(index), 0) * float(value) for index, value in (entry.split(":") for entry in entries))
        loss += numpy.logaddexp(0, -eta if int(label) > 0 else eta)
    norm = sum(abs(value) if is_lasso else value * value / 2 for value in weights.values())
    print(f"{path} {loss / len(rows) + strength * norm:.12f}")
