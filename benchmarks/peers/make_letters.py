"""Writes 20,000 rows of 16 whole numbers from 0 to 15 and a letter of 26: classes that overlap, as those of the letter recognition data do.

    python3 make_letters.py FILE.csv
"""
import sys

import numpy as np

random = np.random.default_rng(1)
centres = random.uniform(3, 12, (26, 16))
classes = random.integers(0, 26, 20000)
values = np.clip(np.rint(centres[classes] + random.normal(0, 2.5, (20000, 16))), 0, 15).astype(int)
with open(sys.argv[1], "w") as file:
    file.write(",".join(f"x{column}" for column in range(1, 17)) + ",y\n")
    for row, letter in zip(values, classes):
        file.write(",".join(map(str, row)) + f",{chr(65 + letter)}\n")
