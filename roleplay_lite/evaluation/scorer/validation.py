"""Cross-validation within the train split, and how far probabilities can be trusted. Pure, given the replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from roleplay_lite.evaluation.scorer.descent import shares
from roleplay_lite.evaluation.scorer.learning import SETTING, Labels, Replies, Setting, learn, scores
from roleplay_lite.evaluation.scorer.learnt import Floats, Whole

FOLDS = 5
TOPS = (1, 5, 10, 30)
_SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Predictions whose probability is alike."""

    low: float
    high: float
    count: int
    said: float
    """Their mean probability."""
    so: float
    """The share of them that was so."""


def folds(of: Whole, count: int = FOLDS) -> Whole:
    """The fold of each row: the rows of a label are spread over all of them. The same for the same labels."""
    order = np.random.default_rng(_SEED)
    found = np.zeros(len(of), np.int64)
    for label in np.unique(of):
        (own,) = np.nonzero(of == label)
        found[order.permutation(own)] = np.arange(len(own)) % count
    return found


def cross_validated(replies: Replies, labels: Labels, of: Whole, setting: Setting = SETTING) -> Floats:
    """Scores of each reply by what was learnt from the folds that it is not in."""
    fold = folds(of)
    found = np.zeros((len(of), len(labels.names)), np.float32)
    for one in range(FOLDS):
        (kept,), (left,) = np.nonzero(fold != one), np.nonzero(fold == one)
        learnt = learn(replies.take(kept), labels, of[kept], setting=setting)
        found[left] = scores(learnt, replies.take(left))
    return found


def places(found: Floats, of: Whole) -> Whole:
    """How many labels stand before each row's own: 0 is first."""
    own = found[np.arange(len(of)), of][:, None]
    before: Whole = (found > own).sum(axis=1)
    return before


def hits(place: Whole, top: int) -> float:
    """The share of rows whose own label is among the first `top`."""
    return float((place < top).mean())


def fitted_temperature(found: Floats, of: Whole) -> float:
    """That under which the rows' own labels are likeliest, to one part in a hundred."""
    steps = np.exp(np.arange(np.log(1e-4), np.log(10), 0.01))
    rows = np.arange(len(of))
    likely = [np.log(shares(found, float(step))[rows, of] + 1e-12).mean() for step in steps[::20]]
    best = int(np.argmax(likely)) * 20
    near = steps[max(best - 20, 0) : best + 21]
    likely = [np.log(shares(found, float(step))[rows, of] + 1e-12).mean() for step in near]
    return float(near[int(np.argmax(likely))])


def reliability(probabilities: Floats, of: Whole, bins: Sequence[float]) -> tuple[Bin, ...]:
    """The likeliest label of each row, by its probability; `bins` are the edges between 0 and 1."""
    said, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == of
    edges = (0.0, *bins, 1.0)
    found = []
    for low, high in pairwise(edges):
        own = (said >= low) & ((said < high) | (high == 1.0))
        if own.any():
            mean, so = float(said[own].mean()), float(right[own].mean())
            found.append(Bin(low=low, high=high, count=int(own.sum()), said=mean, so=so))
    return tuple(found)


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: how far what is said is from what is so, over all rows."""
    return sum(one.count * abs(one.said - one.so) for one in bins) / sum(one.count for one in bins)
