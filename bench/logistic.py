"""Logistic regression by Newton's method, for the weights that the benchmarks fit."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
RIDGE = 1e-3
_STEPS = 50


def fit(x: FloatArray, y: FloatArray, weight: FloatArray) -> FloatArray:
    """The weights of the columns of x (rows, columns) that tell y (rows,), 0 or 1, best."""
    weight = weight / weight.mean()
    beta = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (p - y)) + RIDGE * beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(beta))
        beta -= np.linalg.solve(hessian, gradient)
    return beta
