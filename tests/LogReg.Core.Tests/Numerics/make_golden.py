#!/usr/bin/env python3
"""Writes logistic-functions.golden.csv: the logistic functions at a few thousand points, correctly rounded to doubles.

Run it in its own folder, with mpmath installed:  python3 make_golden.py [points in the random part, 350] [file]

Each line holds five doubles as the 16 hexadecimal digits of their bits: z, sigmoid(z), its derivative, tanh(z), log(1 + e^z).
"""
import math
import random
import struct
import sys

import mpmath

mpmath.mp.prec = 2600  # e^-1500 beside 1, and a long tail to round from


def bits(value):
    return struct.pack(">d", value).hex()


def rounded(value):
    """The nearest double, ties to even, subnormals included (float() of an mpf rounds once at 53 bits, then again)."""
    if value == 0:
        return 0.0
    sign = -1 if value < 0 else 1
    value = abs(value)
    exponent = max(mpmath.frexp(value)[1], -1021)  # value < 2^exponent
    unit = exponent - 53
    with mpmath.workprec(4000):
        scaled = mpmath.ldexp(value, -unit)
        whole = int(mpmath.floor(scaled))
        rest = scaled - whole
        if rest > 0.5 or (rest == 0.5 and whole % 2 == 1):
            whole += 1
    return sign * math.ldexp(whole, unit)


def functions(z):
    z = mpmath.mpf(z)
    power = mpmath.exp(-z)
    sigmoid = 1 / (1 + power)
    return sigmoid, sigmoid * (power / (1 + power)), mpmath.tanh(z), mpmath.log1p(mpmath.exp(z))


def points(count):
    rng = random.Random(20240229)
    chosen = set()

    def around(center, steps=3):
        up = down = center
        chosen.add(center)
        for _ in range(steps):
            up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
            chosen.update((up, down))

    # Boundaries: of the argument reductions (k + 1/2)·ln 2 for the exponential of z and of 2z, of the series near 0,
    # of the two forms of tanh and of the logarithm.
    for k in range(12):
        around((k + 0.5) * math.log(2), 1)
        around((k + 0.5) * math.log(2) / 2, 1)
    for center in (0.125, 0.25, 0.5, 1.0, math.log(math.sqrt(2) - 1), math.log(3), 2.0, 3.0):
        around(center, 2)
    # Where 1 - sigmoid, exp and the subnormal numbers end.
    for center in (18.0, 19.06, 36.04, 36.7368, 37.0, 37.4, 38.0, 623.8, 700.0, 708.39, 709.0, 709.78, 710.5, 744.44, 745.13, 745.2, 750.0):
        around(center, 2)
    for _ in range(count):
        chosen.add(rng.uniform(-750, 750))
        chosen.add(rng.uniform(-40, 40))
        chosen.add(rng.gauss(0, 1.5))
        chosen.add(math.ldexp(rng.uniform(-1, 1), -rng.randrange(60)))
    for _ in range(count // 10):
        chosen.add(rng.uniform(-746, -708))
        chosen.add(math.ldexp(rng.uniform(-1, 1), -rng.randrange(1074)))
    chosen.update((0.0, 5e-324, 2.2250738585072014e-308))
    return sorted(chosen | {-z for z in chosen})


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 350
    path = sys.argv[2] if len(sys.argv) > 2 else "logistic-functions.golden.csv"
    with open(path, "w", newline="\n") as file:
        file.write(f"# made by make_golden.py with mpmath {mpmath.__version__} at {mpmath.mp.prec} bits; doubles as hexadecimal bits\n")
        file.write("z,sigmoid,derivative,tanh,log1plusexp\n")
        for z in points(count):
            file.write(",".join(bits(value) for value in (z, *(rounded(f) for f in functions(z)))) + "\n")


if __name__ == "__main__":
    main()
