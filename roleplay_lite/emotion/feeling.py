"""What the person feels, as a value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

Label = Literal[
    "neutral", "happy", "proud", "grateful", "relieved", "sad", "lonely", "tired", "ashamed", "jealous", "bored",
    "angry", "upset", "disgusted", "anxious", "afraid", "surprised",
]  # fmt: skip
"""What a reply, a face and a voice tell apart. `upset` is low without more being known; grief and despair are `sad` at
a high intensity; `anxious` is of what may come, `afraid` of what is there."""
LABELS: tuple[Label, ...] = get_args(Label)

Crisis = Literal["", "self-harm", "violence"]

Sentiment = Literal["negative", "neutral", "positive"]
SENTIMENTS: tuple[Sentiment, ...] = get_args(Sentiment)

Group = Literal["neutral", "joy", "sadness", "anger", "fear", "surprise", "dislike"]
GROUPS: tuple[Group, ...] = get_args(Group)

GROUP_OF: MappingProxyType[Label, Group] = MappingProxyType(
    {
        "neutral": "neutral",
        "happy": "joy",
        "proud": "joy",
        "grateful": "joy",
        "relieved": "joy",
        "sad": "sadness",
        "lonely": "sadness",
        "tired": "sadness",
        "ashamed": "sadness",
        "jealous": "dislike",
        "bored": "dislike",
        "angry": "anger",
        "upset": "dislike",
        "disgusted": "dislike",
        "anxious": "fear",
        "afraid": "fear",
        "surprised": "surprise",
    }
)

USUAL: MappingProxyType[Label, tuple[float, float]] = MappingProxyType(
    {
        "neutral": (0.0, 0.2),
        "happy": (0.75, 0.6),
        "proud": (0.7, 0.6),
        "grateful": (0.65, 0.4),
        "relieved": (0.5, 0.25),
        "sad": (-0.7, 0.3),
        "lonely": (-0.6, 0.25),
        "tired": (-0.4, 0.1),
        "ashamed": (-0.55, 0.4),
        "jealous": (-0.5, 0.5),
        "bored": (-0.3, 0.15),
        "angry": (-0.7, 0.8),
        "upset": (-0.45, 0.45),
        "disgusted": (-0.6, 0.5),
        "anxious": (-0.5, 0.65),
        "afraid": (-0.65, 0.8),
        "surprised": (0.0, 0.75),
    }
)
"""Valence and arousal of each at a plain strength."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling:
    """One line's feeling, as far as words and voice tell it."""

    label: Label = "neutral"
    valence: float = 0.0
    """−1 bad to 1 good."""
    arousal: float = 0.0
    """0 calm to 1 wild."""
    intensity: float = 0.0
    """0 none to 1 overwhelming."""
    cause: str = ""
    """The clause that says why, in the person's words (「领导骂了我」); empty where the line does not say."""
    confidence: float = 0.0
    """0 to 1."""
    crisis: Crisis = ""
    """`self-harm` or `violence`, where somebody may be in danger."""

    def __post_init__(self) -> None:
        if self.label not in LABELS:
            raise ValueError(f"label must be one of {', '.join(LABELS)}")
        for name, low in (("valence", -1), ("arousal", 0), ("intensity", 0), ("confidence", 0)):
            value = getattr(self, name)
            if not (math.isfinite(value) and low <= value <= 1):
                raise ValueError(f"{name} must lie between {low} and 1")

    @property
    def group(self) -> Group:
        """Which of seven it is one of."""
        return GROUP_OF[self.label]

    @property
    def sentiment(self) -> Sentiment:
        """Good, bad or neither, by its valence."""
        return "negative" if self.valence < -0.1 else "positive" if self.valence > 0.1 else "neutral"
