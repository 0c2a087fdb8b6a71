"""Logistic regression over many labels, with a ridge penalty, by L-BFGS (Nocedal, 1980). Numpy alone, no chance."""

from __future__ import annotations

import math
from collections import deque

import numpy as np

from roleplay_lite.evaluation.scorer.learnt import Floats, Whole

_STEPS = 60
_REMEMBERED = 8
_ENOUGH = 1e-3
"""Of the first slope's length: it is done when the slope is no longer than that."""
_DOWNHILL = 1e-4
_HALVINGS = 20


def shares(found: Floats, temperature: float = 1.0) -> Floats:
    """Scores as probabilities: each row sums to 1."""
    raised = np.exp((found - found.max(axis=1, keepdims=True)) / temperature)
    even: Floats = raised / raised.sum(axis=1, keepdims=True)
    return even


def descend(rows: Floats, of: Whole, outputs: Floats, *, freedom: float) -> Floats:
    """The weights W (features × outputs) under which softmax(rows W outputsᵀ) makes the labels `of` likeliest, less
    |W|² / (2 · freedom). `outputs` has a row for each label."""
    problem = _Problem(rows, of, outputs, freedom)
    weights = np.zeros((rows.shape[1], outputs.shape[1]), np.float32)
    loss, slope = problem.at(weights)
    enough, memory = _ENOUGH * _length(slope), deque[tuple[Floats, Floats]](maxlen=_REMEMBERED)
    for _ in range(_STEPS):
        if _length(slope) <= enough:
            break
        step = -_turned(slope, memory)
        down, reach = _dot(step, slope), 1.0 if memory else 1 / _length(slope)
        for _ in range(_HALVINGS):
            following = weights + np.float32(reach) * step
            next_loss, next_slope = problem.at(following)
            if next_loss <= loss + _DOWNHILL * reach * down:
                break
            reach /= 2
        else:
            break
        moved, bent = following - weights, next_slope - slope
        if _dot(moved, bent) > 0:
            memory.append((moved, bent))
        weights, loss, slope = following, next_loss, next_slope
    return weights


class _Problem:
    def __init__(self, rows: Floats, of: Whole, outputs: Floats, freedom: float) -> None:
        self._rows, self._of, self._outputs, self._freedom = rows, of, outputs, freedom

    def at(self, weights: Floats) -> tuple[float, Floats]:
        """How bad they are, and which way that grows."""
        likely = shares(self._rows @ (weights @ self._outputs.T))
        place = (np.arange(len(self._of)), self._of)
        loss = -np.log(likely[place].astype(np.float64) + 1e-30).sum() + _dot(weights, weights) / (2 * self._freedom)
        likely[place] -= 1
        slope: Floats = self._rows.T @ (likely @ self._outputs) + weights / np.float32(self._freedom)
        return float(loss), slope


def _turned(slope: Floats, memory: deque[tuple[Floats, Floats]]) -> Floats:
    """The slope as it would be were the loss as bent in every direction: the two loops of L-BFGS."""
    found, shared = slope.copy(), []
    for moved, bent in reversed(memory):
        share = _dot(moved, found) / _dot(moved, bent)
        found -= np.float32(share) * bent
        shared.append(share)
    if memory:
        moved, bent = memory[-1]
        found *= np.float32(_dot(moved, bent) / _dot(bent, bent))
    for (moved, bent), share in zip(memory, reversed(shared), strict=True):
        found += np.float32(share - _dot(bent, found) / _dot(moved, bent)) * moved
    return found


def _dot(one: Floats, other: Floats) -> float:
    return float(np.vdot(one, other))


def _length(one: Floats) -> float:
    return math.sqrt(_dot(one, one))
