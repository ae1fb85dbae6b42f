"""Writes ridge.golden.json beside this script: ridge-penalised logistic regression on the files of data/.

    python3 tests/LogReg.Core.Tests/Golden/ridge.py

Last run with Python 3.11.2, scikit-learn 1.2.1, numpy 1.24.2, pandas 1.5.3, mpmath 1.2.1.

The objective is (mean log loss) + lambda/2 |b|^2 with b on standardised columns: numeric columns (also those of 0 and 1)
have mean 0 and population standard deviation 1, a category has a 0/1 column for each of its levels, and the intercept
is not penalised. That is scikit-learn's objective with C = 1/(rows lambda). scikit-learn gives the first digits; a few
Newton steps with 40 digits give the rest. Coefficients are written on the original scale of their feature.
"""

import json
import pathlib
import platform
import warnings

import mpmath
import numpy
import pandas
import sklearn
from mpmath import mp, mpf
from sklearn.linear_model import LogisticRegression

FOLDER = pathlib.Path(__file__).resolve().parent
DATA = FOLDER / "../../../data"
mp.dps = 40

# The digits that scikit-learn's solvers have here (its lbfgs stops early, on the change of the loss, whatever `tol` is);
# the script fails if the polished solution is further away than this, relative to its largest coefficient.
AGREEMENT = {"lbfgs": 1e-4, "newton-cg": 1e-8}


class Design:
    """Columns as lists of mpf: standardised numbers and 0/1 indicators, with their way back to the original scale."""

    def __init__(self, table, numeric, categorical):
        self.names, self.columns, self.means, self.deviations = [], [], [], []
        for name in table.columns:
            if name in numeric:
                cells = [mpf(float(value)) for value in table[name]]
                present = [cell for cell in cells if not mpmath.isnan(cell)]
                mean = mpmath.fsum(present) / len(present)
                cells = [mean if mpmath.isnan(cell) else cell for cell in cells]
                deviation = mpmath.sqrt(mpmath.fsum((cell - mean) ** 2 for cell in cells) / len(cells))
                self._add(name, [(cell - mean) / deviation for cell in cells], mean, deviation)
            elif name in categorical:
                for level in sorted(table[name].unique()):
                    self._add(f"{name}={level}", [mpf(int(cell == level)) for cell in table[name]], mpf(0), mpf(1))
        self.rows = len(table)

    def _add(self, name, column, mean, deviation):
        self.names.append(name)
        self.columns.append(column)
        self.means.append(mean)
        self.deviations.append(deviation)

    def to_numpy(self):
        return numpy.array([[float(cell) for cell in column] for column in self.columns]).T

    def on_original_scale(self, beta):
        """`beta` is the intercept, then a coefficient for each column."""
        slopes = [b / deviation for b, deviation in zip(beta[1:], self.deviations)]
        intercept = beta[0] - mpmath.fsum(b * mean for b, mean in zip(slopes, self.means))
        return {"(intercept)": float(intercept)} | {name: float(b) for name, b in zip(self.names, slopes)}


def probabilities(design, betas):
    """A list of probabilities for each equation in `betas`; every row's linear predictors are exponentiated."""
    powers = [
        [mpmath.exp(beta[0] + mpmath.fdot(beta[1:], row)) for row in zip(*design.columns)]
        for beta in betas
    ]
    totals = [mpmath.fsum(row) for row in zip(*powers)]
    return [[power / total for power, total in zip(equation, totals)] for equation in powers]


def polish(design, codes, penalty, betas, free):
    """Newton's method on the softmax objective, the equations `free` moving and the others (of zeros) standing still."""
    ones = [mpf(1)] * design.rows
    columns = [ones] + design.columns
    width = len(columns)
    for _ in range(6):
        p = probabilities(design, betas)
        gradient = mpmath.matrix(width * len(free), 1)
        hessian = mpmath.matrix(width * len(free), width * len(free))
        for a, j in enumerate(free):
            residual = [pi - int(code == j) for pi, code in zip(p[j], codes)]
            for c in range(width):
                gradient[a * width + c] = mpmath.fdot(residual, columns[c]) / design.rows + (penalty * betas[j][c] if c else 0)
            for b, k in enumerate(free):
                weights = [pj * (int(j == k) - pk) for pj, pk in zip(p[j], p[k])]
                for c in range(width):
                    weighted = [w * cell for w, cell in zip(weights, columns[c])]
                    for d in range(width):
                        ridge = penalty if c == d and c and j == k else 0
                        hessian[a * width + c, b * width + d] = mpmath.fdot(weighted, columns[d]) / design.rows + ridge
                if len(free) == len(betas):
                    # All classes move: a constant added to every intercept changes nothing. Their sum stays as it is.
                    hessian[a * width, b * width] += 1
        if mpmath.norm(gradient) < mpf(10) ** -32:
            break
        step = mpmath.lu_solve(hessian, -gradient)
        for a, j in enumerate(free):
            betas[j] = [value + step[a * width + c] for c, value in enumerate(betas[j])]
    assert mpmath.norm(gradient) < mpf(10) ** -32
    return betas


