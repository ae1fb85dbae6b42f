"""Softmax without a penalty by scikit-learn's lbfgs. Prints the loss, and the seconds of the fit alone.

    python3 sklearn_letters.py FILE.csv TOLERANCE
"""
import sys
import time

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.preprocessing import StandardScaler

data = pd.read_csv(sys.argv[1])
target = data.pop("y").to_numpy()
features = StandardScaler().fit_transform(data.to_numpy(float))
start = time.perf_counter()
model = LogisticRegression(penalty="none", tol=float(sys.argv[2]), max_iter=10000).fit(features, target)
seconds = time.perf_counter() - start
print(f"iterations {model.n_iter_[0]}")
print(f"loss {log_loss(target, model.predict_proba(features)):.10f} seconds {seconds:.4f}")
