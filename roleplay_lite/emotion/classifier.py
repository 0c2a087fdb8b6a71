"""The learnt reader of feelings: a linear model over a line, carried along a conversation. Numpy alone.

The weights in `weights.npz` are learned from CPED (Chen et al., 2022; Apache-2.0, its validation part) and from lines
that were written for it, by `roleplay_lite/evaluation/train_feelings.py`; none of the sentences are in them.
`docs/evaluation.md` says how right it is.

A line alone says little of a feeling, and a feeling outlasts a line. So what a line says is weighed by what was felt
before (a hidden Markov chain, filtered forward: Rabiner, 1989): by the same person in the line just before, by the
other in theirs, and by this person when they last spoke.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from roleplay_lite.emotion.features import NOTHING, Features, features
from roleplay_lite.emotion.feeling import GROUPS, LABELS, SENTIMENTS, Group, Label, Sentiment
from roleplay_lite.errors import ConfigError

Floats = npt.NDArray[np.float32]

CPED: tuple[str, ...] = (
    "neutral", "anger", "depress", "happy", "negative-other", "relaxed", "positive-other", "worried", "astonished",
    "fear", "sadness", "disgust", "grateful",
)  # fmt: skip
"""The thirteen emotions, as CPED names them."""

LABEL_OF: Mapping[str, Label] = {
    "neutral": "neutral", "anger": "angry", "depress": "sad", "happy": "happy", "negative-other": "upset",
    "relaxed": "relieved", "positive-other": "happy", "worried": "anxious", "astonished": "surprised", "fear": "afraid",
    "sadness": "sad", "disgust": "disgusted", "grateful": "grateful",
}  # fmt: skip
GROUP_OF: Mapping[str, Group] = {
    "neutral": "neutral", "anger": "anger", "depress": "sadness", "sadness": "sadness", "happy": "joy",
    "relaxed": "joy", "positive-other": "joy", "grateful": "joy", "worried": "fear", "fear": "fear",
    "astonished": "surprise", "negative-other": "dislike", "disgust": "dislike",
}  # fmt: skip
SENTIMENT_OF: Mapping[str, Sentiment] = {
    "neutral": "neutral", "happy": "positive", "relaxed": "positive", "positive-other": "positive",
    "grateful": "positive", "anger": "negative", "depress": "negative", "sadness": "negative", "worried": "negative",
    "fear": "negative", "astonished": "negative", "negative-other": "negative", "disgust": "negative",
}  # fmt: skip
"""As CPED itself has it: astonishment is negative there."""

_HEARD = 0.3
MOST = 12
"""So many lines back are looked at."""

_TO_GROUP = np.array([[float(GROUP_OF[name] == group) for group in GROUPS] for name in CPED], np.float32)
_TO_SENTIMENT = np.array([[float(SENTIMENT_OF[name] == one) for one in SENTIMENTS] for name in CPED], np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The model. Rows and columns of thirteen are in the order of `CPED`."""

    grams: npt.NDArray[np.int8]
    """Buckets × 13, in steps."""
    step: Floats
    """What a step is worth, for each emotion."""
    signs: Floats
    """`features.SIGNS` × 13."""
    bias: Floats
    usual: Floats
    """How often each emotion is."""
    same: Floats
    """From the line before, where the same person said it: 13 × 13, rows sum to 1."""
    other: Floats
    """From the line before, where the other said it."""
    again: Floats
    """From what this person said last, where the other spoke in between."""
    trust: Floats
    """One number: how much a line counts beside what was before."""
    lift: Floats
    """Added to the logarithm of each emotion before the likeliest is taken, so that rare ones are found too."""
    lift_groups: Floats
    lift_sentiments: Floats
    line_grams: npt.NDArray[np.int8]
    """Of the second model, over what is said to a speaker: buckets × `feeling.LABELS`, in steps."""
    line_step: Floats
    line_groups: Floats
    """What the first model's seven groups count for there: 7 × 17."""
    line_bias: Floats

    def write(self) -> bytes:
        """As a compressed NPZ; the same weights give the same bytes."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for field in fields(self):
                entry = io.BytesIO()
                np.save(entry, getattr(self, field.name), allow_pickle=False)
                archive.writestr(zipfile.ZipInfo(f"{field.name}.npy"), entry.getvalue(), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    @classmethod
    def read(cls, data: bytes) -> Weights:
        """What `write` gave. Raises ConfigError for anything else."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                return cls(**{field.name: arrays[field.name] for field in fields(cls)})
        except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile) as problem:
            raise ConfigError("the weights of the feelings are damaged; install roleplay-lite again") from problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line of the conversation."""

    text: str
    own: bool
    """By the person whose feeling is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What the reader makes of a line."""

    likely: Floats
    """Of the thirteen; they sum to 1."""
    emotion: str
    """One of `CPED`."""
    group: Group
    sentiment: Sentiment

    @property
    def groups(self) -> Mapping[Group, float]:
        """How likely each of the seven is."""
        return dict(zip(GROUPS, (self.likely @ _TO_GROUP).tolist(), strict=True))

    @property
    def sentiments(self) -> Mapping[Sentiment, float]:
        """How likely each of the three is."""
        return dict(zip(SENTIMENTS, (self.likely @ _TO_SENTIMENT).tolist(), strict=True))


def guess(text: str, before: Sequence[Said] = (), model: Weights | None = None) -> Guess:
    """What the line says of its speaker's feeling, after the lines before it, the oldest first."""
    lines = (*before[-MOST:], Said(text=text, own=True))
    rows = [alone(features(one.text), model) if model else _remembered(one.text) for one in lines]
    model = model or weights()
    return decided(believed(np.stack(rows), [one.own for one in lines], model), model)


