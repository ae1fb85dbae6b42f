"""Coverage of 95% confidence intervals where a feature has missing cells: how often the interval of x1 holds the true coefficient, 1.

The design: y ~ x1 + x2 with coefficients 1 and 1, intercept -0.5, 1,500 rows, corr(x1, x2) = 0.7, cells of x2 missing completely at random.
Each --missing fits the same data sets. Needs Python 3 (standard library only) and a built logreg:

    python3 benchmarks/missing_coverage.py --logreg src/LogReg.Cli/bin/Release/net10.0/logreg [--sets 60] [--share 0.2 0.5]
"""
import argparse
import json
import math
import os
import random
import subprocess
import tempfile

HANDLINGS = ["impute", "indicator", "drop", "auto"]
TRUTH = 1.0


def data_set(seed, share):
    """Rows of x1, x2 (None if missing) and y; the draws are in the order of the script that found the fault, so that the sets are the same."""
    random.seed(seed)
    rows = []
    for _ in range(1500):
        x1 = random.gauss(0, 1)
        x2 = 0.7 * x1 + math.sqrt(1 - 0.49) * random.gauss(0, 1)
        y = "yes" if random.random() < 1 / (1 + math.exp(0.5 - x1 - x2)) else "no"
        rows.append((x1, None if random.random() < share else x2, y))
    return rows


def fit(logreg, folder, handling):
    """The estimate of x1, its interval, what was done about missing cells, and whether a warning speaks of imputation."""
    command = [logreg, "train", os.path.join(folder, "data.csv"), "--target", "y", "-o", os.path.join(folder, "model.json"), "--json", "--missing", handling]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    x1 = next(line for line in report["coefficients"]["yes"] if line["name"] == "x1")
    warned = any(warning["kind"] == "imputation" for warning in report["warnings"])
    return x1["coefficient"], x1["inference"]["lower"], x1["inference"]["upper"], report["missing"]["handling"], warned


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--logreg", default="logreg")
    parser.add_argument("--sets", type=int, default=60)
    parser.add_argument("--share", type=float, nargs="+", default=[0.2, 0.4, 0.5])
    options = parser.parse_args()
    for share in options.share:
        found = {handling: [] for handling in HANDLINGS}
        with tempfile.TemporaryDirectory() as folder:
            for number in range(options.sets):
                with open(os.path.join(folder, "data.csv"), "w", encoding="utf-8") as file:
                    file.write("x1,x2,y\n")
                    file.writelines("%.6f,%s,%s\n" % (x1, "" if x2 is None else "%.6f" % x2, y) for x1, x2, y in data_set(1000 + number, share))
                for handling in HANDLINGS:
                    found[handling].append(fit(options.logreg, folder, handling))
        print(f"{share:.0%} of x2 missing, {options.sets} data sets")
        for handling, fits in found.items():
            covered = [lower <= TRUTH <= upper for _, lower, upper, _, _ in fits]
            mean = sum(estimate for estimate, *_ in fits) / len(fits)
            line = f"  {handling:9} covers in {sum(covered)} of {len(fits)}, mean estimate {mean:.3f}"
            if handling == "auto":
                dropped = [done == "drop" for _, _, _, done, _ in fits]
                unwarned = [cover for cover, (_, _, _, _, warned) in zip(covered, fits) if not warned]
                line += f"; left rows out in {sum(dropped)}, imputed with a warning in {sum(warned for *_, warned in fits)}; without a warning covers in {sum(unwarned)} of {len(unwarned)}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
