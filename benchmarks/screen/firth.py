"""Firth's penalised likelihood in high precision: all maxima that many starts in double precision find, the highest refined."""
import gmpy2
from gmpy2 import mpfr
import numpy
import scipy.optimize

from reference import factorise, inverse, solve


def _double(problem):
    x = numpy.array([[float(v) for v in entry[0]] for entry in problem.entries])
    offset = numpy.array([float(entry[1]) for entry in problem.entries])
    positive = numpy.array([float(entry[3][1]) for entry in problem.entries])
    weight = numpy.array([float(entry[4]) for entry in problem.entries])
    return x, offset, positive, weight


def _objective(beta, x, offset, positive, weight):
    """Minus the penalised log-likelihood and its gradient, in double precision, for the search for maxima."""
    eta = offset + x @ beta
    mu = 0.5 * (1 + numpy.tanh(eta / 2))
    curvature = weight * mu * (1 - mu)
    information = x.T @ (curvature[:, None] * x)
    sign, log_determinant = numpy.linalg.slogdet(information)
    if sign <= 0 or not numpy.isfinite(log_determinant):
        return 1e10, numpy.zeros(len(beta))
    leverage = curvature * numpy.einsum("ij,jk,ik->i", x, numpy.linalg.inv(information), x)
    value = positive @ eta - weight @ numpy.logaddexp(0, eta) + log_determinant / 2
    return -value, -(x.T @ (positive - weight * mu + leverage * (0.5 - mu)))


def score(problem, beta):
    """The penalised score, the penalised log-likelihood and the factor of the information, in full precision."""
    width = problem.width
    _, information = problem.derivatives(beta)
    factor = factorise(information)
    covariance = inverse(factor)
    value = problem.log_likelihood(beta) + sum((gmpy2.log(p) for p in factor[1]), mpfr(0)) / 2
    total = [mpfr(0)] * width
    for x, offset, _, counts, weight in problem.entries:
        eta = problem.log_odds(beta, x, offset)[1]
        mu = 1 / (1 + gmpy2.exp(-eta))
        spread = [gmpy2.fsum([covariance[i][j] * x[j] for j in range(width)]) for i in range(width)]
        leverage = weight * mu * (1 - mu) * gmpy2.fsum([x[i] * spread[i] for i in range(width)])
        residual = counts[1] - weight * mu + leverage * (mpfr(1) / 2 - mu)
        for j in range(width):
            total[j] += residual * x[j]
    return total, value, covariance


def _refine(problem, beta, free):
    """Newton's method on the score with a Jacobian by differences of 1e-40: each step more than doubles the digits."""
    h = mpfr("1e-40")
    beta = list(beta)
    for _ in range(40):
        now, value, covariance = score(problem, beta)
        jacobian = []
        for j in free:
            moved = list(beta)
            moved[j] += h
            other = score(problem, moved)[0]
            jacobian.append([(now[i] - other[i]) / h for i in free])
        symmetric = [[(jacobian[a][b] + jacobian[b][a]) / 2 for b in range(a + 1)] for a in range(len(free))]
        step = solve(factorise(symmetric), [now[i] for i in free])
        size = max((abs(s) for s in step), default=mpfr(0))
        if size > 1:
            step = [s / size for s in step]
        for j, s in zip(free, step):
            beta[j] += s
        if size < mpfr("1e-35"):
            return beta, value, covariance
    raise ArithmeticError("Firth: not refined")


def search(problem, seed, fixed=None, starts=150):
    """Local maxima in double precision from many starts, the highest first: (value, coefficients). `fixed` holds some: {index: value}."""
    x, offset, positive, weight = _double(problem)
    random = numpy.random.RandomState(seed)
    scale = numpy.maximum(numpy.sqrt((x * x).mean(axis=0)), 1e-300)
    fixed = fixed or {}
    free = [j for j in range(problem.width) if j not in fixed]

    def whole(part):
        beta = numpy.zeros(problem.width)
        beta[free] = part / scale[free]
        for j, value in fixed.items():
            beta[j] = value
        return beta

    def function(part):
        value, gradient = _objective(whole(part), x, offset, positive, weight)
        return value, gradient[free] / scale[free]

    if not free:
        return [(-function(numpy.zeros(0))[0], whole(numpy.zeros(0)))]
    found = []
    with numpy.errstate(all="ignore"):
        for number in range(starts):
            start = random.normal(size=len(free)) * (0 if number == 0 else 10 ** random.uniform(-1, 1.8))
            if number % 2:
                start[0] -= offset.mean()
            end = scipy.optimize.minimize(function, start, jac=True, method="BFGS", options={"gtol": 1e-9})
            if numpy.isfinite(end.fun) and end.fun < 1e9 and numpy.abs(end.jac).max() < 1e-4:
                found.append((-end.fun, whole(end.x)))
    if not found:
        raise ArithmeticError("Firth: no maximum found")
    return sorted(found, key=lambda pair: -pair[0])


def maximise(problem, seed):
    """The highest maximum, refined, and how many maxima were met."""
    found = search(problem, seed)
    beta, value, covariance = _refine(problem, [mpfr(v) for v in found[0][1]], list(range(problem.width)))
    distinct = []
    for other, _ in found:
        if not distinct or distinct[-1] - other > 1e-6:
            distinct.append(other)
    return beta, value, covariance, len(distinct)
