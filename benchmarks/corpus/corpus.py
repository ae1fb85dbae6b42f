#!/usr/bin/env python3
"""Runs a corpus of commands and keeps everything that they write, to compare two versions byte for byte.

    corpus.py run LOGREG FOLDER [--more FOLDER_OF_CSV]     runs about 400 commands with the executable LOGREG
    corpus.py compare BEFORE AFTER [--numbers]             lists what differs; --numbers ignores texts and compares models' numbers

A structural change must leave nothing but the differences that it intends.
"""
import argparse, concurrent.futures, json, math, os, pathlib, random, shlex, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

SOLVERS = ["", "--solver newton", "--solver newton-cg", "--solver lbfgs", "--solver gd --max-iterations 300", "--solver cd --lambda 0.01", "--solver sgd --epochs 3"]
PENALTIES = ["--penalty ridge --lambda 0.1", "--penalty lasso --lambda 0.01", "--penalty elastic-net --lambda 0.02 --alpha 0.3", "--penalty lasso --lambda path",
             "--penalty lasso --lambda cv --folds 4", "--penalty ridge --lambda cv --folds 4 --select 1se", "--penalty lasso --lambda 0.01 --group-levels"]
INFERENCE = ["--standard-errors hc0", "--standard-errors hc1", "--drop1", "--no-inference", "--confidence 0.9", "--cv 5", "--test-size 0.25", "--tolerance 1e-12",
             "--missing impute", "--missing drop", "--missing indicator", "--json", "--class-weight balanced"]
BINARY = ["--firth", "--firth --flic", "--intervals profile", "--prior 0.1", "--threshold youden", "--threshold cost:1,5", "--penalty lasso --lambda 0.01 --nonnegative {numeric}"]
DATA = {
    "birthwt": "lwt", "breast-cancer": "mean radius", "endometrial": "PI", "iris": None, "spector": "gpa", "titanic": "age", "vaso": None,
}


def generated(folder):
    """Weights, offsets, clusters, levels, missing cells, several classes: none of which the real data have together."""
    generator = random.Random(19)
    lines = ["x,z,group,cluster,exposure,w,two,three"]
    for row in range(600):
        x, z = generator.gauss(0, 1), generator.gauss(5, 3)
        group = generator.choice(["a", "b", "b", "c", "d"])
        log_odds = 0.8 * x - 0.2 * (z - 5) + {"a": 0, "b": 0.5, "c": -0.7, "d": 0.2}[group]
        two = "yes" if generator.random() < 1 / (1 + math.exp(-log_odds)) else "no"
        three = generator.choices(["low", "mid", "high"], [1, math.exp(0.5 * x), math.exp(log_odds)])[0]
        shown = "" if generator.random() < 0.05 else f"{x:.4f}"
        lines.append(f"{shown},{z:.3f},{group},{row // 6},{generator.gauss(0, 0.3):.3f},{generator.choice([1, 1, 2, 3])},{two},{three}")
    (folder / "mixed.csv").write_text("\n".join(lines) + "\n")
    rows = ["y," + ",".join(f"x{j}" for j in range(60))]
    for row in range(300):
        cells = [generator.gauss(0, 1) for _ in range(60)]
        rows.append(f"{int(generator.random() < 1 / (1 + math.exp(-cells[0] + cells[1])))}," + ",".join(f"{c:.3f}" for c in cells))
    (folder / "wide.csv").write_text("\n".join(rows) + "\n")


def commands(folder, more):
    runs = []
    for name, numeric in DATA.items():
        options = SOLVERS + PENALTIES + INFERENCE + ([option.format(numeric=f'"{numeric}"') for option in BINARY] if numeric else [])
        runs += [(f"{name}-{index:02}", str(ROOT / "data" / f"{name}.csv"), option) for index, option in enumerate(options)]
    two, three = "--target two --exclude three,cluster", "--target three --exclude two,cluster"
    for target, tag in ((two, "two"), (three, "three")):
        special = ["--weight w --exclude exposure", "--weight w --weight-type importance --offset exposure", "--offset exposure", "--exclude w,exposure --missing impute",
                   "--exclude w,exposure --reference group=c", "--exclude w,exposure --categorical group --solver lbfgs"]
        special += ["--exclude w,exposure " + option for option in SOLVERS + PENALTIES + INFERENCE]
        runs += [(f"mixed-{tag}-{index:02}", "mixed.csv", f"{target} {option}".replace("--exclude three,cluster --exclude ", "--exclude three,cluster,")
                  .replace("--exclude two,cluster --exclude ", "--exclude two,cluster,")) for index, option in enumerate(special)]
    runs += [("mixed-cluster", "mixed.csv", "--target two --exclude three,w,exposure --standard-errors cluster:cluster"),
             ("mixed-folds", "mixed.csv", "--target two --exclude three,w,exposure --cv 5 --folds-column cluster"),
             ("mixed-stream", "mixed.csv", "--target two --exclude three,w,exposure --solver sgd --stream --epochs 2")]
    runs += [(f"wide-{index:02}", "wide.csv", f"--target y {option}") for index, option in enumerate(SOLVERS + PENALTIES)]
    if more:
        runs += [(f"more-{path.stem}", str(path.resolve()), "") for path in sorted(pathlib.Path(more).glob("*.[ct]sv"))]
    return runs


