"""Writes evaluation.golden.json beside this script: scikit-learn's metrics on generated rows with ties and weights.

    python3 tests/LogReg.Core.Tests/Golden/evaluation.py

Last run with Python 3.11.2, scikit-learn 1.2.1, numpy 1.24.2. The seed is fixed: it writes the same file again.
"""

import json
import math
import pathlib
import platform

import numpy
import sklearn
from sklearn import metrics

FOLDER = pathlib.Path(__file__).resolve().parent
ROWS = 200


def null_log_loss(codes, weights):
    shares = numpy.bincount(codes, weights=weights) / weights.sum()
    return -sum(share * numpy.log(share) for share in shares)


def binary(log_odds, positive, weights, threshold):
    probability = 1 / (1 + numpy.exp(-log_odds))
    predicted = (probability >= threshold).astype(int)
    options = {"sample_weight": weights}
    return {
        "threshold": threshold,
        "logLoss": metrics.log_loss(positive, probability, **options),
        "nullLogLoss": null_log_loss(positive, weights),
        "brierScore": metrics.brier_score_loss(positive, probability, **options),
        "rocAuc": metrics.roc_auc_score(positive, log_odds, **options),
        "averagePrecision": metrics.average_precision_score(positive, log_odds, **options),
        "accuracy": metrics.accuracy_score(positive, predicted, **options),
        "precision": metrics.precision_score(positive, predicted, **options),
        "recall": metrics.recall_score(positive, predicted, **options),
        "specificity": metrics.recall_score(positive, predicted, pos_label=0, **options),
        "f1": metrics.f1_score(positive, predicted, **options),
        "meanProbability": numpy.average(probability, weights=weights),
        "positiveShare": numpy.average(positive, weights=weights),
        "confusion": metrics.confusion_matrix(positive, predicted, **options).ravel().tolist(),
    }


def multiclass(log_probability, codes, weights):
    probability = numpy.exp(log_probability)
    predicted = probability.argmax(axis=1)
    options = {"sample_weight": weights}
    precision, recall, f1, support = metrics.precision_recall_fscore_support(codes, predicted, **options)
    indicator = numpy.eye(probability.shape[1])[codes]
    return {
        "logLoss": metrics.log_loss(codes, probability, **options),
        "nullLogLoss": null_log_loss(codes, weights),
        "brierScore": numpy.average(((probability - indicator) ** 2).sum(axis=1), weights=weights),
        "accuracy": metrics.accuracy_score(codes, predicted, **options),
        "macroPrecision": precision.mean(),
        "macroRecall": recall.mean(),
        "macroF1": f1.mean(),
        "macroRocAuc": metrics.roc_auc_score(codes, probability, multi_class="ovr", average="macro", **options),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "support": support.tolist(),
        "confusion": metrics.confusion_matrix(codes, predicted, **options).ravel().tolist(),
    }


def compact(value, indent=""):
    """JSON with a line for each member, and each array on one line."""
    if not isinstance(value, dict):
        return json.dumps(value)
    inner = indent + "  "
    members = [f"{inner}{json.dumps(name)}: {compact(member, inner)}" for name, member in value.items()]
    return "{\n" + ",\n".join(members) + "\n" + indent + "}"


random = numpy.random.default_rng(20240607)
ones = numpy.ones(ROWS)
weights = random.integers(0, 9, ROWS) / 4.0  # a ninth of them 0

# One decimal: many ties.
log_odds = numpy.round(random.normal(-0.3, 1.4, ROWS), 1)
positive = (random.random(ROWS) < 1 / (1 + numpy.exp(-0.8 * log_odds))).astype(int)

# Four classes with whole log-odds; the logarithms of the probabilities are what the file holds. Equal probabilities must be
# equal to the last bit, or rounding would decide which rows tie: so each row's largest score is 0, and fsum, which rounds
# once, gives the same total in any order.
codes = random.integers(0, 4, ROWS)
scores = numpy.round(random.normal(0, 1, (ROWS, 4)) + 1.2 * numpy.eye(4)[codes])
scores -= scores.max(axis=1, keepdims=True)
log_probability = scores - numpy.log([[math.fsum(row)] for row in numpy.exp(scores)])

result = {
    "script": "evaluation.py",
    "tool": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}",
    "rows": ROWS,
    "weights": weights.tolist(),
    "binary": {
        "logOdds": log_odds.tolist(),
        "positive": positive.tolist(),
        "unweighted": binary(log_odds, positive, ones, 0.5),
        "weighted": binary(log_odds, positive, weights, 0.3),
    },
    "multiclass": {
        "codes": codes.tolist(),
        "logProbability": log_probability.ravel().tolist(),
        "unweighted": multiclass(log_probability, codes, ones),
        "weighted": multiclass(log_probability, codes, weights),
    },
}
(FOLDER / "evaluation.golden.json").write_text(compact(result) + "\n", encoding="utf-8")
