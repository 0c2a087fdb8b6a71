"""How the scorer learns: logistic regression from a reply's meaning, characters and manner to its trait.

Eleven replies a trait are few. What carries over from one trait to another does so by the traits' glosses: weights are
drawn towards each other as far as the glosses mean the same, so that what shows 冷漠 says something of 冷淡 too. All
that is set here was chosen by cross-validation within the exemplars' train split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roleplay_lite.evaluation.scorer.descent import descend
from roleplay_lite.evaluation.scorer.features import grams, manner, plain
from roleplay_lite.evaluation.scorer.learnt import COARSE, Floats, Learnt, Scaled, Whole
from roleplay_lite.persona.traits.dictionary import find


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is chosen, not learnt."""

    freedom: float = 6.0
    """The inverse of the penalty on weights."""
    of_meaning: float = 1.0
    """What the likeness of two replies in meaning counts for, as those below."""
    of_grams: float = 1.5
    of_manner: float = 0.7
    of_gloss: float = 0.5
    """How far traits whose glosses mean the same are learnt as one."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What there is to learn, and what it means."""

    names: tuple[str, ...]
    meaning: Floats
    """A row of `embedding.embed` for each."""

    @classmethod
    def of(cls, names: Sequence[str]) -> Labels:
        """By the trait's name and gloss; never by its `behaviour` or `example`, which stand in prompts. Raises
        EngineMissing."""
        from roleplay_lite.evaluation.scorer.embedding import embed

        entries = [find(name) for name in names]
        return cls(
            names=tuple(names), meaning=embed([f"{entry.zh.removesuffix('的')}：{entry.gloss}" for entry in entries])
        )

    def outputs(self, share: float) -> Floats:
        """A row for each label; rows are as alike as `share` of their glosses."""
        meant = _unit(self.meaning - self.meaning.mean(axis=0)).astype(np.float64)
        alike = np.eye(len(meant)) + share * meant @ meant.T
        return np.linalg.cholesky(alike / np.diag(alike).mean()).astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Replies as numbers, by the grams, rarities and means of what was learnt: a row each."""

    manner: Floats
    meaning: Floats
    """Of length 1."""

    @classmethod
    def of(cls, replies: Replies, learnt: Learnt) -> Seen:
        spread = (np.array([manner(text) for text in replies.texts]) - learnt.manner_mean) / learnt.manner_spread
        return cls(
            manner=(spread.clip(-3, 3) / spread.shape[1] ** 0.5).astype(np.float32),
            meaning=_unit(replies.meaning - learnt.meaning_mean),
        )


def learn(
    replies: Replies, labels: Labels, of: Whole, *, temperature: float = 1.0, setting: Setting = SETTING
) -> Learnt:
    """The maps from replies to labels, given for each reply the place of its label."""
    known = known_grams(replies.texts, setting.seen_at_least)
    found = np.array([manner(text) for text in replies.texts])
    none = np.zeros((0, len(labels.names)))
    empty = Learnt(
        labels=labels.names,
        bias=np.zeros(len(labels.names), np.float32),
        temperature=temperature,
        grams=tuple(known),
        rarity=_rarity(known, len(replies.texts)),
        of_grams=Scaled.of(none),
        manner_mean=found.mean(axis=0).astype(np.float32),
        manner_spread=(found.std(axis=0) + 1e-6).astype(np.float32),
        of_manner=Scaled.of(none),
        meaning_mean=replies.meaning.mean(axis=0),
        of_meaning=Scaled.of(none),
    )
    return _fitted(empty, replies, of, labels.outputs(setting.of_gloss), setting)


def scores(learnt: Learnt, replies: Replies) -> Floats:
    """A row of each label's score for each reply; the higher the likelier. One reply at a time: among others a sum
    would be rounded in another way."""
    found = np.zeros((len(replies.texts), len(learnt.labels)), np.float32)
    if not replies.texts:
        return found
    seen, place = Seen.of(replies, learnt), _places(learnt)
    by_manner, by_meaning = learnt.of_manner.weights, learnt.of_meaning.weights
    for row, text, how, what in zip(found, replies.texts, seen.manner, seen.meaning, strict=True):
        known, weight = _weighed(text, place, learnt.rarity)
        row += learnt.bias + how @ by_manner + what @ by_meaning
        row += (weight @ learnt.of_grams.steps[known].astype(np.float32)) * learnt.of_grams.scale
    return found


def _fitted(empty: Learnt, replies: Replies, of: Whole, outputs: Floats, setting: Setting) -> Learnt:
    """In a space with as many dimensions as there are replies: they have fewer than features."""
    seen = Seen.of(replies, empty)
    parts = [
        (weight, part, part.mean(axis=0))
        for weight, part in (
            (setting.of_grams, _dense(replies.texts, empty)),
            (setting.of_manner, seen.manner),
            (setting.of_meaning, seen.meaning),
        )
    ]
    alike = sum(weight * ((part - mean) @ (part - mean).T).astype(np.float64) for weight, part, mean in parts)
    root = np.linalg.cholesky(alike + 1e-4 * np.eye(len(of)))
    reduced = descend(root.astype(np.float32), of, outputs, freedom=setting.freedom)
    dual = np.linalg.solve(root.T, (reduced @ outputs.T).astype(np.float64))
    maps = [(weight * ((part - mean).T @ dual), mean) for weight, part, mean in parts]
    by_grams, by_manner, by_meaning = (weights for weights, _ in maps)
    return Learnt(
        labels=empty.labels,
        bias=-sum(mean @ weights for weights, mean in maps).astype(np.float32),
        temperature=empty.temperature,
        grams=empty.grams,
        rarity=empty.rarity,
        of_grams=Scaled.of(by_grams, COARSE),
        manner_mean=empty.manner_mean,
        manner_spread=empty.manner_spread,
        of_manner=Scaled.of(by_manner),
        meaning_mean=empty.meaning_mean,
        of_meaning=Scaled.of(by_meaning),
    )


def known_grams(texts: Sequence[str], least: int) -> dict[str, int]:
    """Grams in at least so many texts, with in how many, in the order of their characters."""
    counts = Counter(gram for text in texts for gram in grams(text))
    return {gram: counts[gram] for gram in sorted(counts) if counts[gram] >= least}


def _rarity(known: dict[str, int], of: int) -> Floats:
    counts = np.array(list(known.values()), np.float64)
    return (np.log((1 + of) / (1 + counts)) + 1).astype(np.float32)


def _places(learnt: Learnt) -> dict[str, int]:
    return {gram: number for number, gram in enumerate(learnt.grams)}


def _weighed(text: str, place: dict[str, int], rarity: Floats) -> tuple[Whole, Floats]:
    """The known grams of a text, and what each weighs in it: TF-IDF with logarithmic counts, of length 1."""
    counts = {place[gram]: times for gram, times in grams(text).items() if gram in place}
    known = np.array(sorted(counts), np.int64)
    weight = (1 + np.log([counts[one] for one in known])) * rarity[known]
    return known, _unit(weight[None].astype(np.float32))[0]


def _dense(texts: Sequence[str], learnt: Learnt) -> Floats:
    """A row for each text, a column for each gram."""
    place = _places(learnt)
    rows = np.zeros((len(texts), len(place)), np.float32)
    for row, text in zip(rows, texts, strict=True):
        known, weight = _weighed(text, place, learnt.rarity)
        row[known] = weight
    return rows


def _unit(rows: Floats) -> Floats:
    """Each row of length 1; a row of nothing stays so."""
    length = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return (rows / np.where(length > 0, length, 1)).astype(np.float32)
