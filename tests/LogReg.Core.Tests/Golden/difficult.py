"""Writes difficult.golden.json beside this script: fits whose last digits, and sometimes first ones, get lost in double precision.

    python3 tests/LogReg.Core.Tests/Golden/difficult.py

Newton's method in mpmath with 60 digits, on the doubles that the texts of the cells are read as, until a step is below 1e-40. The cases hold their rows, so that tests read what was fitted here.
"""

import json
import pathlib

import mpmath
from mpmath import mp, mpf

mp.dps = 60
FOLDER = pathlib.Path(__file__).resolve().parent


def maximise(x, y, weights, offsets, classes):
    """Coefficients (equation by equation, the first class is the base), standard errors and the log-likelihood."""
    columns, equations = len(x[0]), classes - 1
    size = columns * equations
    beta = mpmath.zeros(size, 1)
    totals = [sum(w for w, k in zip(weights, y) if k == c) for c in range(classes)]
    for equation in range(equations):
        beta[equation * columns] = mpmath.log(totals[equation + 1] / totals[0]) - sum(offsets) / len(offsets)
    objective = None
    for _ in range(500):
        gradient, hessian, loss = evaluate(x, y, weights, offsets, beta, columns, equations)
        step = mpmath.lu_solve(hessian, gradient)
        shrink = mpf(1)
        while True:
            candidate = beta - shrink * step
            lower = evaluate(x, y, weights, offsets, candidate, columns, equations, derivatives=False)
            if lower <= loss or mpmath.norm(step) < mpf(10) ** -15:
                break
            shrink /= 2
        beta = candidate
        if mpmath.norm(step) < mpf(10) ** -40:
            break
    else:
        raise ArithmeticError("no convergence")
    gradient, hessian, loss = evaluate(x, y, weights, offsets, beta, columns, equations)
    covariance = mpmath.inverse(hessian)
    return list(beta), [mpmath.sqrt(covariance[j, j]) for j in range(size)], -loss


def evaluate(x, y, weights, offsets, beta, columns, equations, derivatives=True):
    size = columns * equations
    gradient, hessian, loss = mpmath.zeros(size, 1), mpmath.zeros(size), mpf(0)
    for row, k, weight, offset in zip(x, y, weights, offsets):
        eta = [mpf(0)] + [offset + sum(beta[e * columns + j] * row[j] for j in range(columns)) for e in range(equations)]
        largest = max(eta)
        powers = [mpmath.exp(value - largest) for value in eta]
        total = sum(powers)
        loss += weight * (largest + mpmath.log(total) - eta[k])
        if not derivatives:
            continue
        mu = [power / total for power in powers]
        for e in range(equations):
            residual = weight * (mu[e + 1] - (1 if k == e + 1 else 0))
            for j in range(columns):
                gradient[e * columns + j] += residual * row[j]
                for f in range(equations):
                    curvature = weight * mu[e + 1] * ((1 if e == f else 0) - mu[f + 1])
                    for i in range(columns):
                        hessian[e * columns + j, f * columns + i] += curvature * row[j] * row[i]
    return (gradient, hessian, loss) if derivatives else loss


def fit(header, rows, features, target="y", weight=None, offset=None, levels=()):
    names = header.split(",")
    cells = [dict(zip(names, row.split(","))) for row in rows]
    columns = ["(intercept)"]
    for name in features:
        columns += [f"{name}={level}" for level in levels[1:]] if name == "g" else [name]
    x = [[value(cell, column) for column in columns] for cell in cells]
    classes = sorted({cell[target] for cell in cells})
    y = [classes.index(cell[target]) for cell in cells]
    weights = [mpf(float(cell[weight])) if weight else mpf(1) for cell in cells]
    offsets = [mpf(float(cell[offset])) if offset else mpf(0) for cell in cells]
    beta, errors, likelihood = maximise(x, y, weights, offsets, len(classes))
    _, _, null = maximise([[mpf(1)] for _ in x], y, weights, offsets, len(classes))
    size = len(columns)
    return {
        "header": header,
        "rows": rows,
        "features": list(features),
        "weight": weight or "",
        "offset": offset or "",
        "classes": classes[1:],
        **{
            member: {
                name: {column: digits(numbers[e * size + j]) for j, column in enumerate(columns)} for e, name in enumerate(classes[1:])
            }
            for member, numbers in (("coefficients", beta), ("standardErrors", errors))
        },
        "logLikelihood": digits(likelihood),
        "nullLogLikelihood": digits(null),
    }


def value(cell, column):
    if column == "(intercept)":
        return mpf(1)
    name, _, level = column.partition("=")
    return mpf(1 if cell[name] == level else 0) if level else mpf(float(cell[name]))


def digits(number):
    return float(mpmath.nstr(number, 17))


