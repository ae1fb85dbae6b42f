"""Converts a CSV with a target y of 0 and 1 to LIBLINEAR's format, columns standardised: its own work is to be timed, not this.

    python3 to_liblinear.py FILE.csv FILE.svm
"""
import sys

import numpy as np
import pandas as pd

data = pd.read_csv(sys.argv[1])
target = data.pop("y").to_numpy()
features = data.to_numpy()
features = (features - features.mean(axis=0)) / features.std(axis=0)
names = [f" {column}:" for column in range(1, features.shape[1] + 1)]
with open(sys.argv[2], "w") as file:
    for label, row in zip(target, features):
        file.write(("+1" if label else "-1") + "".join(name + repr(float(f"{value:.9g}")) for name, value in zip(names, row)) + "\n")
