"""Data sets of the screen: one function for each area, each a function of a seed alone."""
import math
import random


class Case:
    """A CSV file and what logreg is to do with it. Cells are texts; numbers are what a double reads from them."""

    def __init__(self, area, number):
        self.area, self.number = area, number
        self.names, self.columns = [], []
        self.categorical = []
        self.target, self.weight, self.offset = [], None, None
        self.options = []
        self.kind = "likelihood"

    def add(self, name, values, categorical=False):
        self.names.append(name)
        self.columns.append([v if isinstance(v, str) else repr(float(v)) for v in values])
        if categorical:
            self.categorical.append(name)

    def csv(self):
        names, columns = list(self.names), list(self.columns)
        for name, column in (("w", self.weight), ("o", self.offset)):
            if column is not None:
                names.append(name)
                columns.append([repr(float(v)) for v in column])
        names.append("y")
        columns.append([str(v) for v in self.target])
        return "\n".join([",".join(names)] + [",".join(row) for row in zip(*columns)]) + "\n"

    def arguments(self):
        numeric = [n for n in self.names if n not in self.categorical]
        result = ["--target", "y", "--features", ",".join(self.names)]
        for option, value in (("--categorical", self.categorical), ("--numeric", numeric)):
            if value:
                result += [option, ",".join(value)]
        if self.weight is not None:
            result += ["--weight", "w"]
        if self.offset is not None:
            result += ["--offset", "o"]
        return result + self.options


def grid(rng, count, spread=1.0, parts=8):
    """Normal values on a grid of 1/8: decimal texts that a double holds exactly."""
    return [round(rng.gauss(0, spread) * parts) / parts for _ in range(count)]


def draw(rng, log_odds):
    """A class for each row: 0 or 1."""
    return [int(rng.random() < 1 / (1 + math.exp(-max(-30.0, min(30.0, v))))) for v in log_odds]


def linear(rng, columns, size=1.0):
    slopes = [rng.gauss(0, size) for _ in columns]
    shift = rng.gauss(0, 0.5)
    return [shift + sum(b * v for b, v in zip(slopes, row)) for row in zip(*columns)]


def plain(case, rng, rows, width):
    columns = [grid(rng, rows) for _ in range(width)]
    for j, column in enumerate(columns):
        case.add(f"x{j + 1}", column)
    case.target = draw(rng, linear(rng, columns))
    return columns


def weights(case, rng):
    """Weights over up to eight orders of magnitude: of a class, of each row, whole numbers, importances, some of 0."""
    rows = rng.choice([8, 12, 20, 40, 60])
    plain(case, rng, rows, rng.choice([1, 1, 2, 3]))
    power = rng.uniform(0, 8)
    kind = rng.randrange(5)
    if kind == 0:
        heavy = rng.randrange(2)
        case.weight = [10.0 ** round(power) if y == heavy else 1 for y in case.target]
    elif kind == 1:
        case.weight = [float(f"{10 ** rng.uniform(0, power):.6g}") for _ in range(rows)]
    elif kind == 2:
        case.weight = [float(f"{10 ** rng.uniform(-power / 2, power / 2):.6g}") for _ in range(rows)]
    elif kind == 3:
        case.weight = [float(int(10 ** rng.uniform(0, power))) if rng.random() < 0.8 else 0 for _ in range(rows)]
    else:
        case.weight = [float(f"{10 ** power:.4g}") if rng.random() < 0.15 else 1 for _ in range(rows)]
    if rng.random() < 0.3:
        case.options = ["--weight-type", "importance"]


def offsets(case, rng):
    """Offsets: one number for all rows up to ±40, or other numbers, or both."""
    rows = rng.choice([8, 16, 40])
    plain(case, rng, rows, rng.choice([1, 2]))
    shift = rng.choice([-1, 1]) * rng.choice([1, 5, 10, 20, 25, 30, 35, 40])
    spread = rng.choice([0, 0, 1, 3, 10])
    case.offset = [shift + v for v in grid(rng, rows, spread)]
    if rng.random() < 0.3:
        case.offset = grid(rng, rows, spread + 1)
    if rng.random() < 0.3:
        case.weight = [float(rng.choice([1, 2, 3, 10, 1000])) for _ in range(rows)]


