#!/usr/bin/env python3
"""Which coefficients have an estimate, and which infinity the others tend to, by linear programs over all directions that lower no row's likelihood.

    python3 separation-cone.py [COUNT SEED] > separation-cone.golden.json        the sets of SeparationConeGoldenTests
    python3 separation-cone.py --screen LOGREG COUNT [SEED]         compares the verdicts of a command on random data, each under several codings

Two classes or more, numbers and levels; a coding is a reference level for each column of levels, a base class, and new numeric columns that are combinations of the old ones. Made with Python 3.11,
numpy 1.24.2, scipy 1.10.1 (HiGHS).
"""
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
from scipy.optimize import linprog

TOLERANCE = 1e-7


def comparisons(design, classes, count, base):
    """A row for each row of data and each class that it does not have: x at its own class's equation, -x at the other's; the base has none."""
    width = design.shape[1]
    equations = [k for k in range(count) if k != base]
    rows = []
    for x, own in zip(design, classes):
        for other in range(count):
            if other != own:
                row = np.zeros(width * len(equations))
                if own != base:
                    row[equations.index(own) * width:][:width] = x
                if other != base:
                    row[equations.index(other) * width:][:width] = -x
                rows.append(row)
    return np.array(rows)


def separated(rows):
    """Which rows a direction separates that puts none on the wrong side: max sum t, 0 <= t <= 1, Z g >= t."""
    count, width = rows.shape
    result = linprog(np.concatenate([np.zeros(width), -np.ones(count)]), A_ub=np.hstack([-rows, np.eye(count)]), b_ub=np.zeros(count),
                     bounds=[(None, None)] * width + [(0, 1)] * count, method="highs")
    assert result.status == 0, result.message
    return result.x[width:] > 0.5


def aliased(design):
    kept, lost = [], []
    for column in range(design.shape[1]):
        if np.linalg.matrix_rank(design[:, kept + [column]]) > len(kept):
            kept.append(column)
        else:
            lost.append(column)
    return kept, lost


def verdicts(design, classes, count, base):
    """The kind of separation, and for each coefficient: 'finite', 'aliased', 1, -1, or 0 where the data do not determine it."""
    kept, _ = aliased(design)
    rows = comparisons(design[:, kept], classes, count, base)
    is_separated = separated(rows)
    kind = "complete" if is_separated.all() else "quasiComplete" if is_separated.any() else "none"
    rest = rows[~is_separated]
    rank = np.linalg.matrix_rank(rest) if len(rest) else 0
    found = {}
    for equation in range(count - 1):
        for column in range(design.shape[1]):
            if column not in kept:
                found[equation, column] = "aliased"
                continue
            functional = np.zeros(rows.shape[1])
            functional[equation * len(kept) + kept.index(column)] = 1
            if len(rest) and np.linalg.matrix_rank(np.vstack([rest, functional])) == rank:
                found[equation, column] = "finite"
                continue
            ends = []
            for sign in (1, -1):
                result = linprog(-sign * functional, A_ub=-rows, b_ub=np.zeros(len(rows)), bounds=(-1, 1), method="highs")
                assert result.status == 0, result.message
                ends.append(-result.fun > TOLERANCE)
            assert ends[0] or ends[1]
            found[equation, column] = 0 if ends[0] and ends[1] else 1 if ends[0] else -1
    return kind, int(sum(is_separated.reshape(-1, count - 1).any(axis=1))), found


