#!/usr/bin/env python3
"""Writes elementary-functions.golden.csv: e^x, e^x - 1, log x, and tails and quantiles of distributions, correctly rounded to doubles.

Run it in its own folder, with mpmath installed:  python3 make_elementary.py

A line is a function's name, its argument or arguments and its value: doubles as the 16 hexadecimal digits of their bits, degrees of freedom as a number.
"""
import math
import random

import mpmath

from make_golden import bits, rounded

random.seed(20261128)


def exp_points():
    yield from (0.0, -0.0, 1.0, -1.0, 709.7, 709.782712893384, 709.79, 1000.0, -708.0, -708.5, -740.0, -745.1, -745.2, -800.0, 1e-300, -1e-17)
    for k in range(-12, 13):
        middle = (k + 0.5) * math.log(2)
        yield from (middle, math.nextafter(middle, math.inf), math.nextafter(middle, -math.inf))
    for bound in (0.34, -0.34):
        yield from (bound, math.nextafter(bound, 1), math.nextafter(bound, -1))
    for _ in range(400):
        yield random.uniform(-700, 709)
        yield random.uniform(-3, 3)
        yield random.choice((-1, 1)) * 10 ** random.uniform(-17, 0)


def log_points():
    yield from (1.0, 2.0, 0.5, 5e-324, 1e-310, 2.2250738585072014e-308, 1.7976931348623157e308, 1e-20)
    for k in (-1022, -900, -3, -2, -1, 0, 1, 2, 3, 900, 1023):
        middle = math.ldexp(math.sqrt(0.5), k)
        yield from (middle, math.nextafter(middle, math.inf), math.nextafter(middle, 0), math.ldexp(1, k), math.nextafter(math.ldexp(1, k), 0))
    for _ in range(400):
        yield 2 ** random.uniform(-1070, 1023)
        yield random.uniform(0.4, 2.5)
        yield 1 + random.choice((-1, 1)) * 10 ** random.uniform(-16, -1)


def main():
    lines = [f"# made by make_elementary.py with mpmath {mpmath.__version__}; doubles as hexadecimal bits"]
    for x in exp_points():
        with mpmath.workprec(1200):
            lines.append(f"exp,{bits(x)},{bits(to_double(mpmath.exp(x)))}")
            lines.append(f"expm1,{bits(x)},{bits(to_double(mpmath.expm1(x)))}")
    for x in log_points():
        with mpmath.workprec(1200):
            lines.append(f"log,{bits(x)},{bits(to_double(mpmath.log(mpmath.mpf(x))))}")
    with mpmath.workprec(400):
        for z in [0.0, 0.1, 0.6744, 0.6745, 1.0, 1.96, 2.5, 3.3, 5.656, 5.657, 6.0, 9.5, 20.0, 30.0, 37.0] + [random.uniform(0, 8) for _ in range(60)]:
            lines.append(f"tail,{bits(z)},{bits(to_double(mpmath.erfc(mpmath.mpf(z) / mpmath.sqrt(2))))}")
        for p in [0.01, 0.5, 0.84, 0.86, 0.9, 0.95, 0.99, 0.999, 1 - 1e-9, 1 - 2**-40, 1 - 2**-52] + [random.random() for _ in range(40)]:
            lines.append(f"quantile,{bits(p)},{bits(to_double(mpmath.sqrt(2) * mpmath.erfinv(mpmath.mpf(p))))}")
        for k in (2, 3, 4, 5, 9, 10, 31, 100, 501, 2000):
            for x in [k * f for f in (0.1, 0.5, 0.9, 1.0, 1.2, 2.0, 4.0)] + [float(k) + 30, float(k) + 400, float(k) + 1390, float(k) + 2200]:
                q = mpmath.gammainc(mpmath.mpf(k) / 2, mpmath.mpf(x) / 2, mpmath.inf, regularized=True)
                if q > mpmath.mpf("1e-300"):
                    lines.append(f"chi{k},{bits(x)},{bits(to_double(q))}")
    with open("elementary-functions.golden.csv", "w", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")


def to_double(value):
    return math.inf if value > mpmath.mpf(2) ** 1024 - mpmath.mpf(2) ** 970 else rounded(value)


if __name__ == "__main__":
    main()
