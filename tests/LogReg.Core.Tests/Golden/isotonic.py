"""Writes isotonic.golden.json beside this script: isotonic calibration by scikit-learn.

    python3 tests/LogReg.Core.Tests/Golden/isotonic.py

Last run with Python 3.11.2, numpy 1.24.2, scikit-learn 1.2.1, pandas 1.5.3.

The rows of data/churn.csv have the score -1.7 - 0.03*tenure_months + 0.45*support_calls (rounded to six decimals, which makes ties of equal
scores). IsotonicRegression fits the classes to it, with one point for each score. Blocks of fitted values 0 and 1 then have
(events + 1/2)/(rows + 1), and are pooled with their neighbour where that would put them beyond it. Written are the distinct scores, rising,
scikit-learn's fitted value and the final probability at each, and the number of rows.
"""

import json
import pathlib

import numpy
import pandas
from sklearn.isotonic import IsotonicRegression

FOLDER = pathlib.Path(__file__).resolve().parent
CASES = {"all": lambda churn: churn, "few": lambda churn: churn.tail(150), "new": lambda churn: churn[churn.signup_date >= "2024"]}


def finish(fitted, events, rows):
    """Probabilities of the distinct scores from the fitted values; events and rows are those of each score."""
    blocks = []
    for value, e, n in zip(fitted, events, rows):
        if blocks and blocks[-1][0] == value:
            blocks[-1][1] += e
            blocks[-1][2] += n
            blocks[-1][3] += 1
        else:
            blocks.append([value, e, n, 1])

    def share(block):
        return (block[1] + 0.5) / (block[2] + 1) if block[1] in (0, block[2]) else block[1] / block[2]

    def pool(lower, upper):
        blocks[lower] = [None, *(blocks[lower][i] + blocks[upper][i] for i in (1, 2, 3))]
        del blocks[upper]

    while len(blocks) > 1 and share(blocks[0]) >= share(blocks[1]):
        pool(0, 1)
    while len(blocks) > 1 and share(blocks[-1]) <= share(blocks[-2]):
        pool(len(blocks) - 2, len(blocks) - 1)
    return [share(block) for block in blocks for _ in range(block[3])]


def case(churn):
    y = (churn.churned == "yes").astype(int).to_numpy()
    score = numpy.round(-1.7 - 0.03 * churn.tenure_months + 0.45 * churn.support_calls, 6).to_numpy()
    points, place = numpy.unique(score, return_inverse=True)
    events = numpy.bincount(place, weights=y)
    rows = numpy.bincount(place)
    fitted = IsotonicRegression(out_of_bounds="clip").fit(score, y).predict(points)
    # Values of one block differ by rounding alone.
    fitted = numpy.round(fitted, 12)
    return {
        "rows": len(y),
        "scores": points.tolist(),
        "fitted": fitted.tolist(),
        "probabilities": finish(fitted, events.tolist(), rows.tolist()),
    }


churn = pandas.read_csv(FOLDER / "../../../data/churn.csv")
golden = {name: case(take(churn)) for name, take in CASES.items()}
(FOLDER / "isotonic.golden.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
