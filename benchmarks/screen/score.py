"""The digits of a fit, and whether it claims what is not so."""
import math

import gmpy2
from gmpy2 import mpfr

import firth
import reference
from expected import Design

MOST = 17.0


def digits(value, right, scale):
    """−log10 of the error relative to a scale."""
    if value is None or not math.isfinite(value):
        return -9.0
    error = abs(mpfr(value) - right)
    return MOST if error == 0 else float(min(MOST, -gmpy2.log10(error / scale)))


def claims(code, model):
    return code == 0 and model["training"]["converged"]


def score(case, right, code, model, report, error):
    record = {"status": "right", "reasons": [], "digits": {}, "exit": code}
    if model is None or report is None:
        return {**record, "status": "fault", "reasons": [f"no model, exit code {code}: {error.strip()[:300]}"]}
    if right.get("separated") == "complete" and code == 3 and model["training"]["termination"] == "separation":
        return record
    if "inference" not in model:
        return {**record, "status": "fault" if code == 0 else "no claim", "reasons": ["no inference"]}
    if "separated" in right:
        score_separated(record, right, code, model)
    else:
        score_finite(record, case, right, code, model, report)
    if record["reasons"] and record["status"] == "right":
        record["status"] = "fault"
    return record


def coefficients(right, model):
    """(class, name, right estimate, right standard error, verdict) of the contrasts with the class that is the model's base."""
    width = len(right["names"])
    classes = right["classes"]
    base = next(k for k, label in enumerate(classes) if label not in model["coefficients"])
    if len(classes) == 2 and base == 1:
        base = 0
    for k, label in enumerate(classes):
        if k == base:
            continue
        for j, name in enumerate(right["names"]):
            beta = sigma = None
            if "beta" in right:
                parts = [(k2, sign) for k2, sign in ((k, 1), (base, -1)) if k2 > 0]
                beta = sum((sign * mpfr(right["beta"][(c - 1) * width + j]) for c, sign in parts), mpfr(0))
                variance = mpfr(0)
                for c, s in parts:
                    for d, t in parts:
                        row, column = (c - 1) * width + j, (d - 1) * width + j
                        variance += s * t * mpfr(right["covariance"][max(row, column)][min(row, column)])
                sigma = gmpy2.sqrt(variance)
            verdict = right["verdicts"][str(base)][k * width + j] if "verdicts" in right else "finite"
            yield label, name, beta, sigma, verdict


def score_finite(record, case, right, code, model, report):
    reasons, found = record["reasons"], record["digits"]
    inference = model["inference"]
    kind = inference["separation"]["kind"]
    if kind in ("complete", "quasiComplete"):
        reasons.append(f"called separated ({kind}) where every estimate exists")
        return
    if not claims(code, model):
        record["status"] = "no claim"
        return
    condition = right["condition"]
    need = min(9.0, 15.0 - math.log10(condition))
    worst = {}
    undetermined = []
    for label, name, beta, sigma, _ in coefficients(right, model):
        value = model["coefficients"][label].get(name)
        error = inference["standardErrors"][label].get(name)
        if error is None:
            undetermined.append(f"{label}:{name}")
            continue
        for key, number in (("beta", digits(value, beta, max(abs(beta), sigma))), ("sigma", digits(value, beta, sigma)),
                            ("errors", digits(error, sigma, sigma))):
            if number < worst.get(key, (99,))[0]:
                worst[key] = (number, f"{label}:{name}", value if key != "errors" else error, beta if key != "errors" else sigma)
    if undetermined:
        record["undetermined"] = len(undetermined)
        text = "no standard error for " + ", ".join(undetermined) + f" (condition {condition:.2g})"
        if condition < 1e10:
            reasons.append(text)
        else:
            record["status"] = "no claim"
            return
    for key, (number, *_) in worst.items():
        found[key] = number
    value, null = mpfr(right["value"]), mpfr(right["null"])
    found["value"] = digits(inference["logLikelihood"], value, max(abs(value), mpfr(1)))
    found["null"] = digits(inference["nullLogLikelihood"], null, max(abs(null), mpfr(1)))
    test = inference.get("likelihoodRatio")
    chi = mpfr(right["test"]) if "test" in right else 2 * (value - null)
    if test is not None:
        found["test"] = digits(test["statistic"], chi, max(chi, mpfr(1)))
    rounding = math.log10(max(1.0, 8 * 2.2e-16 * abs(float(null)) / max(float(chi), 1.0) * 1e8))
    limits = {"beta": need, "errors": need - 1, "value": min(10.0, 16.0 - math.log10(condition)), "null": 10, "test": 8 - rounding}
    if case.kind == "firth":
        limits.update(test=6)
    for key, limit in limits.items():
        if key in found and found[key] < limit:
            detail = ""
            if key in worst:
                _, name, shown, truth = worst[key]
                detail = f" ({name} {shown!r}, right {float(truth)!r})"
            elif key in ("value", "null"):
                detail = f" ({inference['logLikelihood' if key == 'value' else 'nullLogLikelihood']!r}, right {right[key][:20]})"
            elif key == "test":
                detail = f" ({test['statistic']!r}, right {float(chi)!r})"
            reasons.append(f"{key} {found[key]:.1f} digits{detail}")
    if case.kind == "firth":
        score_firth(record, case, right, model)
    if reasons and condition > 1e3:
        reasons.append(f"condition {condition:.2g}")


