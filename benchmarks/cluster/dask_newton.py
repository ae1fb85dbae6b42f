#!/usr/bin/env python3
"""Logistic regression by Newton's method on a Dask cluster of processes: what dask-glm's newton does, with the Hessian of Dask arrays.

    python3 dask_newton.py DATA [WORKERS]

DATA is a CSV of numbers, its last column y. Reads it with dask.dataframe, standardises nothing, adds an intercept, prints seconds and
coefficients. Needs python3-dask and python3-distributed (Debian).
"""
import sys
import time

import dask.array as da
import dask.dataframe as dd
import numpy as np
from distributed import Client, LocalCluster


def main():
    data = sys.argv[1]
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    start = time.perf_counter()
    with LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None) as cluster, Client(cluster):
        begun = time.perf_counter()
        frame = dd.read_csv(data)
        values = frame.to_dask_array(lengths=True).persist()
        ones = da.ones((values.shape[0], 1), chunks=(values.chunks[0], 1))
        x = da.concatenate([ones, values[:, :-1]], axis=1).rechunk({1: -1}).persist()
        y = values[:, -1]
        beta = np.zeros(x.shape[1])
        for iteration in range(30):
            mu = 1 / (1 + da.exp(-x.dot(beta)))
            gradient, hessian = da.compute(x.T.dot(mu - y), (x * (mu * (1 - mu))[:, None]).T.dot(x))
            step = np.linalg.solve(hessian, gradient)
            beta -= step
            if np.abs(gradient).max() / x.shape[0] < 1e-8:
                break
        end = time.perf_counter()
    print(f"{end - begun:.2f} s ({begun - start:.2f} s to start the cluster), {iteration + 1} iterations")
    print(" ".join(f"{value:.12g}" for value in beta))


if __name__ == "__main__":
    main()