def levels(case, rng):
    """Categorical columns, rare levels among them."""
    rows = rng.choice([40, 80, 150])
    x = grid(rng, rows)
    parts = [x]
    for j in range(rng.choice([1, 1, 2])):
        count = rng.randrange(3, 8)
        names = "abcdefgh"[:count]
        shares = [rng.choice([0.05, 0.3, 1]) for _ in names]
        cells = rng.choices(names, shares, k=rows)
        effect = {name: rng.gauss(0, 0.7) for name in names}
        case.add(f"g{j + 1}", cells, categorical=True)
        parts.append([effect[cell] for cell in cells])
    case.add("x", x)
    case.target = draw(rng, [sum(row) * 0.7 for row in zip(*parts)])
    if rng.random() < 0.3:
        case.weight = [float(f"{10 ** rng.uniform(0, 4):.4g}") for _ in range(rows)]


def collinear(case, rng):
    """z = x + e·noise with e from 1e-1 to 1e-8, and other columns."""
    rows = rng.choice([20, 40, 100])
    columns = plain(case, rng, rows, rng.choice([1, 1, 2, 3]))
    e = 10.0 ** -rng.uniform(1, 8)
    e = float(f"{e:.1g}")
    base = columns[0] if rng.random() < 0.7 or len(columns) < 2 else [a + b for a, b in zip(columns[0], columns[1])]
    factor = rng.choice([1, 1, 1, 1000, 1e-4])
    case.add("z", [factor * (v + e * n) for v, n in zip(base, grid(rng, rows))])
    if rng.random() < 0.2:
        case.weight = [float(rng.choice([1, 2, 5, 100])) for _ in range(rows)]
    if rng.random() < 0.15:
        case.target = [rng.choice("ABC") for _ in range(rows)]


def rare(case, rng):
    """Two to five positive rows of up to 20,000."""
    rows = rng.choice([500, 2000, 20000])
    positives = rng.randrange(2, 6)
    width = rng.choice([1, 2])
    for j in range(width):
        case.add(f"x{j + 1}", grid(rng, rows, parts=4 if width == 2 else 8))
    case.target = [0] * rows
    for i in rng.sample(range(rows), positives):
        case.target[i] = 1
    if rng.random() < 0.3:
        case.weight = [float(rng.choice([1, 1, 3, 100])) for _ in range(rows)]


def scales(case, rng):
    """Columns whose means are up to 1e8 times their spread, and whose spreads go from 1e-6 to 1e6."""
    rows = rng.choice([20, 40, 100])
    columns = [grid(rng, rows) for _ in range(rng.choice([1, 2, 3]))]
    for j, column in enumerate(columns):
        spread = 10.0 ** rng.randrange(-6, 7)
        shift = rng.choice([-1, 1]) * spread * 10.0 ** rng.randrange(0, 9)
        case.add(f"x{j + 1}", [shift + spread * v for v in column])
    case.target = draw(rng, linear(rng, columns))


def classes(case, rng):
    """Three to five classes, with levels, weights or a column that is nearly a copy."""
    rows, count = rng.choice([40, 80, 120]), rng.choice([3, 3, 4, 5])
    columns = [grid(rng, rows) for _ in range(rng.choice([1, 2, 3]))]
    for j, column in enumerate(columns):
        case.add(f"x{j + 1}", column)
    names = "ABCDE"[:count]
    odds = [linear(rng, columns, 0.7) for _ in names]
    case.target = [rng.choices(names, [math.exp(o[i]) for o in odds])[0] for i in range(rows)]
    kind = rng.randrange(4)
    if kind == 0:
        case.add("g", rng.choices("abcd", k=rows), categorical=True)
    elif kind == 1:
        case.weight = [float(f"{10 ** rng.uniform(0, rng.choice([2, 5, 8])):.4g}") for _ in range(rows)]
    elif kind == 2:
        e = 10.0 ** -rng.randrange(1, 8)
        case.add("z", [v + e * n for v, n in zip(columns[0], grid(rng, rows))])


