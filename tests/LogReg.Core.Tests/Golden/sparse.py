"""Writes sparse.golden.json beside this script: ridge and lasso on sparse columns, and a ridge on the words of texts.

    python3 tests/LogReg.Core.Tests/Golden/sparse.py

Last run with Python 3.11.2, numpy 1.24.2, scikit-learn 1.2.1.

Columns of the LIBSVM file are divided by their population standard deviations, zeros included, and not centred; those of texts are
scikit-learn's TfidfVectorizer's, neither scaled nor centred. Minimised is (mean log loss) + lambda/2 |b|^2 or + lambda |b|_1 with a free
intercept: scikit-learn's LogisticRegression finds the minimum, C = 1/(n lambda), and Newton's method (for the lasso over the coefficients
that are not 0, with their signs held) takes it from there to the last digit; the two must agree. Coefficients are of the original columns.
"""

import json
import pathlib
import random

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

FOLDER = pathlib.Path(__file__).resolve().parent
RIDGE, LASSO, TEXT = 0.02, 0.03, 0.005


def polish(x, y, b, lam, signs):
    """Newton's method from b; x has a column of ones in front, signs is None for a ridge."""
    used = numpy.arange(x.shape[1]) if signs is None else numpy.flatnonzero(numpy.r_[1, signs])
    strength = numpy.full(len(used), lam if signs is None else 0.0)
    strength[0] = 0
    slope = numpy.zeros(len(used)) if signs is None else lam * numpy.r_[0, signs][used]
    z, c = x[:, used], b[used].copy()
    for _ in range(50):
        p = 1 / (1 + numpy.exp(-z @ c))
        gradient = z.T @ (p - y) / len(y) + strength * c + slope
        hessian = (z.T * (p * (1 - p))) @ z / len(y) + numpy.diag(strength)
        step = numpy.linalg.solve(hessian, gradient)
        c -= step
    assert numpy.max(numpy.abs(step)) < 1e-12
    result = numpy.zeros(x.shape[1])
    result[used] = c
    assert numpy.max(numpy.abs(result - b)) < 1e-4 * max(1, numpy.max(numpy.abs(b)))
    return result


def fit(x, y, lam, penalty="l2"):
    solver = dict(solver="newton-cg") if penalty == "l2" else dict(solver="saga", max_iter=2000000)
    model = LogisticRegression(penalty=penalty, C=1 / (len(y) * lam), tol=1e-9, **({"max_iter": 10000} | solver)).fit(x, y)
    b = numpy.r_[model.intercept_, model.coef_[0]]
    return polish(numpy.c_[numpy.ones(len(y)), x], y, b, lam, None if penalty == "l2" else numpy.sign(model.coef_[0]))


def vectors():
    generator = random.Random(5)
    beta = [2, -1.5, 1, 0, 0, 0.5, 0, -2, 0, 0, 1, 0]
    x = numpy.zeros((80, 12))
    y = numpy.zeros(80)
    for row in range(80):
        for column in generator.sample(range(12), generator.randint(1, 5)):
            x[row, column] = round(generator.uniform(0.1, 2), 3)
        y[row] = generator.random() < 1 / (1 + numpy.exp(-x[row] @ beta))
    lines = []
    for row in range(80):
        entries = " ".join(f"{column + 1}:{x[row, column]:g}" for column in range(12) if x[row, column] != 0)
        lines.append(f"{'+1' if y[row] else '-1'} {entries}\n")
    scale = x.std(axis=0)
    result = {"libsvm": "".join(lines), "lambda": {"ridge": RIDGE, "lasso": LASSO}}
    for name, lam, penalty in (("ridge", RIDGE, "l2"), ("lasso", LASSO, "l1")):
        b = fit(x / scale, y, lam, penalty)
        b[1:] /= scale
        result[name] = {"(intercept)": b[0], **{str(column + 1): b[column + 1] for column in range(12)}}
    return result


def texts():
    generator = random.Random(7)
    ham = "see you at home tonight, the dinner is late; I'll call Mom \u00c9t\u00e9 2 ok lunch tomorrow".split()
    spam = "WIN a FREE prize now: call to claim your cash 1000 urgent text stop".split()
    rows = []
    for _ in range(60):
        is_spam = generator.random() < 0.4
        words = [generator.choice(spam if is_spam and generator.random() < 0.7 else ham) for _ in range(generator.randint(2, 9))]
        rows.append(("spam" if is_spam else "ham", " ".join(words)))
    vectorizer = TfidfVectorizer(token_pattern=r"[^\W_]+", ngram_range=(1, 2), min_df=2)
    x = vectorizer.fit_transform([text for _, text in rows]).toarray()
    y = numpy.array([label == "spam" for label, _ in rows], dtype=float)
    b = fit(x, y, TEXT)
    names = vectorizer.get_feature_names_out()
    return {
        "rows": [f"{label}\t{text}" for label, text in rows],
        "lambda": TEXT,
        "coefficients": {"(intercept)": b[0], **{f"x2={name}": value for name, value in zip(names, b[1:])}},
    }


(FOLDER / "sparse.golden.json").write_text(json.dumps({"vectors": vectors(), "texts": texts()}, indent=1) + "\n")
