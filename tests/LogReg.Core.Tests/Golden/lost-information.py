"""Reference numbers for three classes of which one has lost its information about a direction: z differs from x only in rows where the class `low` has
probability 1e-31, so that the contrasts of x and z with `low` are not determined, while those of the other two classes are.

Writes cases/lost-information.csv and lost-information.golden.json beside this script: the exact maximum of the likelihood by Newton's method with
200 digits, and the standard errors from the inverse of the information there. Run with: python3 lost-information.py. Needs mpmath.
"""
import json
import math
import os
import random

import mpmath
from mpmath import mp, mpf

mp.dps = 200
FOLDER = os.path.dirname(os.path.abspath(__file__))
CLASSES = ["low", "b", "c"]
FAR = 30


def rows():
    generator = random.Random(7)

    def draw(weights):
        rest = generator.random() * sum(weights)
        for index, weight in enumerate(weights):
            rest -= weight
            if rest < 0:
                return index
        return len(weights) - 1

    result = []
    for _ in range(90):
        x = round(generator.uniform(-2, 2), 2)
        result.append((x, x, 1.0, draw([math.exp(-2 * x), 1, math.exp(0.3 * x)])))
    for _ in range(30):
        d = generator.choice([-1, 1, 2, -2])
        x = FAR + round(generator.uniform(-1, 1), 2)
        result.append((x, round(x + d, 2), 1.0, 1 + draw([1, math.exp(0.5 * d)])))
    for d in (-2, -1, 1, 2, 1, -1):
        result.append((FAR, FAR + d, 5e-32, 0))
    return result


def derivatives(data, beta):
    """Gradient and information of the log-likelihood; equations of `low` and `c` against `b`."""
    gradient = mpmath.zeros(6, 1)
    information = mpmath.zeros(6, 6)
    for x, z, weight, label in data:
        row = [mpf(1), mpf(repr(x)), mpf(repr(z))]
        eta = [sum(row[j] * beta[3 * k + j] for j in range(3)) for k in range(2)]
        e = [mpmath.exp(value) for value in eta]
        p = [value / (1 + e[0] + e[1]) for value in e]
        w = mpf(repr(weight))
        for k in range(2):
            own = 1 if label == (0, 2)[k] else 0
            for j in range(3):
                gradient[3 * k + j] += w * (own - p[k]) * row[j]
                for l in range(2):
                    curvature = w * p[k] * ((1 if k == l else 0) - p[l])
                    for m in range(3):
                        information[3 * k + j, 3 * l + m] += curvature * row[j] * row[m]
    return gradient, information


def log_likelihood(data, beta):
    total = mpf(0)
    for x, z, weight, label in data:
        row = [mpf(1), mpf(repr(x)), mpf(repr(z))]
        eta = [sum(row[j] * beta[3 * k + j] for j in range(3)) for k in range(2)]
        own = {0: eta[0], 1: mpf(0), 2: eta[1]}[label]
        total += mpf(repr(weight)) * (own - mpmath.log(1 + mpmath.exp(eta[0]) + mpmath.exp(eta[1])))
    return total


def maximum(data):
    beta = mpmath.matrix([0, -2, 0, 0, 0, 0])
    value = log_likelihood(data, beta)
    for _ in range(300):
        gradient, information = derivatives(data, beta)
        step = mpmath.lu_solve(information, gradient)
        t = mpf(1)
        while True:
            candidate = beta + t * step
            reached = log_likelihood(data, candidate)
            if reached >= value:
                break
            t /= 2
        beta, value = candidate, reached
        if max(abs(s) for s in step) < mpf(10) ** -60:
            return beta, derivatives(data, beta)[1]
    raise RuntimeError("not converged")


def main():
    data = rows()
    beta, information = maximum(data)
    inverse = information ** -1
    names = ["(intercept)", "x", "z"]

    def contrast(coefficients):
        a = mpmath.matrix(coefficients)
        variance = (a.T * inverse * a)[0]
        return {"estimate": float((a.T * beta)[0]), "standardError": float(mpmath.sqrt(variance))}

    def unit(first, second):
        result = {}
        for j in range(3):
            vector = [0] * 6
            if first != 1:
                vector[3 * (0 if first == 0 else 1) + j] += 1
            if second != 1:
                vector[3 * (0 if second == 0 else 1) + j] -= 1
            result[names[j]] = contrast(vector)
        return result

    golden = {
        "script": "lost-information.py",
        "tool": f"mpmath {mpmath.__version__}, {mp.dps} digits",
        "logLikelihood": float(log_likelihood(data, beta)),
    }
    for first in range(3):
        for second in range(3):
            if first != second:
                golden[f"{CLASSES[first]} against {CLASSES[second]}"] = unit(first, second)
    with open(os.path.join(FOLDER, "lost-information.golden.json"), "w", newline="\n") as file:
        json.dump(golden, file, indent=2)
        file.write("\n")
    with open(os.path.join(FOLDER, "cases", "lost-information.csv"), "w", newline="\n") as file:
        file.write("x,z,w,first,second,third\n")
        for x, z, weight, label in data:
            name = CLASSES[label]

            # The same classes three times, so that `low` is the first, the second and the third of them.
            spelled = [{"low": low, "b": b, "c": c}[name] for low, b, c in (("1-low", "2-b", "3-c"), ("2-low", "1-b", "3-c"), ("3-low", "1-b", "2-c"))]
            file.write(f"{x!r},{z!r},{weight!r},{','.join(spelled)}\n")


main()
