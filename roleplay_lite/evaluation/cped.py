"""CPED: what people on television say, and what they feel while they say it.

The data is CPED (Chen et al., "CPED: A Large-Scale Chinese Personalized and Emotional Dialogue Dataset for
Conversational AI", 2022; github.com/scutcyr/CPED, Apache-2.0), its validation part: one row an utterance, with
`Dialogue_ID`, `Speaker`, `Emotion` (thirteen), `Sentiment` (three) and `Utterance`. The labels were given by people
who saw the picture and heard the voice, which the words alone often do not tell.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from roleplay_lite.emotion.classifier import CPED, MOST, Said
from roleplay_lite.errors import InputError

FILE = Path("cped-valid") / "valid_split.csv"
Part = Literal["learn", "report", "all"]
_PARTS, _REPORT = 10, (8, 9)
_FIELDS = ("Dialogue_ID", "Speaker", "Emotion", "Utterance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One of them."""

    speaker: str
    emotion: str
    """One of `classifier.CPED`."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """A conversation, in order."""

    id: str
    utterances: tuple[Utterance, ...]

    @property
    def part(self) -> Part:
        """`report` for two of ten, else `learn`, by the SHA-256 of its id: it never changes sides."""
        return "report" if _digest(self.id) % _PARTS in _REPORT else "learn"

    @property
    def show(self) -> str:
        """Which series it is from."""
        return self.id.partition("_")[0]

    def fold(self, folds: int) -> int:
        """One of so many parts within the part that is learned from."""
        return _digest(f"f{self.id}") % folds

    def before(self, place: int) -> tuple[Said, ...]:
        """The lines before one, as its speaker sees them: theirs, and those of the others."""
        speaker = self.utterances[place].speaker
        return tuple(
            Said(text=one.text, own=one.speaker == speaker) for one in self.utterances[max(0, place - MOST) : place]
        )


def _digest(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def read_dialogues(file: Path, part: Part = "all") -> list[Dialogue]:
    """The dialogues of one part, in the order of the file.

    Raises InputError, with the line, for a file that is not CPED's.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as table:
            rows = [_row(file, number, row) for number, row in enumerate(csv.DictReader(table), 2)]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise InputError(f"{file}: cannot be read as a table; give CPED's valid_split.csv") from problem
    dialogues = [
        Dialogue(id=name, utterances=tuple(one for _, one in run))
        for name, run in groupby(rows, key=lambda row: row[0])
    ]
    return [one for one in dialogues if part in ("all", one.part)]


def _row(file: Path, number: int, row: dict[str, str]) -> tuple[str, Utterance]:
    name, speaker, emotion, text = (row.get(field) for field in _FIELDS)
    if name is None or speaker is None or text is None:
        raise InputError(f"{file}:{number}: not a row of CPED; the columns {', '.join(_FIELDS)} must be there")
    if emotion not in CPED:
        raise InputError(f"{file}:{number}: Emotion: {emotion!r} is none of {', '.join(CPED)}")
    return name, Utterance(speaker=speaker, emotion=emotion, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well labels are found."""

    accuracy: float
    macro_f1: float
    """The mean F1 of the labels that occur."""
    f1: dict[str, float]


def score(true: Sequence[str], said: Sequence[str]) -> Score:
    """Labels that were said, against those that are so."""
    both = list(zip(true, said, strict=True))
    f1 = {label: _f1(both, label) for label in dict.fromkeys(true)}
    return Score(
        accuracy=sum(a == b for a, b in both) / max(1, len(both)), macro_f1=sum(f1.values()) / max(1, len(f1)), f1=f1
    )


def _f1(both: Iterable[tuple[str, str]], label: str) -> float:
    hits = wrong = 0
    for true, said in both:
        if label == true == said:
            hits += 1
        elif label in (true, said):
            wrong += 1
    return 2 * hits / (2 * hits + wrong) if hits else 0.0