def score_firth(record, case, right, model):
    """p-values of the penalised likelihood ratio, and by how much it drops at the bounds of the intervals."""
    label = right["classes"][1]
    best = float(right["penalised"])
    design = Design(case)
    problem = reference.Problem(design.rows, 2, len(design.names))
    for j, name in enumerate(right["names"]):
        shown = model["inference"]["p"][label].get(name)
        truth = math.erfc(math.sqrt(max(0.0, best - right["without"][j])))
        if shown is None:
            record["reasons"].append(f"no p-value for {name}, right {truth:.6g}")
        elif abs(shown - truth) > 1e-5 * max(truth, 1e-12) + 1e-7:
            record["reasons"].append(f"p of {name} {shown:.8g}, right {truth:.8g}")
        bounds = model["inference"]["profileIntervals"][label].get(name) or {"lower": None, "upper": None}
        for side in ("lower", "upper"):
            bound = bounds[side]
            if bound is None or isinstance(bound, str):
                record["reasons"].append(f"no {side} bound for {name}")
                continue
            drop = best - firth.search(problem, case.number, {j: bound}, 8)[0][0]
            if abs(drop - 1.9207294103) > 1e-5:
                record["reasons"].append(f"{side} bound of {name} {bound:.8g}: the penalised likelihood drops by {drop:.7g}, right 1.920729")
    if right["maxima"] > 1 and record["reasons"]:
        record["reasons"].append(f"{right['maxima']} maxima")


def score_separated(record, right, code, model):
    reasons = record["reasons"]
    inference = model["inference"]
    kind = inference["separation"]["kind"]
    unbounded = {}
    for one in inference["separation"]["unbounded"]:  # of several classes the name begins with the class
        label, _, name = one["name"].rpartition(": ")
        unbounded[label or right["classes"][-1], name] = one["direction"]
    if right["separated"] == "complete":
        if kind != "complete" or code != 3:
            reasons.append(f"separated completely, called {kind}, exit code {code}")
        return
    if kind not in ("quasiComplete", "quasi"):
        reasons.append(f"separated in part, called {kind}, exit code {code}")
    for label, name, beta, sigma, verdict in coefficients(right, model):
        direction = unbounded.get((label, name))
        error = inference["standardErrors"][label].get(name)
        shown = "∞" if direction == 1 else "-∞" if direction == -1 else "–" if error is None else "finite"
        if shown != verdict:
            reasons.append(f"{label}:{name} shown as {shown}, right {verdict}")
        elif verdict == "finite":
            number = digits(model["coefficients"][label][name], beta, max(abs(beta), sigma))
            record["digits"]["errors"] = min(record["digits"].get("errors", 99), digits(error, sigma, sigma))
            record["digits"]["beta"] = min(record["digits"].get("beta", 99), number)
    value = mpfr(right["value"])
    record["digits"]["value"] = digits(inference["logLikelihood"], value, max(abs(value), mpfr(1)))
    for key, limit in (("beta", 8), ("errors", 8), ("value", 8)):
        if record["digits"].get(key, 99) < limit:
            reasons.append(f"{key} of the limit {record['digits'][key]:.1f} digits")
