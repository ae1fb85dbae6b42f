"""Writes penalized.golden.json beside this script: penalties with corners, by programs that share nothing with glmnet.

    python3 tests/LogReg.Core.Tests/Golden/penalized.py

Last run with Python 3.11.2, scikit-learn 1.2.1, numpy 1.24.2, pandas 1.5.3.

The objective is (mean log loss) + lambda (alpha (sum |b| or groups) + (1 - alpha)/2 |b|^2) with b on standardised columns:
numeric columns (also those of 0 and 1) have mean 0 and population standard deviation 1, a category has a 0/1 column for
each of its levels, and the intercept is not penalised. Coefficients are written on the original scale of their feature,
those at the optimum and those that are not 0 only; the intercepts of several classes sum to 0.

* `sklearn...`: scikit-learn's saga at C = 1/(rows lambda), until nothing moves. `kkt` is by how much its answer misses the
  conditions of an optimum (Karush, Kuhn, Tucker) at most.
* `group...`: the coefficients of a categorical feature have alpha sqrt(K) |b|_2 together, over all equations, with K the
  number of these coefficients, in place of alpha |b|_1. Accelerated proximal gradient descent with restarts (Beck &
  Teboulle 2009; O'Donoghue & Candes 2015) finds which groups are 0, Newton's method on the others gives the last digits.
"""

import json
import math
import pathlib
import platform
import warnings

import numpy
import pandas
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

FOLDER = pathlib.Path(__file__).resolve().parent
DATA = FOLDER / "../../../data"


class Design:
    """Standardised numbers and 0/1 indicators with their way back; `groups` has the columns of each categorical feature."""

    def __init__(self, table, target, categorical):
        self.names, self.groups = [], []
        columns, means, deviations = [], [], []
        for name in table.columns.drop(target):
            if name in categorical:
                levels = sorted(table[name].unique())
                self.groups.append(list(range(len(columns), len(columns) + len(levels))))
                for level in levels:
                    self.names.append(f"{name}={level}")
                    columns.append((table[name] == level).to_numpy(float))
                    means.append(0.0)
                    deviations.append(1.0)
            else:
                values = table[name].to_numpy(float)
                self.names.append(name)
                columns.append((values - values.mean()) / values.std())
                means.append(values.mean())
                deviations.append(values.std())
        self.x = numpy.column_stack(columns)
        self.means, self.deviations = numpy.array(means), numpy.array(deviations)
        self.classes = sorted(table[target].unique())
        self.codes = table[target].map(self.classes.index).to_numpy()

    def on_original_scale(self, intercept, b):
        slopes = b / self.deviations
        return {"(intercept)": intercept - slopes @ self.means} | {
            name: slope for name, slope in zip(self.names, slopes) if slope != 0}


class Problem:
    """Loss, gradient and Hessian in parameters of one row an equation: the intercept, then a number for each column."""

    def __init__(self, design):
        self.design = design
        self.z = numpy.column_stack([numpy.ones(len(design.x)), design.x])
        self.rows, self.width = self.z.shape
        self.binary = len(design.classes) == 2
        self.equations = 1 if self.binary else len(design.classes)
        wanted = [1] if self.binary else range(self.equations)
        self.target = numpy.column_stack([design.codes == code for code in wanted]).astype(float)

    def probabilities(self, b):
        eta = self.z @ b.T
        if self.binary:
            return 1 / (1 + numpy.exp(-eta))
        power = numpy.exp(eta - eta.max(axis=1, keepdims=True))
        return power / power.sum(axis=1, keepdims=True)

    def gradient(self, b):
        return (self.probabilities(b) - self.target).T @ self.z / self.rows

    def hessian(self, b):
        p = self.probabilities(b)
        blocks = [[self.z.T @ (self.z * (p[:, j] * ((j == k) - p[:, k]))[:, None]) / self.rows
                   for k in range(self.equations)] for j in range(self.equations)]
        if not self.binary:
            # A constant added to all intercepts changes nothing: make that direction stand still.
            for row in blocks:
                for block in row:
                    block[0, 0] += 1
        return numpy.block(blocks)

    def loss(self, b):
        p = self.probabilities(b)
        likely = p * self.target + (1 - p) * (1 - self.target) if self.binary else (p * self.target).sum(axis=1, keepdims=True)
        return -numpy.log(likely).mean()

    def coefficients(self, b):
        if self.binary:
            return self.design.on_original_scale(b[0, 0], b[0, 1:])
        equations = [self.design.on_original_scale(row[0], row[1:]) for row in b]
        mean = sum(equation["(intercept)"] for equation in equations) / len(equations)
        for equation in equations:
            equation["(intercept)"] -= mean
        return dict(zip(self.design.classes, equations))


