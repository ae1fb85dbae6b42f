"""The maximum of the likelihood in 120 decimal digits: the reference of the screen.

Newton's method with step halving in MPFR (gmpy2), for two classes and more, with weights, offsets and rows whose set of
possible classes is restricted (the limit of a separated likelihood). Nothing here is shared with logreg.
"""
import gmpy2
from gmpy2 import mpfr
import mpmath

PRECISION_BITS = 400
gmpy2.get_context().precision = PRECISION_BITS
TINY = mpfr("1e-90")


class Problem:
    """Rows put together where they are alike: one entry (x, offset, allowed classes) has a weight for each class."""

    def __init__(self, rows, class_count, width):
        self.class_count = class_count
        self.width = width
        groups = {}
        for x, offset, weight, label, allowed in rows:
            if weight == 0:
                continue
            counts = groups.setdefault((x, offset, allowed), [mpfr(0)] * class_count)
            counts[label] += mpfr(weight)
        self.entries = [([mpfr(v) for v in x], mpfr(offset), allowed, counts, sum(counts, mpfr(0)))
                        for (x, offset, allowed), counts in groups.items()]

    def keep(self, columns):
        """The same rows with these columns only."""
        other = Problem([], self.class_count, len(columns))
        other.entries = [([x[j] for j in columns], o, a, c, t) for x, o, a, c, t in self.entries]
        return other

    def log_odds(self, beta, x, offset):
        """The linear predictors of all classes; the first class is the base, the offset belongs to the last of two."""
        width = self.width
        eta = [mpfr(0)]
        for k in range(self.class_count - 1):
            eta.append(offset + gmpy2.fsum([x[j] * beta[k * width + j] for j in range(width)]))
        return eta

    def log_likelihood(self, beta):
        total = mpfr(0)
        for x, offset, allowed, counts, weight in self.entries:
            eta = self.log_odds(beta, x, offset)
            top = max(eta[k] for k in allowed)
            log_sum = top + gmpy2.log1p(sum((gmpy2.exp(eta[k] - top) for k in allowed), mpfr(0)) - 1)
            total += gmpy2.fsum([counts[k] * eta[k] for k in allowed]) - weight * log_sum
        return total

    def derivatives(self, beta):
        """Gradient of the log-likelihood and the information matrix (lower triangle)."""
        width, equations = self.width, self.class_count - 1
        size = width * equations
        gradient = [mpfr(0)] * size
        information = [[mpfr(0)] * (i + 1) for i in range(size)]
        for x, offset, allowed, counts, weight in self.entries:
            eta = self.log_odds(beta, x, offset)
            top = max(eta[k] for k in allowed)
            powers = [gmpy2.exp(eta[k] - top) if k in allowed else mpfr(0) for k in range(self.class_count)]
            total = sum(powers, mpfr(0))
            shares = [power / total for power in powers]
            for a in range(equations):
                residual = counts[a + 1] - weight * shares[a + 1]
                for j in range(width):
                    gradient[a * width + j] += residual * x[j]
                for b in range(a + 1):
                    if a == b:  # 1 - share as a sum of the others: no digits are lost where the share is near 1
                        others = sum((powers[k] for k in range(self.class_count) if k != a + 1), mpfr(0)) / total
                        curvature = weight * shares[a + 1] * others
                    else:
                        curvature = -weight * shares[a + 1] * shares[b + 1]
                    for i in range(width):
                        scaled = curvature * x[i]
                        row = information[a * width + i]
                        for j in range(i + 1 if a == b else width):
                            row[b * width + j] += scaled * x[j]
        return gradient, information


def factorise(matrix):
    """L·D·Lᵀ of a lower triangle; a pivot that is nothing but rounding is held at 0 (its parameter is not determined)."""
    size = len(matrix)
    lower = [[mpfr(0)] * size for _ in range(size)]
    pivots = []
    for i in range(size):
        for j in range(i):
            value = matrix[i][j] - gmpy2.fsum([lower[i][k] * lower[j][k] * pivots[k] for k in range(j)])
            lower[i][j] = value / pivots[j] if pivots[j] != 0 else mpfr(0)
        pivot = matrix[i][i] - gmpy2.fsum([lower[i][k] * lower[i][k] * pivots[k] for k in range(i)])
        pivots.append(pivot if pivot > matrix[i][i] * mpfr("1e-70") else mpfr(0))
    return lower, pivots