def limit(design, classes, count, base):
    """The likelihood in the limit: each row without the classes that it is separated from. Its log, and estimates and standard errors by Newton's method with pseudo-inverses."""
    kept, _ = aliased(design)
    x = design[:, kept]
    rows = comparisons(x, classes, count, base)
    is_separated = separated(rows).reshape(-1, count - 1)
    equations = [k for k in range(count) if k != base]
    width = x.shape[1]
    allowed = np.ones((len(classes), count), dtype=bool)
    for row, own in enumerate(classes):
        allowed[row, [k for k in range(count) if k != own]] = ~is_separated[row]

    def evaluate(theta):
        logits = np.zeros((len(classes), count))
        for index, k in enumerate(equations):
            logits[:, k] = x @ theta[index * width:][:width]
        logits[~allowed] = -np.inf
        largest = logits.max(axis=1)
        log_sum = largest + np.log(np.exp(logits - largest[:, None]).sum(axis=1))
        value = (logits[np.arange(len(classes)), classes] - log_sum).sum()
        p = np.exp(logits - log_sum[:, None])
        gradient = np.concatenate([x.T @ ((classes == k) - p[:, k]) for k in equations])
        information = np.block([[(x.T * (p[:, k] * ((k == l) - p[:, l]))) @ x for l in equations] for k in equations])
        return value, gradient, information

    theta = np.zeros(width * (count - 1))
    value, gradient, information = evaluate(theta)
    for _ in range(200):
        step = np.linalg.pinv(information, rcond=1e-11, hermitian=True) @ gradient
        size = 1.0
        while evaluate(theta + size * step)[0] < value and size > 1e-6:
            size /= 2
        theta = theta + size * step
        value, gradient, information = evaluate(theta)
        if abs(gradient).max() < 1e-12 * len(classes):
            break
    covariance = np.linalg.pinv(information, rcond=1e-11, hermitian=True)
    found = {}
    for equation in range(count - 1):
        for index, column in enumerate(kept):
            place = equation * width + index
            found[equation, column] = [theta[place], float(np.sqrt(max(covariance[place, place], 0)))]
    return value, found


def random_set(generator):
    """Rows, columns of numbers and of levels, classes; some levels hold a class or two only, or a plane separates."""
    while True:
        rows = int(generator.integers(8, 41))
        count = int(generator.choice([2, 2, 3, 4]))
        numbers = generator.integers(-3, 4, size=(rows, int(generator.integers(0, 3)))).astype(float)
        levels = [generator.integers(0, int(generator.integers(2, 6)), size=rows) for _ in range(int(generator.integers(0 if numbers.shape[1] else 1, 3)))]
        classes = generator.integers(0, count, size=rows)
        kind = generator.integers(0, 4)
        if kind in (1, 3) and levels:
            for level in np.unique(levels[0]):
                if generator.random() < 0.5:
                    of_level = levels[0] == level
                    allowed = generator.choice(count, size=int(generator.integers(1, count)), replace=False)
                    classes[of_level] = generator.choice(allowed, size=of_level.sum())
        if kind in (2, 3) and numbers.shape[1]:
            side = numbers @ generator.integers(-2, 3, size=numbers.shape[1]) + generator.integers(-2, 3)
            if kind == 2 or generator.random() < 0.5:
                classes[side > 0] = int(generator.integers(0, count))
            if generator.random() < 0.5:
                chosen = int(generator.integers(0, count))
                others = [k for k in range(count) if k != chosen]
                classes[(side < 0) & (classes == chosen)] = generator.choice(others)
        if len(np.unique(classes)) == count and all(len(np.unique(own)) > 1 for own in levels) and all(len(np.unique(own)) > 1 for own in numbers.T):
            return numbers, [np.unique(own, return_inverse=True)[1] for own in levels], classes, count


def random_coding(generator, numbers, levels, count, first):
    width = numbers.shape[1]
    while True:
        change = np.eye(width) if first or width == 0 else generator.integers(-2, 3, size=(width, width)).astype(float)
        if width == 0 or abs(np.linalg.det(change)) > 0.5:
            break
    references = [0 if first else int(generator.integers(0, own.max() + 1)) for own in levels]
    return change, references, 0 if first or count == 2 else int(generator.integers(0, count))


def design_of(numbers, levels, change, references):
    columns, names = [np.ones(len(numbers) if numbers.size else len(levels[0]))], ["(intercept)"]
    for index, column in enumerate((numbers @ change).T if numbers.shape[1] else []):
        columns.append(column)
        names.append(f"x{index}")
    for index, own in enumerate(levels):
        for level in range(own.max() + 1):
            if level != references[index]:
                columns.append((own == level).astype(float))
                names.append(f"g{index}=l{level}")
    return np.array(columns).T, names


def named(found, names, count, base):
    equations = [k for k in range(count) if k != base]
    return {(names[column] if count == 2 else f"c{equations[equation]}: {names[column]}"): verdict for (equation, column), verdict in found.items()}


