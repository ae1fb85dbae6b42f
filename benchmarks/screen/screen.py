#!/usr/bin/python3
"""A random screen of logreg's fits against a maximum computed in 120 digits. See README.md."""
import argparse
import collections
import concurrent.futures
import hashlib
import json
import math
import os
import statistics
import subprocess
import sys
import time
import traceback

import expected
import generate
from score import score

HERE = os.path.dirname(os.path.abspath(__file__))
SOLVERS = ["newton", "newton-cg", "lbfgs", "gd"]


def find(area, number, work):
    """The case of a number with its right values, from the folder of results if they are there."""
    attempt = 0
    while attempt < 200:
        case = generate.make(area, number, attempt)
        text = case.csv()
        key = hashlib.sha256((text + " ".join(case.arguments()) + case.kind + sources()).encode()).hexdigest()[:24]
        path = os.path.join(work, "right", key + ".json")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                right = json.load(file)
        else:
            right = expected.expect(case)
            with open(path + f".{os.getpid()}", "w", encoding="utf-8") as file:
                json.dump(right, file)
            os.replace(path + f".{os.getpid()}", path)
        if right is not None:
            return case, right
        attempt += 1
    raise RuntimeError(f"no useful case for {area} {number}")


_SOURCES = None


def sources():
    """A text that changes when a script that computes right values does: old results are then not used."""
    global _SOURCES
    if _SOURCES is None:
        digest = hashlib.sha256()
        for name in ("reference.py", "firth.py", "separation.py", "expected.py"):
            with open(os.path.join(HERE, name), "rb") as file:
                digest.update(file.read())
        _SOURCES = digest.hexdigest()
    return _SOURCES


def fit(program, case, solver, folder):
    """Runs logreg on a case: (exit code, model or None, what it wrote to standard error, the command)."""
    data = os.path.join(folder, f"{case.area}-{case.number}.csv")
    model = os.path.join(folder, f"{case.area}-{case.number}-{solver}.json")
    if os.path.exists(model):
        os.remove(model)
    command = [program, "train", data, *case.arguments(), "--solver", solver, "--json", "--threads", "1", "--output", model]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    result = None
    if os.path.exists(model):
        with open(model, encoding="utf-8") as file:
            result = json.load(file)
    report = None
    try:
        report = json.loads(done.stdout)
    except ValueError:
        pass
    return done.returncode, result, report, done.stderr, command


def run_case(task):
    program, area, number, solvers, work = task
    folder = os.path.join(work, "cases")
    records = []
    try:
        case, right = find(area, number, work)
        with open(os.path.join(folder, f"{area}-{number}.csv"), "w", encoding="utf-8") as file:
            file.write(case.csv())
        for solver in solvers:
            code, model, report, error, command = fit(program, case, solver, folder)
            record = score(case, right, code, model, report, error)
            record.update(area=area, number=number, solver=solver, command=" ".join(command[1:]))
            records.append(record)
    except Exception:  # a fault of the screen itself: shown, and counted
        records.append({"area": area, "number": number, "solver": "?", "status": "screen", "reasons": [traceback.format_exc()],
                        "digits": {}, "command": ""})
    return records


def plan(arguments):
    """The cases and solvers of a run: each data set is fitted by every solver, Firth's by Newton's method."""
    tasks = []
    for area, (_, share) in generate.AREAS.items():
        if arguments.area and area not in arguments.area:
            continue
        solvers = ["newton"] if area == "firth" else SOLVERS
        fits = max(1, round(share * arguments.fits / 1000))
        for number in range(arguments.first, arguments.first + math.ceil(fits / len(solvers))):
            tasks.append((arguments.program, area, number, [s for s in solvers if not arguments.solver or s in arguments.solver],
                          arguments.work))
    return tasks


MEASURES = [("beta", "β"), ("errors", "SE"), ("value", "ℓ"), ("null", "ℓ₀"), ("test", "χ²")]


