"""Which rows and coefficients are separated, by linear programs (HiGHS), for two classes and more."""
import numpy
import scipy.optimize


def differences(rows, class_count, width):
    """The constraints zγ ≥ 0 of all rows and other classes, as a matrix; pairs (row, other class)."""
    lines, pairs = [], []
    for number, (x, _, weight, label, _) in enumerate(rows):
        if weight == 0:
            continue
        for other in range(class_count):
            if other == label:
                continue
            line = numpy.zeros(width * (class_count - 1))
            if label > 0:
                line[(label - 1) * width:label * width] += x
            if other > 0:
                line[(other - 1) * width:other * width] -= x
            lines.append(line)
            pairs.append((number, other))
    return numpy.array(lines), pairs


def separated_pairs(constraints):
    """True for each constraint that some separating direction makes positive: max Σt, Zγ ≥ t, 0 ≤ t ≤ 1."""
    unique, back = numpy.unique(constraints, axis=0, return_inverse=True)
    count, size = unique.shape
    result = scipy.optimize.linprog(
        numpy.concatenate([numpy.zeros(size), -numpy.ones(count)]),
        A_ub=numpy.hstack([-unique, numpy.eye(count)]), b_ub=numpy.zeros(count),
        bounds=[(None, None)] * size + [(0, 1)] * count, method="highs")
    if result.status != 0:
        raise ArithmeticError("linear program: " + result.message)
    return (result.x[size:] > 0.5)[numpy.ravel(back)]


def directions(constraints, class_count, width):
    """For each base class the verdicts on the other classes' coefficients: ∞ or -∞ where every separating direction that moves a
    coefficient moves it one way, – where it may go either way, else finite. {base: [verdict of class 0's coefficients, …]}."""
    unique = numpy.unique(constraints, axis=0)
    size = unique.shape[1]
    known = {}

    def reaches(cost):
        key = tuple(cost)
        if key not in known:
            result = scipy.optimize.linprog(-cost, A_ub=-unique, b_ub=numpy.zeros(len(unique)), bounds=[(-1, 1)] * size, method="highs")
            known[key] = -result.fun > 1e-7
        return known[key]

    answers = {}
    for base in range(class_count):
        verdicts = []
        for label in range(class_count):
            for j in range(width):
                cost = numpy.zeros(size)
                if label > 0:
                    cost[(label - 1) * width + j] += 1
                if base > 0:
                    cost[(base - 1) * width + j] -= 1
                up, down = reaches(cost), reaches(-cost)
                verdicts.append("–" if up and down else "∞" if up else "-∞" if down else "finite")
        answers[str(base)] = verdicts
    return answers