def golden(seed, sets):
    generator = np.random.default_rng(seed)
    result = {"tool": f"Python {sys.version.split()[0]}, numpy {np.__version__}, scipy {__import__('scipy').__version__}"}
    while len(result) <= sets:
        numbers, levels, classes, count = random_set(generator)
        codings = []
        for index in range(3):
            change, references, base = random_coding(generator, numbers, levels, count, index == 0)
            design, names = design_of(numbers, levels, change, references)
            kind, rows, found = verdicts(design, classes, count, base)
            coding = {"references": {f"g{i}": reference for i, reference in enumerate(references)}, "base": base, "kind": kind, "separatedRows": rows}
            coding["numbers"] = {f"x{i}": column for i, column in enumerate((numbers @ change).T.astype(int).tolist())} if numbers.shape[1] else {}
            coding["verdicts"] = {name: verdict if isinstance(verdict, str) else ["undetermined", "infinity", "-infinity"][verdict] for name, verdict in named(found, names, count, base).items()}
            value, estimates = limit(design, classes, count, base)
            coding["logLikelihood"] = value
            coding["estimates"] = {name: pair for name, pair in named(estimates, names, count, base).items() if coding["verdicts"][name] == "finite"}
            codings.append(coding)
        if codings[0]["kind"] == "none" and generator.random() < 0.8:
            continue
        result[f"set{len(result)}"] = {"classes": classes.tolist(), "levels": {f"g{i}": own.tolist() for i, own in enumerate(levels)}, "codings": {f"coding{i}": coding for i, coding in enumerate(codings)}}
    print(json.dumps(result))


def screen(command, sets, seed):
    generator = np.random.default_rng(seed)
    counts = {"sets": 0, "codings": 0, "coefficients": 0, "wrong kind": 0, "wrong coefficients": 0, "wrong fits": 0, "no answer": 0, "finite": 0, "infinite": 0, "undetermined": 0}
    by_kind = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(sets):
            numbers, levels, classes, count = random_set(generator)
            counts["sets"] += 1
            for index in range(3):
                change, references, base = random_coding(generator, numbers, levels, count, index == 0)
                base = 0 if os.environ.get("NO_BASE") else base
                design, names = design_of(numbers, levels, change, references)
                kind, rows, found = verdicts(design, classes, count, base)
                expected = named(found, names, count, base)
                path = os.path.join(folder, "data.csv")
                with open(path, "w") as file:
                    head = [f"x{i}" for i in range(numbers.shape[1])] + [f"g{i}" for i in range(len(levels))]
                    file.write(",".join(head + ["y"]) + "\n")
                    for row in range(len(classes)):
                        cells = [repr(v) for v in (numbers[row] @ change if numbers.shape[1] else [])] + [f"l{own[row]}" for own in levels]
                        file.write(",".join(cells + [f"c{classes[row]}"]) + "\n")
                arguments = [command, "train", path, "-o", os.path.join(folder, "m.json"), "--json", "--features", ",".join(head)]
                for i, reference in enumerate(references):
                    arguments += ["--reference", f"g{i}=l{reference}"]
                if count > 2 and not os.environ.get("NO_BASE"):
                    arguments += ["--base", f"c{base}"]
                answer = subprocess.run(arguments, capture_output=True, text=True)
                counts["codings"] += 1
                try:
                    report = json.loads(answer.stdout)
                    inference = report["inference"]
                    unbounded, lost = inference["unbounded"], set(inference["aliased"])
                except (ValueError, KeyError, TypeError):
                    counts["no answer"] += 1
                    print(f"set {number} coding {index}: {answer.stderr.strip()[:200]}", file=sys.stderr)
                    continue
                key = f"{'two' if count == 2 else 'several'} classes, {kind}"
                by_kind[key] = by_kind.get(key, 0) + 1
                if inference["separation"] != kind:
                    counts["wrong kind"] += 1
                wrong = {}
                for name, verdict in expected.items():
                    own = "aliased" if name.split(": ")[-1] in lost else unbounded.get(name, "finite")
                    counts["coefficients"] += 1
                    counts["finite" if verdict == "finite" else "undetermined" if verdict == 0 else "infinite"] += verdict != "aliased"
                    if own != verdict:
                        wrong[name] = (verdict, own)
                counts["wrong coefficients"] += len(wrong)
                counts["wrong fits"] += bool(wrong) or inference["separation"] != kind
                if (wrong or inference["separation"] != kind) and os.environ.get("VERBOSE"):
                    keep = f"/tmp/sep/screen/{seed}-{number}-{index}.csv"
                    os.system(f"cp {path} {keep}")
                    print(keep, " ".join(arguments[7:]), key, inference["separation"], wrong, file=sys.stderr)
    print(json.dumps(counts), json.dumps(by_kind))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--screen"]:
        screen(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    else:
        golden(*[int(argument) for argument in sys.argv[2:3]] or [17], *[int(argument) for argument in sys.argv[1:2]] or [60])