def one(logreg, folder, run):
    name, data, options = run
    place = folder / name
    place.mkdir()
    model = place / "model.json"
    data = str(folder / data) if not os.path.isabs(data) else data

    def call(step, *arguments):
        done = subprocess.run([logreg, *arguments], capture_output=True, timeout=300, cwd=place, env={**os.environ, "COLUMNS": "80"}, stdin=subprocess.DEVNULL)
        for stream, text in (("out", done.stdout), ("err", done.stderr)):
            (place / f"{step}.{stream}").write_bytes(text.replace(str(folder).encode(), b"FOLDER").replace(str(ROOT).encode(), b"ROOT"))
        (place / f"{step}.code").write_text(f"{done.returncode}\n")

    call("train", "train", data, *shlex.split(options), "--output", "model.json")
    if model.exists():
        call("predict", "predict", "model.json", data)
        call("evaluate", "evaluate", "model.json", data, "--json")
        call("evaluate-text", "evaluate", "model.json", data)
        call("inspect", "inspect", "model.json")
        call("inspect-json", "inspect", "model.json", "--json")
        call("diagnose", "diagnose", "model.json", data)
        call("report", "report", "model.json", data, "-o", "page.html")
        call("plot", "plot", "coefficients", "model.json", "-o", "coefficients.svg")
    if not options:
        call("check", "check", data)


def run(arguments):
    folder = pathlib.Path(arguments.folder).resolve()
    if folder.exists():
        sys.exit(f"{folder} exists: name a new folder")
    folder.mkdir(parents=True)
    generated(folder)
    runs = commands(folder, arguments.more)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda each: one(str(pathlib.Path(arguments.logreg).resolve()), folder, each), runs))
    print(f"{len(runs)} runs")


def numbers(value):
    if isinstance(value, dict):
        return {key: numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [numbers(item) for item in value]
    return value if isinstance(value, (int, float)) else None


def compare(arguments):
    before, after = pathlib.Path(arguments.before), pathlib.Path(arguments.after)
    different, kinds, total = [], {}, 0
    for path in sorted({p.relative_to(root) for root in (before, after) for p in root.rglob("*") if p.is_file()}):
        total += 1
        old, new = before / path, after / path
        if not old.exists() or not new.exists():
            different.append(f"{path}: only {'after' if new.exists() else 'before'}")
        elif arguments.numbers and path.name == "model.json":
            old, new = (json.loads(p.read_text()) for p in (old, new))
            keys = [key for key in old if key in ("coefficients", "inference", "training", "quality") and numbers(old[key]) != numbers(new.get(key))]
            if keys:
                different.append(f"{path}: {', '.join(keys)}")
        elif not arguments.numbers and old.read_bytes() != new.read_bytes():
            different.append(str(path))
        else:
            continue
        kinds[path.name] = kinds.get(path.name, 0) + 1
    print("\n".join(different))
    print(f"{total} files, {len(different)} differ: {', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))}")
    sys.exit(bool(different))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    commands_ = parser.add_subparsers(required=True)
    runner = commands_.add_parser("run")
    runner.add_argument("logreg")
    runner.add_argument("folder")
    runner.add_argument("--more")
    runner.set_defaults(function=run)
    comparer = commands_.add_parser("compare")
    comparer.add_argument("before")
    comparer.add_argument("after")
    comparer.add_argument("--numbers", action="store_true")
    comparer.set_defaults(function=compare)
    chosen = parser.parse_args()
    chosen.function(chosen)
