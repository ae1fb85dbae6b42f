"""The peer of `logreg train` on a dense CSV: pandas.read_csv, StandardScaler, scikit-learn's lbfgs without a penalty.

    python3 benchmarks/sklearn_dense.py FILE.csv

Prints the loss, the accuracy and the seconds of each stage. Debian: python3-sklearn, python3-pandas, libopenblas0-pthread.
"""
import sys
import time

start = time.perf_counter()
import numpy as np
import pandas as pd
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.preprocessing import StandardScaler

imported = time.perf_counter()
data = pd.read_csv(sys.argv[1])
read = time.perf_counter()
features = StandardScaler().fit_transform(data.drop(columns="y").to_numpy())
target = data["y"].to_numpy()
model = LogisticRegression(penalty="none", tol=1e-6, max_iter=1000).fit(features, target)
fitted = time.perf_counter()
probability = model.predict_proba(features)[:, 1]
loss = log_loss(target, probability)
accuracy = np.mean((probability >= 0.5) == (target == 1))
end = time.perf_counter()
print(f"scikit-learn {sklearn.__version__}, pandas {pd.__version__}, {model.n_iter_[0]} iterations")
print(f"loss {loss:.12f} accuracy {accuracy:.6f}")
print(f"import {imported - start:.2f} read {read - imported:.2f} fit {fitted - read:.2f} report {end - fitted:.2f} total {end - start:.2f}")
