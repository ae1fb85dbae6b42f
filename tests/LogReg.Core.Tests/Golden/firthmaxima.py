"""Random small problems for Firth's penalised likelihood, solved by brute force: the best of all maxima, tests and profile intervals.

Not the program's way: a batch of some hundred starts (random ones on three scales, the axes, the points that put log-odds of +-log 3 on as many
rows as there are coefficients) is climbed at once by damped Newton steps in numpy, at every value of every profile. An interval is the hull of
{value: twice the drop of the profile is at most chi-square}; "gap" says that it is not connected.

usage: firthmaxima.py FIRST LAST [FILE [light]]      problems FIRST to LAST - 1 as JSON; light: no intervals
"""
import itertools
import json
import sys

import numpy as np

QUANTILE = 3.841458820694124
LEVEL = QUANTILE / 2


class Problem:
    def __init__(self, columns, y, w, o):
        self.x = np.column_stack([np.ones(len(y))] + columns)
        self.y, self.w, self.o = y, w, o
        self.n, self.p = self.x.shape
        self.outer = np.einsum("ij,ik->ijk", self.x, self.x).reshape(self.n, -1)

    def value(self, beta):
        """l* of each row of beta; -inf where the information is singular."""
        eta = self.o + beta @ self.x.T
        ll = -(self.w * np.logaddexp(0, np.where(self.y == 1, -eta, eta))).sum(1)
        log_weight = np.log(self.w) - np.logaddexp(0, eta) - np.logaddexp(0, -eta)
        weight = np.exp(log_weight)
        sign, logdet = np.linalg.slogdet((weight @ self.outer).reshape(-1, self.p, self.p))
        value = ll + logdet / 2
        return np.where((sign > 0) & np.isfinite(value), value, -np.inf)

    def derivatives(self, beta):
        eta = self.o + beta @ self.x.T
        mu = 1 / (1 + np.exp(-np.clip(eta, -700, 700)))
        var = np.exp(-np.logaddexp(0, eta) - np.logaddexp(0, -eta))
        weight = self.w * var
        a = (weight @ self.outer).reshape(-1, self.p, self.p)
        try:
            inverse = np.linalg.inv(a)
        except np.linalg.LinAlgError:
            inverse = np.linalg.pinv(a)
        xa = np.einsum("ij,mjk->mik", self.x, inverse)
        cross = xa @ self.x.T
        h = weight * np.einsum("mij,ij->mi", xa, self.x)
        d = 1 - 2 * mu
        resid = self.w * np.where(self.y == 1, np.exp(-np.logaddexp(0, eta)), -np.exp(-np.logaddexp(0, -eta)))
        gradient = (resid + h * (0.5 - mu)) @ self.x
        bound = ((weight + h * var) @ self.outer).reshape(-1, self.p, self.p)
        curved = ((weight + h * var - d * d * h / 2) @ self.outer).reshape(-1, self.p, self.p)
        s = d * weight
        square = cross * cross * s[:, :, None] * s[:, None, :]
        exact = curved + np.einsum("ij,mik,kl->mjl", self.x, square, self.x) / 2
        return gradient, exact, bound

    def climb(self, beta, free, steps=40):
        """Damped Newton from each row of beta in the coordinates that are free."""
        beta = beta.copy()
        value = self.value(beta)
        keep = np.isfinite(value)
        beta, value = beta[keep], value[keep]
        if len(free) == 0 or len(beta) == 0:
            return beta, value
        active = np.arange(len(beta))
        ix = np.ix_(free, free)
        for _ in range(steps):
            if len(active) == 0:
                break
            g, exact, bound = self.derivatives(beta[active])
            g, exact, bound = g[:, free], exact[(slice(None),) + ix], bound[(slice(None),) + ix]
            exact = np.nan_to_num(exact, nan=-1.0, posinf=-1.0, neginf=-1.0)
            lowest = np.linalg.eigvalsh(exact / np.maximum(1e-300, np.abs(exact).max((1, 2)))[:, None, None])[:, 0]
            h = np.where((lowest > 1e-9)[:, None, None], exact, bound)
            h = np.nan_to_num(h, nan=1.0, posinf=1e300, neginf=-1e300)
            h = h + 1e-14 * np.maximum(np.trace(h, axis1=1, axis2=2), 1e-280)[:, None, None] * np.eye(len(free))
            try:
                step = np.linalg.solve(h, g[:, :, None])[:, :, 0]
            except np.linalg.LinAlgError:
                step = np.einsum("mij,mj->mi", np.linalg.pinv(h), g)
            gain = (step * g).sum(1)
            long = np.abs(step @ self.x[:, free].T).max(1)
            scale = np.minimum(1, np.maximum(5, np.abs(beta[active] @ self.x.T).max(1) / 2) / np.maximum(long, 1e-300))
            done = np.zeros(len(active), bool)
            for _ in range(25):
                todo = ~done
                trial = beta[active[todo]].copy()
                trial[:, free] += scale[todo, None] * step[todo]
                new = self.value(trial)
                good = new >= value[active[todo]] - 1e-14 * np.abs(new)
                place = np.flatnonzero(todo)[good]
                beta[active[place]], value[active[place]] = trial[good], new[good]
                done[place] = True
                if done.all():
                    break
                scale[~done] /= 2
            active = active[done & (gain > 1e-22)]
        return beta, value

    def starts(self, rng, count):
        rows = [np.zeros(self.p)]
        for scale in (1, 5, 30):
            rows += list(rng.normal(size=(count // 6, self.p)) * scale)
        for j in range(self.p):
            for place in (-100, -10, -3, 3, 10, 100):
                unit = np.zeros(self.p)
                unit[j] = place
                rows.append(unit)
        sets = list(itertools.combinations(range(self.n), self.p))
        if len(sets) > count:
            sets = [sets[i] for i in rng.choice(len(sets), count, replace=False)]
        for rows_of in sets:
            part = self.x[list(rows_of)]
            if np.linalg.cond(part) < 1e8:
                rows.append(np.linalg.solve(part, np.where(self.y[list(rows_of)] == 1, 1, -1) * np.log(3) - self.o[list(rows_of)]))
        return np.array(rows)


class Oracle:
    def __init__(self, problem, seed):
        self.p = problem
        self.rng = np.random.default_rng(seed)
        self.starts = problem.starts(self.rng, 240)
        self.everything = list(range(problem.p))
        self.modes = []
        self.add(*problem.climb(self.starts, self.everything, 100))

    @staticmethod
    def is_maximum(g, exact):
        try:
            return np.linalg.eigvalsh(exact)[0] > 0 and g @ np.linalg.solve(exact, g) <= 1e-10
        except np.linalg.LinAlgError:
            return False

    def add(self, betas, values):
        for beta, value in sorted(zip(betas, values), key=lambda pair: -pair[1]):
            g, exact, _ = self.p.derivatives(beta[None])
            if not self.is_maximum(g[0], exact[0]):
                continue
            if all((beta - other) @ exact[0] @ (beta - other) > 1e-6 for other, _ in self.modes):
                self.modes.append((beta, value))
        self.modes.sort(key=lambda mode: -mode[1])

    @property
    def best(self):
        return self.modes[0][1]

    def profile(self, free, fixed, near=(), heavy=True, modes=True):
        """The best value with the coordinates in fixed held at the values there."""
        pool = [m[0] for m in self.modes[:20] if modes] + [n for n in near]
        starts = np.array(pool)
        if heavy:
            many = self.starts.copy()
            for j, v in fixed.items():
                many[:, j] = v
            order = np.argsort(-self.p.value(many))
            chosen = np.concatenate([order[:30], self.rng.choice(len(order), min(len(order), 20), replace=False)])
            starts = np.concatenate([starts, many[chosen]])
        for j, v in fixed.items():
            starts[:, j] = v
        beta, value = self.p.climb(starts, free)
        if len(value) == 0:
            return None, -np.inf
        k = int(np.argmax(value))
        if value[k] > self.best + 1e-9:
            self.add(*self.p.climb(beta[k][None], self.everything, 200))
        return beta[k], value[k]

    def along(self, j, v, near=(), heavy=True):
        return self.profile([i for i in self.everything if i != j], {j: v}, near, heavy)

    def bound(self, j, side):
        center = self.modes[0][0][j]
        _, exact, _ = self.p.derivatives(self.modes[0][0][None])
        unit = np.sqrt(QUANTILE * np.linalg.inv(exact[0])[j, j])
        inside_beta = max((m for m in self.modes if self.best - m[1] <= LEVEL), key=lambda m: side * m[0][j])[0]
        inside = inside_beta[j]
        step = unit / 2
        for _ in range(60):
            outside = inside + side * step
            beta, value = self.along(j, outside, [inside_beta])
            if self.best - value <= LEVEL:
                inside, inside_beta, step = outside, beta, step * 1.6
                continue
            farther = None
            for factor in (4, 1.5, 0.5):
                v = outside + side * factor * max(abs(outside - center), unit)
                far, value = self.along(j, v, [inside_beta])
                if self.best - value <= LEVEL:
                    farther = (v, far)
                    break
            if farther is not None:
                inside, inside_beta = farther
                self.add(*self.p.climb(inside_beta[None], self.everything, 200))
                continue
            near = [inside_beta, beta]
            v = (inside + outside) / 2
            for _ in range(200):
                if v in (inside, outside) or abs(inside - outside) <= 1e-13 * abs(v):
                    break
                beta, value = self.profile([i for i in self.everything if i != j], {j: v}, near, heavy=False, modes=False)
                if self.best - value <= LEVEL:
                    inside, near = v, [beta, near[1]]
                else:
                    outside, near = v, [near[0], beta]
                root = np.sqrt(max(0, self.best - value))
                slope = self.p.derivatives(beta[None])[0][0, j]
                newton = v + (root - np.sqrt(LEVEL)) * 2 * root / slope if slope else v
                newton += side * 1e-14 * abs(newton) * (1 if self.best - value <= LEVEL else -1)
                v = newton if (newton - inside) * (newton - outside) < 0 else (inside + outside) / 2
                if abs(newton - v) == 0 and abs(self.best - value - LEVEL) < 1e-12:
                    inside = v
                    break
            beta, value = self.along(j, inside, near)
            if self.best - value < LEVEL - 1e-7:
                inside_beta, step = beta, unit / 2
                continue
            return inside
        return None

    def gap(self, j):
        inside = sorted(m[0][j] for m in self.modes if self.best - m[1] <= LEVEL)
        for low, high in zip(inside, inside[1:]):
            if high - low > 1e-6:
                for v in np.linspace(low, high, 30)[1:-1]:
                    if self.best - self.along(j, v)[1] > LEVEL + 1e-7:
                        return True
        return False

    def solve(self, light=False):
        while True:
            before = self.best
            zero = [2 * (self.best - self.along(j, 0.0)[1]) for j in self.everything]
            model = 2 * (self.best - self.profile([0], {j: 0.0 for j in self.everything[1:]})[1])
            if light and self.best <= before + 1e-9:
                return {"estimate": list(self.modes[0][0]), "penalised": self.best, "maxima": [m[1] for m in self.modes], "statistic": zero, "model": model}
            bounds = [[self.bound(j, -1), self.bound(j, 1)] for j in self.everything]
            gaps = [self.gap(j) for j in self.everything]
            if self.best <= before + 1e-9:
                return {
                    "estimate": list(self.modes[0][0]), "penalised": self.best, "maxima": [m[1] for m in self.modes],
                    "statistic": zero, "model": model, "bounds": bounds, "gaps": gaps,
                }


def create(seed):
    rng = np.random.default_rng(seed)
    while True:
        k = int(rng.integers(1, 4))
        n = int(rng.integers(max(3, k + 2), 31)) if rng.random() < 0.5 else int(rng.integers(max(3, k + 1), 13))
        kind = rng.random()
        x = rng.normal(size=(n, k))
        x = np.round(x, 1) if kind < 0.5 else np.round(x * 1.3) if kind < 0.8 else np.round(np.sinh(2 * x), 2)
        weights = np.round(10.0 ** rng.uniform(-1, 1, n) if rng.random() < 0.5 else 10.0 ** rng.uniform(-3, 3, n), 4) if rng.random() < 0.4 else np.ones(n)
        offsets = np.round(rng.normal(size=n) * (1 if rng.random() < 0.6 else 4), 2) if rng.random() < 0.4 else np.zeros(n)
        eta = x @ rng.normal(size=k) * rng.choice([0.5, 2, 100]) + rng.normal() * 0.5
        y = (eta > 0).astype(float) if rng.random() < 0.4 else (rng.random(n) < 1 / (1 + np.exp(-np.clip(eta, -500, 500)))).astype(float)
        scaled = np.column_stack([np.ones(n), (x - x.mean(0)) / np.maximum(x.std(0), 1e-12)])
        if 0 < y.sum() < n and x.std(0).min() > 0.01 and np.linalg.svd(scaled)[1][-1] > 1e-3 and weights.min() > 0:
            return x, y, weights, offsets


if __name__ == "__main__":
    out = open(sys.argv[3], "w") if len(sys.argv) > 3 else sys.stdout
    print(f'{{"tool": "numpy {np.__version__}", "problems": [', file=out)
    for seed in range(int(sys.argv[1]), int(sys.argv[2])):
        x, y, w, o = create(seed)
        with np.errstate(all="ignore"):
            solution = Oracle(Problem(list(x.T), y, w, o), seed).solve(light=len(sys.argv) > 4)
        problem = {"seed": seed, "x": x.T.tolist(), "y": y.tolist(), "w": w.tolist(), "o": o.tolist(), **solution}
        print(json.dumps(problem) + ("," if seed < int(sys.argv[2]) - 1 else "]}"), file=out, flush=True)