def solve(factor, right):
    lower, pivots = factor
    size = len(pivots)
    y = []
    for i in range(size):
        y.append(mpfr(0) if pivots[i] == 0 else right[i] - gmpy2.fsum([lower[i][k] * y[k] for k in range(i)]))
    x = [mpfr(0)] * size
    for i in reversed(range(size)):
        if pivots[i] != 0:
            x[i] = y[i] / pivots[i] - gmpy2.fsum([lower[k][i] * x[k] for k in range(i + 1, size)])
    return x


def inverse(factor):
    size = len(factor[1])
    return [solve(factor, [mpfr(int(i == j)) for i in range(size)]) for j in range(size)]


def maximise(problem, start=None):
    """The maximum-likelihood estimate, its log-likelihood and its covariance."""
    beta = start or [mpfr(0)] * (problem.width * (problem.class_count - 1))
    value = problem.log_likelihood(beta)
    for _ in range(500):
        gradient, information = problem.derivatives(beta)
        factor = factorise(information)
        step = solve(factor, gradient)
        decrement = gmpy2.fsum([g * s for g, s in zip(gradient, step)])
        scale = mpfr(1)
        while True:
            trial = [b + scale * s for b, s in zip(beta, step)]
            trial_value = problem.log_likelihood(trial)
            if trial_value >= value + scale * decrement / 1000 or decrement < mpfr("1e-60"):
                break
            scale /= 2
            if scale < mpfr("1e-40"):
                raise ArithmeticError("no step makes the likelihood larger")
        beta, value = trial, trial_value
        if decrement < TINY:
            gradient, information = problem.derivatives(beta)
            return beta, value, inverse(factorise(information))
    raise ArithmeticError("no maximum in 500 iterations")


def null_maximum(problem, intercept):
    """The log-likelihood of the intercepts and the offset alone."""
    null = problem.keep([intercept])
    start = None
    if problem.class_count == 2:  # a bracket: with large offsets Newton's method from 0 is slow
        low, high = mpfr(-4000), mpfr(4000)
        for _ in range(60):
            middle = (low + high) / 2
            if null.derivatives([middle])[0][0] > 0:
                low = middle
            else:
                high = middle
        start = [(low + high) / 2]
    beta, value, _ = maximise(null, start)
    return beta, value


def independent_columns(columns):
    """Columns, in their order, that are no linear combination of earlier ones: Gram-Schmidt in full precision."""
    basis, kept = [], []
    for j, column in enumerate(columns):
        rest = [mpfr(v) for v in column]
        length = gmpy2.fsum([v * v for v in rest])
        for _ in range(2):
            for q in basis:
                share = gmpy2.fsum([a * b for a, b in zip(q, rest)])
                rest = [r - share * a for r, a in zip(rest, q)]
        left = gmpy2.fsum([v * v for v in rest])
        if length > 0 and left > length * mpfr("1e-100"):
            root = gmpy2.sqrt(left)
            basis.append([r / root for r in rest])
            kept.append(j)
    return kept, basis


def condition_number(covariance, names):
    """√(λmax/λmin) of the inverse covariance of the slopes, scaled to ones on its diagonal."""
    slopes = [i for i, name in enumerate(names) if name != "(intercept)"]
    if not slopes:
        return 1.0
    part = [[covariance[i][j] for j in slopes[:a + 1]] for a, i in enumerate(slopes)]
    information = inverse(factorise(part))
    with mpmath.workdps(100):
        size = len(slopes)
        matrix = mpmath.matrix(size, size)
        for i in range(size):
            for j in range(size):
                entry = information[i][j] / gmpy2.sqrt(information[i][i] * information[j][j])
                matrix[i, j] = mpmath.mpf(str(entry))
        values = mpmath.eigsy((matrix + matrix.T) / 2, eigvals_only=True)
        return float(mpmath.sqrt(max(values) / min(values)))
