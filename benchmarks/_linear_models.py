"""Fitting linear models over named features: logistic regression and conditional logit.

Both have a quadratic penalty and are fitted by Adam on the whole batch: a few seconds each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

_STEPS = 1500
_RATE = 0.05
Found = list[tuple[str, float]]


def learn_logistic(
    rows: Sequence[tuple[Found, float, float]], what: str, *, penalty: float
) -> dict[str, float]:
    """Weights by feature from rows of features, truth (0 or 1) and weight of the row."""
    names, matrix = _matrix([found for found, _, _ in rows])
    y = np.array([truth for _, truth, _ in rows])
    w = np.array([weight for _, _, weight in rows])
    w /= w.mean()

    def gradient(theta: np.ndarray) -> np.ndarray:
        chance = 1 / (1 + np.exp(-(matrix @ theta)))
        slope: np.ndarray = matrix.T @ (w * (chance - y)) / len(y) + penalty * theta
        return slope

    theta = _adam(gradient, len(names))
    guessed = matrix @ theta > 0
    print(f"{what}, {len(y)} rows: {np.average(guessed == (y > 0.5), weights=w):.3f} right")
    return dict(zip(names, map(float, theta), strict=True))


def learn_ranking(
    samples: Sequence[tuple[list[Found], set[int], float]], what: str, *, penalty: float
) -> dict[str, float]:
    """Weights by feature from samples: features of each candidate, the right ones, a weight."""
    flat = [found for rows, _, _ in samples for found in rows]
    names, matrix = _matrix(flat)
    sizes = [len(rows) for rows, _, _ in samples]
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(samples)), sizes)
    right = np.zeros(len(flat))
    for start, (_, good, _) in zip(starts, samples, strict=True):
        for i in good:
            right[start + i] = 1
    w = np.array([weight for _, _, weight in samples])
    w /= w.sum()

    def chances(theta: np.ndarray) -> np.ndarray:
        scores = matrix @ theta
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        result: np.ndarray = powers / np.add.reduceat(powers, starts)[owner]
        return result

    def gradient(theta: np.ndarray) -> np.ndarray:
        chance = chances(theta)
        good = np.add.reduceat(chance * right, starts)[owner]
        target = chance * right / np.maximum(good, 1e-9)
        slope: np.ndarray = matrix.T @ ((chance - target) * w[owner]) + penalty * theta
        return slope

    theta = _adam(gradient, len(names))
    chance = chances(theta)
    hits = [
        right[start + int(np.argmax(chance[start : start + size]))]
        for start, size in zip(starts, sizes, strict=True)
    ]
    print(f"{what}, {len(samples)} names: {np.average(hits, weights=w):.3f} right")
    return dict(zip(names, map(float, theta), strict=True))


def _matrix(samples: Sequence[Found]) -> tuple[list[str], np.ndarray]:
    names = sorted({name for found in samples for name, _ in found})
    column = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(samples), len(names)))
    for row, found in enumerate(samples):
        for name, value in found:
            matrix[row, column[name]] += value
    return names, matrix


def _adam(gradient: Callable[[np.ndarray], np.ndarray], size: int) -> np.ndarray:
    theta, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, _STEPS + 1):
        slope = gradient(theta)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = _RATE * (1 - step / (_STEPS + 1)) + 0.002
        theta -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return theta
