"""Writes data like rcv1 in the format of LIBSVM: 20,000 rows, 47,236 indices with popularities that fall as in language, about 70 numbers
a row, weights like tf-idf divided by their length, and labels from 944 coefficients that are not 0.

    python3 benchmarks/sparse/generate.py rcv.svm
    python3 benchmarks/sparse/generate.py --standardised rcv.svm rcvstd.svm

With --standardised, the same rows with each number divided by the population standard deviation of its index, which logreg does inside:
other programs then minimise the same objective. Needs numpy.
"""

import sys

import numpy

ROWS, COLUMNS, LENGTH, SEED = 20000, 47236, 74, 1


def generate(path):
    rng = numpy.random.default_rng(SEED)
    share = 1 / numpy.arange(1, COLUMNS + 1) ** 0.9
    share /= share.sum()
    index = rng.permutation(COLUMNS)
    cumulated = numpy.cumsum(share)
    beta = numpy.zeros(COLUMNS)
    chosen = rng.choice(COLUMNS, COLUMNS // 50, replace=False)
    beta[chosen] = rng.normal(0, 6, len(chosen))
    idf = numpy.log(1 / numpy.minimum(1, share * LENGTH * 1.2)) + 1
    with open(path, "w") as file:
        for _ in range(ROWS):
            places = numpy.unique(numpy.searchsorted(cumulated, rng.random(max(1, rng.poisson(LENGTH * 1.25)))))
            places = places[places < COLUMNS]
            values = (1 + numpy.log(rng.integers(1, 4, len(places)))) * idf[places]
            values /= numpy.linalg.norm(values)
            columns = index[places]
            order = numpy.argsort(columns)
            columns, values = columns[order], values[order]
            positive = rng.random() < 1 / (1 + numpy.exp(-1.5 * (values * beta[columns]).sum()))
            entries = " ".join("%d:%.6g" % (column + 1, value) for column, value in zip(columns, values))
            file.write(f"{'+1' if positive else '-1'} {entries}\n")


def standardise(source, target):
    lines = [line.split() for line in open(source)]
    rows = [(line[0], [(int(index), float(value)) for index, value in (entry.split(":") for entry in line[1:])]) for line in lines]
    sums = numpy.zeros(COLUMNS + 1)
    squares = numpy.zeros(COLUMNS + 1)
    for _, entries in rows:
        for index, value in entries:
            sums[index] += value
            squares[index] += value * value
    deviation = numpy.sqrt(squares / len(rows) - (sums / len(rows)) ** 2)
    with open(target, "w") as file:
        for label, entries in rows:
            file.write(label + " " + " ".join("%d:%.17g" % (index, value / deviation[index]) for index, value in entries) + "\n")


if sys.argv[1] == "--standardised":
    standardise(*sys.argv[2:])
else:
    generate(sys.argv[1])
