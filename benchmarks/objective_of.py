"""How exact are two paths? The penalised objective of both, at each lambda, from the coefficients that they wrote.

    python3 benchmarks/objective_of.py FILE.csv PATH.csv OTHER.csv [ALPHA]

FILE has a target `y` of 0 and 1 and numeric features. A path has a line a lambda with the columns `lambda`, `(intercept)` and
one a feature, on the features' original scale; other columns are ignored. The objective is
(mean log loss) + lambda (alpha |b|_1 + (1 - alpha)/2 |b|_2^2), b on columns standardised with the population standard deviation,
alpha 1 by default. Prints, for each lambda that both have, by how much either is above the lower one, relative to the objective
where all coefficients are 0. Debian: python3-pandas.
"""
import sys

import numpy as np
import pandas as pd

file, *paths = sys.argv[1:4]
alpha = float(sys.argv[4]) if len(sys.argv) > 4 else 1.0
data = pd.read_csv(file)
target = data.pop("y").to_numpy(float)
features = data.to_numpy(float)
deviations = features.std(axis=0)
share = target.mean()
null_loss = -(share * np.log(share) + (1 - share) * np.log(1 - share))


def objectives(path):
    table = pd.read_csv(path)
    slopes = table[list(data.columns)].to_numpy(float)
    result = {}
    # A few lambdas at a time: the log-odds of all of them may not fit into memory.
    for start in range(0, len(table), 8):
        rows = slice(start, start + 8)
        log_odds = features @ slopes[rows].T + table["(intercept)"].to_numpy(float)[rows]
        losses = (np.logaddexp(0, log_odds) - target[:, None] * log_odds).mean(axis=0)
        standardised = slopes[rows] * deviations
        penalties = alpha * np.abs(standardised).sum(axis=1) + (1 - alpha) / 2 * (standardised ** 2).sum(axis=1)
        for value, loss, penalty in zip(table["lambda"].to_numpy(float)[rows], losses, penalties):
            result[float(f"{value:.9g}")] = loss + value * penalty
    return result


first, second = map(objectives, paths)
common = sorted(first.keys() & second.keys(), reverse=True)
if not common:
    sys.exit("The paths have no lambda in common.")
excess = np.array([[first[value], second[value]] for value in common])
excess = (excess - excess.min(axis=1, keepdims=True)) / null_loss
print("lambda,first,second")
for value, (one, other) in zip(common, excess):
    print(f"{value:.9g},{one:.3e},{other:.3e}")
print(f"largest: {paths[0]} {excess[:, 0].max():.3e}, {paths[1]} {excess[:, 1].max():.3e}", file=sys.stderr)
