"""What is right for a case: the reference fit, and what a separated likelihood leaves of it."""
import math

import numpy
import gmpy2

import firth
import reference
import separation


class Design:
    """The columns that logreg makes of a case: the intercept, numbers, and an indicator for each level but the first."""

    def __init__(self, case):
        self.names = ["(intercept)"]
        columns = [[1.0] * len(case.target)]
        for name, cells in zip(case.names, case.columns):
            if name in case.categorical:
                for level in sorted(set(cells))[1:]:
                    self.names.append(f"{name}={level}")
                    columns.append([float(cell == level) for cell in cells])
            else:
                self.names.append(name)
                columns.append([float(cell) for cell in cells])
        self.classes = sorted({str(v) for v in case.target})
        self.weight = case.weight or [1.0] * len(case.target)
        self.offset = case.offset or [0.0] * len(case.target)
        used = [i for i, w in enumerate(self.weight) if w > 0]
        self.kept, basis = reference.independent_columns([[c[i] for i in used] for c in columns])
        self.orthonormal = [tuple(float(q[a]) for q in basis) for a in range(len(used))]
        labels = [self.classes.index(str(v)) for v in case.target]
        everything = tuple(range(len(self.classes)))
        self.rows = [(tuple(columns[j][i] for j in self.kept), self.offset[i], self.weight[i], labels[i], everything) for i in used]
        self.names = [self.names[j] for j in self.kept]


def useful(case):
    """Two rows of each class that count, and offsets and weights of one sign."""
    counts = {}
    for i, label in enumerate(case.target):
        if case.weight is None or case.weight[i] > 0:
            counts[label] = counts.get(label, 0) + 1
    return len(counts) == len(set(case.target)) > 1 and min(counts.values()) > 1


def expect(case):
    """The right values as a dictionary of texts, or None where the case is of no use to its area."""
    if not useful(case):
        return None
    design = Design(case)
    count, width = len(design.classes), len(design.names)
    problem = reference.Problem(design.rows, count, width)
    if case.kind == "firth":
        return expect_firth(case, design, problem)
    apart = separated_rows(design, count)
    if (case.area == "separated") != bool(apart.any()):
        return None
    null_beta, null_value = reference.null_maximum(problem, 0)
    right = {"classes": design.classes, "names": design.names, "null": str(null_value), "rows": len(design.rows)}
    if apart.any():
        return {**right, **expect_separated(design, count, apart)}
    start = [gmpy2.mpfr(0)] * (width * (count - 1))
    for k in range(count - 1):
        start[k * width] = null_beta[k]
    beta, value, covariance = reference.maximise(problem, start)
    return {**right, **estimates(beta, covariance), "value": str(value),
            "condition": worst_condition(covariance, design.names, count)}


def worst_condition(covariance, names, count):
    width = len(names)
    return max(reference.condition_number([row[k * width:(k + 1) * width] for row in covariance[k * width:(k + 1) * width]], names)
               for k in range(count - 1))


def estimates(beta, covariance):
    """Estimates and their covariance against the first class, as texts of 40 digits."""
    return {"beta": [f"{b:.40g}" for b in beta], "covariance": [[f"{v:.40g}" for v in row[:i + 1]] for i, row in enumerate(covariance)]}


def separated_rows(design, count):
    """Which pairs of a row and another class a direction separates; on orthonormal columns, so that scales do not matter."""
    rows = [(numpy.array(q), o, w, label, a) for q, (_, o, w, label, a) in zip(design.orthonormal, design.rows)]
    unit = 1 / math.sqrt(len(rows))
    constraints, _ = separation.differences(rows, count, len(design.names))
    return separation.separated_pairs(numpy.round(constraints / unit, 12))


def expect_separated(design, count, apart):
    width = len(design.names)
    constraints, pairs = separation.differences([(numpy.array(r[0]), *r[1:]) for r in design.rows], count, width)
    apart = separation.separated_pairs(constraints)
    verdicts = separation.directions(constraints, count, width)
    gone = {pair for pair, flag in zip(pairs, apart) if flag}
    rows = [(x, o, w, label, tuple(k for k in a if (i, k) not in gone)) for i, (x, o, w, label, a) in enumerate(design.rows)]
    limit = [row for row in rows if len(row[4]) > 1]
    if not limit:
        return {"separated": "complete", "verdicts": verdicts, "value": "0"}
    beta, value, covariance = reference.maximise(reference.Problem(limit, count, width))
    return {"separated": "quasi", "verdicts": verdicts, "value": str(value), **estimates(beta, covariance)}


def expect_firth(case, design, problem):
    """The log-likelihoods are those without the penalty, that of the intercept alone at its maximum; the test is of penalised ones."""
    beta, penalised, covariance, maxima = firth.maximise(problem, case.number)
    width = len(design.names)
    null = firth.search(problem, case.number, {j: 0.0 for j in range(1, width)}, 8)[0][0]
    without = [firth.search(problem, case.number, {j: 0.0}, 8)[0][0] for j in range(width)]
    return {"classes": design.classes, "names": design.names, "rows": len(design.rows), **estimates(beta, covariance),
            "value": str(problem.log_likelihood(beta)), "null": str(reference.null_maximum(problem, 0)[1]),
            "penalised": str(penalised), "test": repr(2 * (float(penalised) - float(null))),
            "without": [float(v) for v in without], "maxima": maxima,
            "condition": reference.condition_number(covariance, design.names)}
