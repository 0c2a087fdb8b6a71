"""Replies that show a trait, written for the scorer: what it learns from, and what it is tried on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from roleplay_lite.evaluation.rows import one_of, only, read_rows, text
from roleplay_lite.persona.traits.dictionary import labels_209

Split = Literal["train", "held"]

FOLDER = Path(__file__).parents[1] / "exemplars"
_FIELDS = frozenset({"label", "to", "reply", "split"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar:
    """One reply."""

    label: str
    """The trait that it shows, one of `labels_209`."""
    to: str
    """The person's line that it answers."""
    reply: str
    split: Split
    """Learnt from, or held back to report on."""

    @property
    def id(self) -> str:
        """The reply itself: one that stood there twice might be learnt and held."""
        return self.reply


def exemplars(split: Split) -> tuple[Exemplar, ...]:
    """The shipped exemplars of one split, in the order of their files."""
    return tuple(one for one in _shipped() if one.split == split)


def read_exemplars(file: Path) -> tuple[Exemplar, ...]:
    """The exemplars in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, _exemplar)


def by_label(rows: Sequence[Exemplar]) -> dict[str, tuple[Exemplar, ...]]:
    """The rows of each label that has any, labels in the order of `labels_209`."""
    found = {label: tuple(row for row in rows if row.label == label) for label in labels_209()}
    return {label: own for label, own in found.items() if own}


@lru_cache(maxsize=1)
def _shipped() -> tuple[Exemplar, ...]:
    return tuple(row for file in sorted(FOLDER.glob("part-*.jsonl")) for row in read_exemplars(file))


def _exemplar(row: dict[str, Any]) -> Exemplar:
    only(row, required=_FIELDS)
    return Exemplar(
        label=one_of(row, "label", labels_209()),
        to=text(row, "to"),
        reply=text(row, "reply"),
        split=one_of(row, "split", get_args(Split)),
    )