def decided(likely: Floats, model: Weights) -> Guess:
    """The likeliest of thirteen, of seven and of three, each by its own measure."""
    groups, sentiments = likely @ _TO_GROUP, likely @ _TO_SENTIMENT
    return Guess(
        likely=likely,
        emotion=CPED[int(np.argmax(np.log(likely + 1e-9) + model.lift))],
        group=GROUPS[int(np.argmax(np.log(groups + 1e-9) + model.lift_groups))],
        sentiment=SENTIMENTS[int(np.argmax(np.log(sentiments + 1e-9) + model.lift_sentiments))],
    )


def told(text: str, guessed: Guess, model: Weights | None = None) -> Mapping[Label, float]:
    """How likely each label is of a line said to a speaker, which is quieter than television: a second model over the
    line's characters and what the first makes of it."""
    model = model or weights()
    found = features(text, NOTHING)
    rows = model.line_grams[list(found.grams)].sum(axis=0, dtype=np.int32)
    scores = model.line_bias + found.weight * model.line_step * rows + heard(guessed) @ model.line_groups
    raised = np.exp(scores - scores.max())
    return dict(zip(LABELS, (raised / raised.sum()).tolist(), strict=True))


def heard(guessed: Guess) -> Floats:
    """The first model's groups as the second takes them."""
    return np.asarray(_HEARD * np.log(guessed.likely @ _TO_GROUP + 1e-3), np.float32)


def alone(found: Features, model: Weights) -> Floats:
    """How likely each emotion is, by the line alone."""
    rows = model.grams[list(found.grams)].sum(axis=0, dtype=np.int32)
    scores = model.bias + found.weight * model.step * rows + np.asarray(found.signs, np.float32) @ model.signs
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), np.float32)


def believed(rows: Floats, own: Sequence[bool], model: Weights) -> Floats:
    """How likely each emotion is at the last line, given what each line says alone, the oldest first."""
    trust = float(model.trust[0])
    last: dict[bool, Floats] = {}
    belief: Floats = model.usual
    for place, (row, mine) in enumerate(zip(rows, own, strict=True)):
        if place == 0:
            prior = model.usual
        elif own[place - 1] == mine:
            prior = np.asarray(belief @ model.same, np.float32)
        else:
            prior = np.asarray(belief @ model.other, np.float32)
            if mine in last:
                prior = np.asarray(prior * (last[mine] @ model.again) / model.usual, np.float32)
        belief = np.asarray(prior * (row / model.usual) ** trust, np.float32)
        belief = np.asarray(belief / max(float(belief.sum()), 1e-30), np.float32)
        last[mine] = belief
    return belief


def weights() -> Weights:
    """The shipped model."""
    return _weights()


@cache
def _weights() -> Weights:
    return Weights.read(files("roleplay_lite.emotion").joinpath("weights.npz").read_bytes())


@lru_cache(maxsize=64)
def _remembered(text: str) -> Floats:
    return alone(features(text), _weights())
