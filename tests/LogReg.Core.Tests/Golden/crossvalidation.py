"""Writes crossvalidation.golden.json beside this script: cross-validated curves of penalised logistic regression.

    python3 tests/LogReg.Core.Tests/Golden/crossvalidation.py

Last run with Python 3.11.2, numpy 1.24.2, scikit-learn 1.2.1, pandas 1.5.3.

Row i of a file (from 0) is held out by fold i mod 5. Of the training rows of a fold each column is standardised (mean 0, population standard deviation 1), and
(mean log loss) + lambda/2 |b|^2 is minimised by Newton's method from 0 until its steps no longer shrink; lambda = 0 is plain maximum likelihood.
For the lasso the penalty is lambda |b|_1: which coefficients are 0 comes from accelerated proximal gradient steps, the others from Newton's method with their signs held; the
conditions of the optimum are asserted to 1e-13. The rows held out
are standardised by the same numbers and predicted. A curve has the mean over the folds, weighted by their rows, and its standard error
sqrt(sum w (m - mean)^2 / sum w / (K - 1)), as cv.glmnet does it. The position of the best mean (of equal ones the first, lambda falls), and of the largest lambda
within one standard error of it, are written, too.
"""

import json
import pathlib

import numpy
import pandas
from sklearn.metrics import roc_auc_score

FOLDER = pathlib.Path(__file__).resolve().parent
DATA = FOLDER / "../../../data"
FOLDS = 5
LAMBDAS = [3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001]
LASSO_LAMBDAS = [0.2, 0.08, 0.06, 0.04, 0.025, 0.015, 0.008, 0.004, 0.001, 0.0003]


def newton(x, y, lam):
    """The minimum; x has a column of ones in front."""
    b = numpy.zeros(x.shape[1])
    strength = numpy.full(x.shape[1], float(lam))
    strength[0] = 0
    last = numpy.inf

    def value(b):
        eta = x @ b
        return numpy.mean(numpy.logaddexp(0, eta) - y * eta) + strength @ b**2 / 2

    for _ in range(200):
        p = 1 / (1 + numpy.exp(-(x @ b)))
        gradient = x.T @ (p - y) / len(y) + strength * b
        hessian = (x.T * (p * (1 - p))) @ x / len(y) + numpy.diag(strength)
        step = numpy.linalg.solve(hessian, gradient)
        size = numpy.abs(step).max()
        if size >= last and size < 1e-10:
            return b
        scale = 1.0
        while size > 1e-6 and value(b - scale * step) > value(b):
            scale /= 2
        last = size
        b = b - scale * step
    raise RuntimeError("no convergence")


def lasso(x, y, lam):
    """The minimum of (mean log loss) + lam |b|_1; x has a column of ones in front, which is not penalised."""
    n, p = x.shape
    strength = numpy.full(p, float(lam))
    strength[0] = 0

    def gradient(b):
        return x.T @ (1 / (1 + numpy.exp(-(x @ b))) - y) / n

    step = 4 * n / numpy.linalg.eigvalsh(x.T @ x).max()
    b, ahead, momentum = numpy.zeros(p), numpy.zeros(p), 1.0
    for _ in range(20000):
        moved = ahead - step * gradient(ahead)
        new = numpy.sign(moved) * numpy.maximum(numpy.abs(moved) - step * strength, 0)
        if numpy.abs(new - b).max() < 1e-13:
            break
        if (ahead - new) @ (new - b) > 0:  # Uphill: momentum begins anew.
            momentum = 1.0
        following = (1 + numpy.sqrt(1 + 4 * momentum**2)) / 2
        ahead = new + (momentum - 1) / following * (new - b)
        b, momentum = new, following
    active = (b != 0) | (strength == 0)
    signs = numpy.sign(b[active])
    part = x[:, active]
    for _ in range(20):
        probability = 1 / (1 + numpy.exp(-(x @ b)))
        slope = part.T @ (probability - y) / n + strength[active] * signs
        b[active] -= numpy.linalg.solve((part.T * (probability * (1 - probability))) @ part / n, slope)
    final = gradient(b)
    assert numpy.all((numpy.sign(b[active]) == signs) | (strength[active] == 0))
    assert numpy.abs(final[active] + strength[active] * signs).max() < 1e-13
    assert numpy.all(numpy.abs(final[~active]) <= strength[~active])
    return b


def estimate(values, weights):
    mean = numpy.average(values, weights=weights)
    return mean, numpy.sqrt(numpy.average((numpy.array(values) - mean) ** 2, weights=weights) / (len(values) - 1))


def curves(x, y, lambdas, solve=newton):
    fold_of = numpy.arange(len(y)) % FOLDS
    scores = {name: [[] for _ in lambdas] for name in ("logLoss", "rocAuc", "accuracy")}
    for fold in range(FOLDS):
        train, test = fold_of != fold, fold_of == fold
        means, deviations = x[train].mean(axis=0), x[train].std(axis=0)
        ones = numpy.ones((len(y), 1))
        z = numpy.hstack([ones, (x - means) / deviations])
        for index, lam in enumerate(lambdas):
            eta = z[test] @ solve(z[train], y[train], lam)
            scores["logLoss"][index].append(numpy.mean(numpy.logaddexp(0, eta) - y[test] * eta))
            scores["rocAuc"][index].append(roc_auc_score(y[test], eta))
            scores["accuracy"][index].append(numpy.mean((eta >= 0) == (y[test] == 1)))
    weights = [int((fold_of == fold).sum()) for fold in range(FOLDS)]
    result = {"lambdas": lambdas}
    for name, values in scores.items():
        pairs = [estimate(one, weights) for one in values]
        cost = [mean if name == "logLoss" else -mean for mean, _ in pairs]
        best = int(numpy.argmin(cost))
        simplest = next(index for index in range(len(cost)) if cost[index] <= cost[best] + pairs[best][1])
        result[name] = {
            "mean": [mean for mean, _ in pairs],
            "standardError": [error for _, error in pairs],
            "best": best,
            "oneStandardError": simplest,
        }
    return result


def main():
    golden = {}
    for name, target, positive in (("birthwt", "low", 1), ("breast-cancer", "diagnosis", "malignant")):
        table = pandas.read_csv(DATA / f"{name}.csv")
        y = (table.pop(target) == positive).to_numpy().astype(float)
        x = table.to_numpy().astype(float)
        golden[name] = curves(x, y, LAMBDAS)
        if name == "birthwt":
            golden["birthwt, no penalty"] = curves(x, y, [0])
            golden["birthwt, lasso"] = curves(x, y, LASSO_LAMBDAS, lasso)
    (FOLDER / "crossvalidation.golden.json").write_text(json.dumps(golden, indent=1) + "\n")


main()
