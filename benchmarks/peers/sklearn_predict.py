"""Reads a CSV, predicts probabilities with a model that was fitted before, and writes them beside the class to a CSV.

    python3 sklearn_predict.py fit|predict FILE.csv MODEL.pickle [OUTPUT.csv]
"""
import pickle
import sys

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

work, file, path, *output = sys.argv[1:]
data = pd.read_csv(file)
features = data.drop(columns="y")
if work == "fit":
    with open(path, "wb") as stream:
        pickle.dump(make_pipeline(StandardScaler(), LogisticRegression(penalty="none", tol=1e-6)).fit(features, data["y"]), stream)
else:
    with open(path, "rb") as stream:
        model = pickle.load(stream)
    probability = model.predict_proba(features)[:, 1]
    pd.DataFrame({"probability": probability, "class": (probability >= 0.5).astype(int)}).to_csv(output[0], index=False)