def near_separated(case, rng):
    """Separated but for a row of little weight, or but for a hair's breadth."""
    rows = rng.choice([10, 20, 40])
    x = [v + rng.choice([-1, 1]) / 16 for v in grid(rng, rows, 2)]
    other = grid(rng, rows)
    case.target = [int(v > 0) for v in x]
    if rng.random() < 0.6:
        power = rng.uniform(0, 8)
        case.weight = [1.0] * rows
        for y in (0, 1):
            x.append((0.5 - y) * rng.choice([1, 2, 4]))
            other.append(0.125 * rng.randrange(-8, 9))
            case.target.append(y)
            case.weight.append(float(f"{10 ** -power:.3g}"))
    else:
        e = 10.0 ** -rng.randrange(1, 7)
        x += [e, -e]
        other += [0.0, 0.125]
        case.target += [0, 1]
    case.add("x1", x)
    if rng.random() < 0.5:
        case.add("x2", other)


def separated(case, rng):
    """Separated, completely or in part, by a number or by levels; two classes and three."""
    rows = rng.choice([12, 20, 40])
    kind = rng.randrange(4)
    x = grid(rng, rows)
    noise = grid(rng, rows)
    if kind == 0:
        case.target = [int(a + b > 0.3) for a, b in zip(x, noise)]
    elif kind == 1:
        case.target = [int(v > 0) if v != 0 else rng.randrange(2) for v in (round(a) for a in x)]
        x = [float(round(a)) for a in x]
    else:
        cells = rng.choices("abcde", k=rows)
        pure = {"a": rng.randrange(2), rng.choice("bcde"): rng.randrange(2), "c": rng.randrange(2)}
        case.add("g", cells, categorical=True)
        case.target = [pure[c] if c in pure else rng.randrange(2) for c in cells]
    case.add("x1", x)
    case.add("x2", noise)
    if kind == 3:
        case.target = [("A" if v == 0 else rng.choice("BC")) for v in case.target]


def aliased(case, rng):
    """Columns that are linear combinations of others, copies, constants, and levels that say the same."""
    rows = rng.choice([20, 40])
    a, b = grid(rng, rows), grid(rng, rows)
    cells = rng.choices("abc", k=rows)
    parts = [("a", a), ("b", b)]
    for name, column in (("sum", [u + 2 * v for u, v in zip(a, b)]), ("copy", [4 * u for u in a]),
                         ("constant", [rng.choice([1.0, 3.0])] * rows), ("level", [float(c == "b") for c in cells])):
        if rng.random() < 0.6:
            parts.append((name, column))
    rng.shuffle(parts)
    for name, column in parts:
        case.add(name, column)
    case.add("g", cells, categorical=True)
    case.target = draw(rng, linear(rng, [a, b]))
    if rng.random() < 0.2:
        case.target = [rng.choice("ABC") for _ in range(rows)]
    if rng.random() < 0.3:
        case.weight = [float(rng.choice([0, 1, 2, 50])) for _ in range(rows)]


def firth(case, rng):
    """Firth's penalised likelihood in small samples, separated ones among them."""
    rows = rng.choice([8, 10, 12, 16, 24])
    columns = [grid(rng, rows, parts=rng.choice([1, 4, 8])) for _ in range(rng.choice([1, 1, 2, 3]))]
    if rng.random() < 0.3:
        columns[-1] = [float(rng.random() < 0.3) for _ in range(rows)]
    if rng.random() < 0.15:
        columns[0][0] *= 30
    for j, column in enumerate(columns):
        case.add(f"x{j + 1}", column)
    case.target = draw(rng, linear(rng, columns, rng.choice([0.5, 2, 10])))
    if rng.random() < 0.3:
        case.weight = [float(rng.choice([1, 1, 2, 5])) for _ in range(rows)]
    if rng.random() < 0.2:
        case.offset = grid(rng, rows, rng.choice([1, 3]))
    case.kind = "firth"
    case.options = ["--firth"]


# Area: its generator, and its share of 1,000 fits.
AREAS = {
    "weights": (weights, 160), "offsets": (offsets, 120), "levels": (levels, 80), "collinear": (collinear, 140),
    "rare": (rare, 60), "scales": (scales, 100), "classes": (classes, 100), "near-separated": (near_separated, 80),
    "separated": (separated, 60), "aliased": (aliased, 60), "firth": (firth, 60),
}


def make(area, number, attempt):
    """The data set of a number; attempts differ where one is of no use (one class only, separated by chance)."""
    rng = random.Random(f"{area} {number} {attempt}")
    case = Case(area, number)
    AREAS[area][0](case, rng)
    return case