def with_sklearn(design, codes, penalty, solver):
    model = LogisticRegression(
        C=1 / (design.rows * penalty), solver=solver, tol=1e-14, max_iter=200, multi_class="auto"
    )
    with warnings.catch_warnings():
        # No double-precision gradient is as small as this `tol`: newton-cg goes as far as it can, then complains.
        warnings.simplefilter("ignore")
        model.fit(design.to_numpy(), codes)
    return numpy.column_stack([model.intercept_, model.coef_])


def golden(data, table, target, penalty, numeric, categorical=(), note=""):
    design = Design(table.drop(columns=target), numeric, categorical)
    classes = sorted(table[target].unique())
    codes = [classes.index(value) for value in table[target]]
    found = {solver: with_sklearn(design, codes, penalty, solver) for solver in AGREEMENT}

    binary = len(classes) == 2
    free = [1] if binary else list(range(len(classes)))
    start = found["newton-cg"]
    if not binary:
        start = start - start.mean(axis=0) * (numpy.arange(start.shape[1]) == 0)  # intercepts that sum to 0
    betas = [[mpf(float(value)) for value in row] for row in start]
    if binary:
        betas.insert(0, [mpf(0)] * len(betas[0]))
    exact_penalty = mpf(str(penalty))
    betas = polish(design, codes, exact_penalty, betas, free)

    polished = numpy.array([[float(value) for value in betas[j]] for j in free])
    if not binary:
        assert abs(polished.sum(axis=0)).max() < 1e-14
    for solver, limit in AGREEMENT.items():
        error = abs(found[solver] - polished).max() / abs(polished).max()
        print(f"{data} lambda={penalty} {solver}: {error:.1e}")
        assert error < limit

    p = probabilities(design, betas)
    log_loss = -mpmath.fsum(mpmath.log(p[code][row]) for row, code in enumerate(codes)) / design.rows
    loss = log_loss + exact_penalty / 2 * mpmath.fsum(b**2 for j in free for b in betas[j][1:])
    coefficients = {str(classes[j]): design.on_original_scale(betas[j]) for j in free}
    fitted = {str(classes[j]): [float(value) for value in p[j][:5]] for j in free}
    return {
        "data": data,
        "formula": f"{target} ~ {' + '.join(list(table.columns.drop(target)))} {note}".strip(),
        "rows": design.rows,
        "lambda": penalty,
        "loss": float(loss),
        "logLoss": float(log_loss),
        "coefficients": coefficients[str(classes[1])] if binary else coefficients,
        "firstFitted": fitted[str(classes[1])] if binary else fitted,
    }


def titanic(penalty):
    table = pandas.read_csv(DATA / "titanic.csv", float_precision="round_trip")
    return golden("titanic.csv", table, "survived", penalty, ["age"], ["sex", "passengerClass"],
                  "(a missing age is the mean of the others)")


def birthwt(penalty):
    table = pandas.read_csv(DATA / "birthwt.csv", dtype={"race": str}, float_precision="round_trip")
    numeric = [name for name in table.columns if name not in ("low", "race")]
    return golden("birthwt.csv", table, "low", penalty, numeric, ["race"], "(race as a category)")


def iris(penalty):
    table = pandas.read_csv(DATA / "iris.csv", float_precision="round_trip")
    return golden("iris.csv", table, "species", penalty, list(table.columns[:-1]), (), "(intercepts sum to 0)")


result = {
    "script": "ridge.py",
    "tool": f"scikit-learn {sklearn.__version__}, polished with mpmath {mpmath.__version__}, "
            f"numpy {numpy.__version__}, pandas {pandas.__version__}, Python {platform.python_version()}",
    "objective": "mean log loss + lambda/2 |b|^2, numeric columns standardised (population), every level of a category kept",
    "birthwt001": birthwt(0.01),
    "birthwt01": birthwt(0.1),
    "titanic001": titanic(0.01),
    "titanic01": titanic(0.1),
    "iris001": iris(0.01),
}
(FOLDER / "ridge.golden.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
