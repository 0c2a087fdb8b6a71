"""Replies that are labelled as contradicting a character or not, and what the consistency check says of them.

A sample's data holds `text` (the reply), `contradicts`, `key` (of the fact) and `today` (the day on which ages are
right); the line that is answered is what was said, and the character is the sample's.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from roleplay_lite.evaluation.detection import detection
from roleplay_lite.evaluation.figures import figure
from roleplay_lite.evaluation.suite import Answered, Cell, Figure, Reply, Sample, Table
from roleplay_lite.persona.consistency import VETO, Contradiction, check_reply
from roleplay_lite.persona.facts import label
from roleplay_lite.persona.persona import Persona

ALL = "all"
"""The group of every group together."""
_SENTENCE = re.compile(r"[^。！？!?…\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One labelled reply, checked."""

    persona: str
    group: str
    key: str
    contradicts: bool
    found: tuple[Contradiction, ...]

    @classmethod
    def of(cls, answered: Answered, persona: Persona) -> Checked:
        """The reply of a sample of that character's."""
        sample = answered.sample
        return cls(
            persona=sample.persona,
            group=sample.group,
            key=sample.data["key"],
            contradicts=sample.data["contradicts"],
            found=tuple(_check(sample, persona)),
        )

    @property
    def right(self) -> bool:
        """Flagged where it contradicts, left alone where it holds."""
        return self.flagged() is self.contradicts

    def flagged(self, least: float = 0.0) -> bool:
        """Whether anything in it is taken for a contradiction, with that confidence or more."""
        return any(one.confidence >= least for one in self.found)


def timed(sample: Sample, persona: Persona) -> Reply:
    """The sample's own reply, with the milliseconds that checking it takes."""
    began = time.perf_counter()
    _check(sample, persona)
    return Reply(text=sample.data["text"], steps={"check": (time.perf_counter() - began) * 1000})


def found_figures(checked: Sequence[Checked]) -> Iterator[Figure]:
    """Precision, recall and F1 of all and of each group."""
    for group in (ALL, *dict.fromkeys(one.group for one in checked)):
        own = [one for one in checked if group in (ALL, one.group)]
        yield from detection((one.contradicts, one.flagged()) for one in own).figures(group)


def cost(answered: Sequence[Answered]) -> Iterator[Figure]:
    """What checking one sentence takes, as it was measured when the samples were answered."""
    each = [one.last.steps["check"] / max(1, len(_SENTENCE.findall(one.last.text))) for one in answered]
    if each:
        yield figure("check a sentence", ALL, each, unit="ms")


def sure_flags(checked: Sequence[Checked]) -> Table:
    """What the flags that forbid a sentence find; the others cost a second draft."""
    rows: list[tuple[Cell, ...]] = []
    for group in (ALL, *dict.fromkeys(one.group for one in checked)):
        own = [one for one in checked if group in (ALL, one.group)]
        found = detection((one.contradicts, one.flagged(VETO)) for one in own)
        rows.append((group, *map(_cell, (found.precision, found.recall, found.f1))))
    columns = ("group", "precision", "recall", "F1")
    return Table(title=f"flags with a confidence of {VETO} or more", columns=columns, rows=tuple(rows))


def by_key(checked: Iterable[Checked]) -> Table:
    """Found and missed by the key of the fact."""
    return found_by("by key of the fact", (one for one in checked if one.key), lambda one: label(one.key))


def by_character(checked: Iterable[Checked]) -> Table:
    """Found and missed by character."""
    return found_by("by character", checked, lambda one: one.persona)


def found_by(title: str, checked: Iterable[Checked], group: Callable[[Checked], str]) -> Table:
    """How many were found, and how many flagged wrongly, by something of the reply; the most frequent first."""
    groups: dict[str, list[Checked]] = {}
    for one in checked:
        groups.setdefault(group(one), []).append(one)
    rows: list[tuple[Cell, ...]] = []
    for name, own in sorted(groups.items(), key=lambda item: -len(item[1])):
        found = detection((one.contradicts, one.flagged()) for one in own)
        rows.append((name, found.hits, found.misses, found.false, _cell(found.recall)))
    columns = ("of", "found", "missed", "wrongly flagged", "recall")
    return Table(title=title, columns=columns, rows=tuple(rows))


def _cell(share: float) -> Cell:
    """A dash where nothing was counted."""
    return "–" if math.isnan(share) else share


def _check(sample: Sample, persona: Persona) -> list[Contradiction]:
    today = date.fromisoformat(sample.data["today"])
    return check_reply(persona, sample.data["text"], heard=sample.said[0], today=today)