class GroupPenalty:
    """Sets of (equation, parameter): groups with their norm, the other slopes with their absolute values."""

    def __init__(self, problem, penalty, alpha):
        self.penalty, self.alpha = penalty, alpha
        grouped = {1 + column for group in problem.design.groups for column in group}
        self.sets = [[(e, 1 + column) for e in range(problem.equations) for column in group] for group in problem.design.groups]
        self.sets += [[(e, parameter)] for e in range(problem.equations) for parameter in range(1, problem.width) if parameter not in grouped]
        self.sets = [tuple(numpy.array(places).T) for places in self.sets]

    def corner(self, places):
        return self.penalty * self.alpha * math.sqrt(len(places[0]))

    def proximal(self, b, step):
        b = b.copy()
        for places in self.sets:
            norm = numpy.linalg.norm(b[places])
            b[places] *= 0 if norm == 0 else max(0, 1 - step * self.corner(places) / norm) / (1 + step * self.penalty * (1 - self.alpha))
        return b

    def value(self, b):
        return sum(self.corner(places) * numpy.linalg.norm(b[places]) + self.penalty * (1 - self.alpha) / 2 * (b[places] ** 2).sum()
                   for places in self.sets)

    def kkt(self, problem, b):
        gradient = problem.gradient(b)
        worst = abs(gradient[:, 0]).max()
        for places in self.sets:
            norm = numpy.linalg.norm(b[places])
            pull = gradient[places] + self.penalty * (1 - self.alpha) * b[places]
            worst = max(worst, numpy.linalg.norm(pull) - self.corner(places) if norm == 0
                        else abs(pull + self.corner(places) * b[places] / norm).max())
        return worst

    def polish(self, problem, b):
        """Newton's method on the sets that are not 0."""
        live = [places for places in self.sets if b[places].any()]
        free = numpy.zeros_like(b, dtype=bool)
        free[:, 0] = True
        for places in live:
            free[places] = True
        active = numpy.flatnonzero(free)
        for _ in range(20):
            gradient = problem.gradient(b)
            hessian = problem.hessian(b)
            for places in live:
                values = b[places]
                norm = numpy.linalg.norm(values)
                gradient[places] += self.corner(places) * values / norm + self.penalty * (1 - self.alpha) * values
                flat = places[0] * problem.width + places[1]
                hessian[numpy.ix_(flat, flat)] += (self.corner(places) / norm * (numpy.eye(len(values)) - numpy.outer(values, values) / norm ** 2)
                                                   + self.penalty * (1 - self.alpha) * numpy.eye(len(values)))
            step = numpy.linalg.solve(hessian[numpy.ix_(active, active)], gradient.ravel()[active])
            b = b.copy()
            b.ravel()[active] -= step
            if abs(step).max() < 1e-15:
                break
        return b


def solve_groups(problem, penalty):
    # The loss is no more curved than half the largest eigenvalue of X'X/n (a quarter for two classes).
    step = 1 / ((0.25 if problem.binary else 0.5) * numpy.linalg.eigvalsh(problem.z.T @ problem.z / problem.rows)[-1])
    b = numpy.zeros((problem.equations, problem.width))
    ahead, momentum = b, 1.0
    for _ in range(200_000):
        moved = penalty.proximal(ahead - step * problem.gradient(ahead), step)
        if ((ahead - moved) * (moved - b)).sum() > 0:
            momentum = 1.0
        grown = (1 + math.sqrt(1 + 4 * momentum ** 2)) / 2
        ahead = moved + (momentum - 1) / grown * (moved - b)
        b, momentum = moved, grown
        if penalty.kkt(problem, b) < 1e-9:
            break
    polished = penalty.polish(problem, b)
    assert abs(polished - b).max() < 1e-5 and penalty.kkt(problem, polished) < 1e-13, (abs(polished - b).max(), penalty.kkt(problem, polished))
    return polished