def rare(weight, positive="1", negative="0"):
    rows = [f"{x},{negative},{weight}" for x in (-1, 0, 1, 2)]
    return rows + [f"{x},{positive},1" for x in (0, 1, 2, 0)]


def near_collinear(e):
    noise = [-1, 1, -1, 0, 1, 1, -1, 0, 1, -1, 1, 0, -1, 1, 0, -1, 1, -1, 0, 1]
    y = [0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1]
    return [f"{x / 2},{x / 2 + e * n!r},{k}" for x, (n, k) in enumerate(zip(noise, y))]


NEAR_SEPARATED = """
-80.23077565050139,-1487.8149115449369,-7.662852360090108,-905.9243278359979,L1,1,3000000
-80.23079146975572,8201.565424395349,-7.193285172345136,-905.9235409771846,L1,1,3000000
-80.23076171548911,4849.112850188786,1.878757194064628,-905.9360621631864,L3,0,3000000
-80.2307671351112,-4612.08557588501,-9.592868781395731,-905.9274009172244,L1,0,1000000
-80.230769413679,-7546.721132183772,6.562150027875264,-905.9330033088794,L1,1,1000000
-80.23076787703246,-7543.314045561222,0.15397504163601325,-905.9347664105917,L2,1,1000000
-80.23079100699935,-6922.278880963109,1.1982038835124234,-905.9224423156601,L3,1,2000000
-80.23075767526443,6682.989411764707,5.3083610352300905,-905.9360878979702,L2,0,1000000
-80.23076742297003,13752.841001630948,-6.329303399764498,-905.9524263915795,L2,0,3000000
-80.2307781470719,6509.817503809861,-9.745848713946835,-905.9094936815629,L3,1,100000
-80.2307725017195,-20466.270711650737,-5.042465959439667,-905.9250866720705,L3,0,3000000
-80.23077764339519,7432.4943727957525,-20.934912977586404,-905.9134557806861,L3,1,3000000
-80.23075412942735,-14838.381272925804,-10.212836075490099,-905.9291017940279,L2,1,100000
-80.230749980629,17109.888456058237,-11.175306300761676,-905.9383634406846,L0,0,1000000
-80.23078858808633,-24570.384551084568,-5.864675281973894,-905.9371756526912,L2,0,100000
-80.23076734381705,-5008.925313607,5.555769145756775,-905.9245116985053,L1,1,2000000
-80.23078717703491,-13486.423028214898,-5.4393734776485285,-905.9389559023941,L2,0,3000000
-80.23078492448118,-2495.6563072845106,-0.19557696343201864,-905.9405563381818,L3,1,100000
-80.23077286144077,19807.060432351267,5.432320409838759,-905.9299033988599,L3,0,1000000
-80.23076850788819,2887.844342567495,1.8286125302049778,-905.9402012253494,L1,0,1000000
-80.23077011933518,-969.690386414749,13.910901522493798,-905.908182048876,L0,1,100000
-80.23078268071582,6295.799025072853,19.774068431082142,-905.9226807944378,L2,1,100000
-80.23076826977997,6530.738556648475,14.429460510723608,-905.9193705663962,L2,1,100000
""".split()


def main():
    x6 = ["1,0", "2,0", "3,1", "4,0", "5,1", "6,1"]
    three = [f"{x},z,100000000" for x in (-1, 0, 1, 2)] + [f"{x},b,1" for x in (0, 1, 2, 0)] + [f"{x},c,1" for x in (1, -1, 2)] + ["-1,c,2"]
    cases = {f"rare{weight}": fit("x,y,w", rare(weight), ["x"], weight="w") for weight in ("10000", "10000000", "100000000")}
    cases["rareOfThree"] = fit("x,y,w", three, ["x"], weight="w")
    cases["twoOfTwentyThousand"] = {
        **fit("x,y,w", ["0.25,0,5000", "0.5,0,5000", "0.75,0,5000", "1,0,4998", "0.75,1,1", "1,1,1"], ["x"], weight="w")
    }
    for e in ("1e-3", "1e-5", "1e-6", "1e-8"):
        cases[f"nearCollinear{e}"] = fit("x,z,y", near_collinear(float(e)), ["x", "z"])
    cases["nearSeparated"] = fit(
        "x0,x1,x2,x3,g,y,w", NEAR_SEPARATED, ["x0", "x1", "x2", "x3", "g"], weight="w", levels=("L0", "L1", "L2", "L3")
    )
    for offset in (25, 30, -300):
        cases[f"offset{offset}"] = fit("x,y,o", [f"{row},{offset}" for row in x6], ["x"], offset="o")
    cases["offsetsApart"] = fit("x,y,o", [f"{row},{o}" for row, o in zip(x6, (-40, -35, 0, 35, 40, 38))], ["x"], offset="o")
    document = {"script": "difficult.py", "tool": f"mpmath {mpmath.__version__}, {mp.dps} digits", **cases}
    (FOLDER / "difficult.golden.json").write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
