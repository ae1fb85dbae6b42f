"""Writes breast-cancer.csv, iris.csv and spector.csv beside this script.

    python3 data/export.py

Last run with Python 3.11.2, scikit-learn 1.2.1, statsmodels 0.13.5
(Debian: python3-sklearn, python3-statsmodels).
Output is deterministic: running it again with these versions changes nothing.
"""

import csv
import pathlib

import statsmodels.api
from sklearn.datasets import load_breast_cancer, load_iris

FOLDER = pathlib.Path(__file__).resolve().parent


def exact(value):
    """The shortest decimal text that reads back as the same double."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def write_table(name, header, rows):
    with open(FOLDER / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_classified(name, bunch, features, target):
    rows = [
        [exact(value) for value in row] + [bunch.target_names[code]]
        for row, code in zip(bunch.data, bunch.target)
    ]
    write_table(name, features + [target], rows)


cancer = load_breast_cancer()
assert cancer.data.shape == (569, 30)
write_classified("breast-cancer.csv", cancer, [str(name) for name in cancer.feature_names], "diagnosis")

iris = load_iris()
assert iris.data.shape == (150, 4)
write_classified("iris.csv", iris, [name.removesuffix(" (cm)").replace(" ", "_") for name in iris.feature_names], "species")

spector = statsmodels.api.datasets.spector.load_pandas().data
assert spector.shape == (32, 4)
write_table("spector.csv", list(spector.columns), [[exact(value) for value in row] for row in spector.to_numpy()])