def group(data_name, design, alpha, lambdas, note=""):
    problem = Problem(design)
    points = {}
    for value in lambdas:
        penalty = GroupPenalty(problem, value, alpha)
        b = solve_groups(problem, penalty)
        points[str(value)] = {"lambda": value, "kkt": penalty.kkt(problem, b), "loss": problem.loss(b),
                              "objective": problem.loss(b) + penalty.value(b), "coefficients": problem.coefficients(b)}
        print(data_name, note, value, penalty.kkt(problem, b), [bool(b[places].any()) for places in penalty.sets])
    return {"data": data_name, "note": note, "alpha": alpha, "points": points}


def scikit_learn(data_name, design, alpha, value, note=""):
    problem = Problem(design)
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        kind = {1: "l1", 0: "l2"}.get(alpha, "elasticnet")
        model = LogisticRegression(
            penalty=kind, C=1 / (problem.rows * value), l1_ratio=alpha if kind == "elasticnet" else None, solver="saga",
            tol=1e-15, max_iter=1_000_000, random_state=1, multi_class="ovr" if problem.binary else "multinomial").fit(design.x, design.codes)
    b = numpy.column_stack([model.intercept_, model.coef_])
    gradient = problem.gradient(b)
    pull = gradient[:, 1:] + value * (1 - alpha) * b[:, 1:]
    corner = value * alpha
    residual = numpy.where(b[:, 1:] == 0, numpy.maximum(abs(pull) - corner, 0), abs(pull + corner * numpy.sign(b[:, 1:])))
    kkt = max(residual.max(), abs(gradient[:, 0]).max())
    print("scikit-learn", data_name, note, alpha, value, kkt, model.n_iter_)
    assert kkt < 1e-13
    objective = problem.loss(b) + value * (alpha * abs(b[:, 1:]).sum() + (1 - alpha) / 2 * (b[:, 1:] ** 2).sum())
    return {"data": data_name, "note": note, "alpha": alpha, "lambda": value, "C": 1 / (problem.rows * value), "kkt": kkt,
            "loss": problem.loss(b), "objective": objective, "coefficients": problem.coefficients(b)}


def read(name, **types):
    return pandas.read_csv(DATA / name, float_precision="round_trip", dtype=types)


birthwt = Design(read("birthwt.csv", race=str), "low", ["race"])
titanic = Design(read("titanic.csv").dropna(), "survived", ["sex", "passengerClass"])
passenger_class = Design(read("titanic.csv").dropna(), "passengerClass", ["survived", "sex"])
breast_cancer = Design(read("breast-cancer.csv"), "diagnosis", [])
iris = Design(read("iris.csv"), "species", [])

COMPLETE = "(rows without a missing age)"
result = {
    "script": "penalized.py",
    "tool": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, pandas {pandas.__version__}, Python {platform.python_version()}",
    "sklearn": {
        "birthwtLasso": scikit_learn("birthwt.csv", birthwt, 1, 0.01),
        "birthwtElasticNet": scikit_learn("birthwt.csv", birthwt, 0.5, 0.02),
        "birthwtRidge": scikit_learn("birthwt.csv", birthwt, 0, 0.01),
        "breastCancerLasso": scikit_learn("breast-cancer.csv", breast_cancer, 1, 0.02),
        "breastCancerElasticNet": scikit_learn("breast-cancer.csv", breast_cancer, 0.5, 0.02),
        "irisLasso": scikit_learn("iris.csv", iris, 1, 0.02),
        "irisElasticNet": scikit_learn("iris.csv", iris, 0.5, 0.01),
    },
    "group": {
        "birthwtLasso": group("birthwt.csv", birthwt, 1, [0.1, 0.05, 0.03, 0.02, 0.01, 0.003]),
        "titanicLasso": group("titanic.csv", titanic, 1, [0.2, 0.1, 0.05, 0.02, 0.005], COMPLETE),
        "titanicElasticNet": group("titanic.csv", titanic, 0.5, [0.2, 0.05, 0.01], COMPLETE),
        "passengerClassElasticNet": group("titanic.csv", passenger_class, 0.8, [0.2, 0.05, 0.02, 0.005], COMPLETE),
    },
}
(FOLDER / "penalized.golden.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
