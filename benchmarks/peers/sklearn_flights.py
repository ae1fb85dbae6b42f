"""One-hot columns and scikit-learn's lbfgs at C = 1: our ridge with lambda = 1/n. Prints the loss and the penalised objective.

    python3 sklearn_flights.py FILE.csv TOLERANCE [COLUMN-TO-LEAVE-OUT…]
"""
import sys

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.preprocessing import OneHotEncoder, StandardScaler

file, tolerance, *excluded = sys.argv[1:]
data = pd.read_csv(file).drop(columns=excluded)
target = (data.pop("late") == "yes").to_numpy()
texts = [name for name in data if data[name].dtype == object]
numbers = [name for name in data if name not in texts]
# Cells that are missing are a level of their own, as with us.
data[texts] = data[texts].fillna("(missing)")
encoder = ColumnTransformer([("texts", OneHotEncoder(), texts), ("numbers", StandardScaler(), numbers)])
features = encoder.fit_transform(data)
model = LogisticRegression(C=1.0, tol=float(tolerance), max_iter=10000).fit(features, target)
loss = log_loss(target, model.predict_proba(features)[:, 1])
objective = loss + (model.coef_ ** 2).sum() / 2 / len(target)
print(f"coefficients {model.coef_.size} iterations {model.n_iter_[0]}")
print(f"loss {loss:.10f} objective {objective:.10f}")