def table(records):
    """Markdown: for each area and solver the fits, how they ended, and the worst and the median digits."""
    groups = collections.OrderedDict()
    for record in records:
        groups.setdefault((record["area"], record["solver"]), []).append(record)
    lines = ["| area | solver | fits | faults | no claim | " + " | ".join(f"{name} worst, median" for _, name in MEASURES) + " |",
             "|" + "---|" * (5 + len(MEASURES))]
    for (area, solver), group in groups.items():
        cells = [area, solver, str(len(group)), str(sum(r["status"] in ("fault", "screen") for r in group)),
                 str(sum(r["status"] == "no claim" for r in group))]
        for key, _ in MEASURES:
            digits = [r["digits"][key] for r in group if key in r["digits"]]
            cells.append(f"{min(digits):.1f}, {statistics.median(digits):.1f}" if digits else "")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def summary(records):
    """Markdown: a line for each area, with the worst digits of each measure among the fits that claim something."""
    lines = ["| area | fits | faults | no claim | " + " | ".join(f"{name} worst" for _, name in MEASURES) + " |",
             "|" + "---|" * (4 + len(MEASURES))]
    for area in dict.fromkeys(r["area"] for r in records):
        group = [r for r in records if r["area"] == area]
        worst = [min((r["digits"][key] for r in group if key in r["digits"]), default=None) for key, _ in MEASURES]
        lines.append(f"| {area} | {len(group)} | {sum(r['status'] in ('fault', 'screen') for r in group)} | "
                     f"{sum(r['status'] == 'no claim' for r in group)} | "
                     + " | ".join("" if w is None else f"{w:.1f}" for w in worst) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the logreg command, built for release")
    parser.add_argument("--fits", type=int, default=1000, help="about so many fits, shared among the areas")
    parser.add_argument("--first", type=int, default=0, help="the number of the first data set of each area: another number, other data")
    parser.add_argument("--area", action="append", choices=list(generate.AREAS))
    parser.add_argument("--solver", action="append", choices=SOLVERS)
    parser.add_argument("--work", default="/tmp/logreg-screen", help="where cases, models and right values are kept")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", type=int, default=40, help="how many of the worst fits to name")
    parser.add_argument("--show", help="AREA:NUMBER: write the CSV of this case to standard output, its right values to standard error")
    arguments = parser.parse_args()
    for folder in ("right", "cases"):
        os.makedirs(os.path.join(arguments.work, folder), exist_ok=True)
    if arguments.show:
        area, number = arguments.show.rsplit(":", 1)
        case, right = find(area, int(number), arguments.work)
        sys.stdout.write(case.csv())
        print("train CSV " + " ".join(case.arguments()) + "\n" + json.dumps(right, indent=1, ensure_ascii=False), file=sys.stderr)
        return 0
    begin = time.time()
    records = []
    tasks = plan(arguments)
    with concurrent.futures.ProcessPoolExecutor(arguments.jobs) as pool, \
            open(os.path.join(arguments.work, "records.jsonl"), "w", encoding="utf-8") as file:
        for done, some in enumerate(pool.map(run_case, tasks), 1):
            records += some
            for record in some:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
            file.flush()
            if sys.stderr.isatty():
                print(f"\r{done} of {len(tasks)} data sets", end="", file=sys.stderr)
    faults = [r for r in records if r["status"] in ("fault", "screen")]
    print(summary(records) + "\n\n" + table(records))
    print(f"\n{len(records)} fits of {len(tasks)} data sets, {len(faults)} faults, "
          f"{sum(r['status'] == 'no claim' for r in records)} that claim nothing, {time.time() - begin:.0f} s")
    faults.sort(key=lambda r: r["digits"].get("beta", 0))
    for record in faults[:arguments.list]:
        print(f"\n{record['area']}:{record['number']} {record['solver']}: " + "; ".join(record["reasons"]))
        print("  logreg " + record["command"])
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
