"""How the scorer learns: ridge regression from a reply's meaning, characters and manner to its trait.

It is solved in closed form, in numpy alone; the penalty is so heavy that each trait is read almost by its likeness to
the mean of its exemplars, which with eleven of them is what can be learnt. All that is set here was chosen by
cross-validation within the exemplars' train split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roleplay_lite.evaluation.scorer.features import grams, manner, plain
from roleplay_lite.evaluation.scorer.learnt import Floats, Learnt, Scaled, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is chosen, not learnt."""

    penalty: float = 100.0
    of_meaning: float = 1.0
    """What the likeness of two replies in meaning counts for, as those below."""
    of_grams: float = 2.0
    of_manner: float = 0.5
    seen_at_least: int = 2
    """In how many replies a gram must stand to be known."""


SETTING = Setting()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """Texts as they are read: what embedding them costs is paid once."""

    texts: tuple[str, ...]
    """Each as `plain` gives it."""
    meaning: Floats
    """A row of `embedding.embed` for each."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> Replies:
        """Raises EngineMissing without the package that embeds."""
        from roleplay_lite.evaluation.scorer.embedding import embed

        read = tuple(map(plain, texts))
        return cls(texts=read, meaning=embed(read))

    def take(self, places: Whole) -> Replies:
        return Replies(texts=tuple(self.texts[place] for place in places), meaning=self.meaning[places])


def learn(
    replies: Replies, labels: Sequence[str], of: Whole, *, temperature: float = 1.0, setting: Setting = SETTING
) -> Learnt:
    """The maps from replies to `labels`, given for each the place of its label."""
    known = _known(replies.texts, setting.seen_at_least)
    found = np.array([manner(text) for text in replies.texts])
    empty = Learnt(
        labels=tuple(labels),
        bias=np.zeros(len(labels), np.float32),
        temperature=temperature,
        grams=tuple(known),
        rarity=_rarity(known, len(replies.texts)),
        of_grams=Scaled.of(np.zeros((len(known), len(labels)))),
        manner_mean=found.mean(axis=0).astype(np.float32),
        manner_spread=(found.std(axis=0) + 1e-6).astype(np.float32),
        of_manner=Scaled.of(np.zeros((found.shape[1], len(labels)))),
        meaning_mean=replies.meaning.mean(axis=0),
        of_meaning=Scaled.of(np.zeros((replies.meaning.shape[1], len(labels)))),
    )
    return _fitted(empty, Seen.of(replies, empty), of, setting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Replies as numbers: a row each, of length 1 but for manner."""

    grams: Floats
    manner: Floats
    meaning: Floats

    @classmethod
    def of(cls, replies: Replies, learnt: Learnt) -> Seen:
        """By the grams, rarities and means of what was learnt."""
        spread = (np.array([manner(text) for text in replies.texts]) - learnt.manner_mean) / learnt.manner_spread
        return cls(
            grams=_counted(replies.texts, learnt),
            manner=(spread.clip(-3, 3) / spread.shape[1] ** 0.5).astype(np.float32),
            meaning=_unit(replies.meaning - learnt.meaning_mean),
        )


def scores(learnt: Learnt, replies: Replies) -> Floats:
    """A row of each label's score for each reply; the higher the likelier."""
    if not replies.texts:
        return np.zeros((0, len(learnt.labels)), np.float32)
    seen = Seen.of(replies, learnt)
    found: Floats = learnt.bias + seen.grams @ learnt.of_grams.weights
    found += seen.manner @ learnt.of_manner.weights + seen.meaning @ learnt.of_meaning.weights
    return found


def shares(found: Floats, temperature: float) -> Floats:
    """Scores as probabilities: each row sums to 1."""
    raised = np.exp((found - found.max(axis=1, keepdims=True)) / temperature)
    even: Floats = raised / raised.sum(axis=1, keepdims=True)
    return even


def _fitted(empty: Learnt, seen: Seen, of: Whole, setting: Setting) -> Learnt:
    """In the replies' own space: there are fewer of them than of features."""
    parts = ((setting.of_grams, seen.grams), (setting.of_manner, seen.manner), (setting.of_meaning, seen.meaning))
    alike = sum(weight * (part @ part.T).astype(np.float64) for weight, part in parts)
    target = np.eye(len(empty.labels))[of]
    mean = target.mean(axis=0)
    dual = np.linalg.solve(alike + setting.penalty * np.eye(len(of)), target - mean)
    by_grams, by_manner, by_meaning = (Scaled.of(weight * (part.T @ dual)) for weight, part in parts)
    return Learnt(
        labels=empty.labels,
        bias=mean.astype(np.float32),
        temperature=empty.temperature,
        grams=empty.grams,
        rarity=empty.rarity,
        of_grams=by_grams,
        manner_mean=empty.manner_mean,
        manner_spread=empty.manner_spread,
        of_manner=by_manner,
        meaning_mean=empty.meaning_mean,
        of_meaning=by_meaning,
    )


def _known(texts: Sequence[str], least: int) -> dict[str, int]:
    """Grams in at least so many texts, with in how many, in the order of their characters."""
    counts = Counter(gram for text in texts for gram in grams(text))
    return {gram: counts[gram] for gram in sorted(counts) if counts[gram] >= least}


def _rarity(known: dict[str, int], of: int) -> Floats:
    counts = np.array(list(known.values()), np.float64)
    return (np.log((1 + of) / (1 + counts)) + 1).astype(np.float32)


def _counted(texts: Sequence[str], learnt: Learnt) -> Floats:
    """TF-IDF with logarithmic counts."""
    place = {gram: number for number, gram in enumerate(learnt.grams)}
    rows = np.zeros((len(texts), len(place)), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for gram, times in grams(text).items():
            if gram in place:
                row[place[gram]] = 1 + np.log(times)
    return _unit(rows * learnt.rarity)


def _unit(rows: Floats) -> Floats:
    """Each row of length 1; a row of nothing stays so."""
    length = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return (rows / np.where(length > 0, length, 1)).astype(np.float32)
