"""A character is asked induced questions, each in a conversation of its own, and what it kept is counted."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from roleplay_lite.evaluation.figures import spread
from roleplay_lite.evaluation.induced import Induced, induced
from roleplay_lite.evaluation.keeping import Verdict, verdict
from roleplay_lite.evaluation.statistics import wilson
from roleplay_lite.persona.load import load_persona
from roleplay_lite.session import Session

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One line and what came of it."""

    item: Induced
    reply: str
    verdict: Verdict
    without_model: bool
    """True when no word of the reply came from the language model."""

    @classmethod
    def judged(cls, item: Induced, reply: str, *, without_model: bool) -> Asked:
        """With the verdict on that reply."""
        return cls(item=item, reply=reply, verdict=verdict(item, reply), without_model=without_model)

    def to_dict(self) -> dict[str, Any]:
        item = self.item
        names = {"persona": item.persona, "form": item.form, "owner": item.owner, "key": item.key, "said": item.said}
        result = {"reply": self.reply, "verdict": str(self.verdict), "without_model": self.without_model}
        return {**names, "false_value": item.false_value, **result}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often the fact was kept; an evasion keeps it, and is counted apart too."""

    name: str
    asked: int
    kept: int
    evaded: int
    without_model: int

    @property
    def given_up(self) -> int:
        return self.asked - self.kept

    @property
    def rate(self) -> float:
        return self.kept / self.asked if self.asked else math.nan

    def to_dict(self) -> dict[str, Any]:
        low, high = wilson(self.kept, self.asked)
        counts = {"asked": self.asked, "kept": self.kept, "evaded": self.evaded, "given_up": self.given_up}
        shares = {"rate": self.rate, "low": low, "high": high}
        return {"name": self.name, **counts, "without_model": self.without_model, **shares}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole run."""

    results: tuple[Asked, ...]

    @property
    def total(self) -> Tally:
        return _tally("all", self.results)

    def by(self, field: str) -> list[Tally]:
        """One tally for each value of a field of `Induced` (`form`, `key`, `persona`), the weakest first."""
        names = sorted({getattr(asked.item, field) for asked in self.results})
        tallies = [_tally(name, [a for a in self.results if getattr(a.item, field) == name]) for name in names]
        return sorted(tallies, key=lambda tally: (tally.rate, -tally.asked))

    def to_dict(self) -> dict[str, Any]:
        groups = {field: [tally.to_dict() for tally in self.by(field)] for field in ("persona", "form", "key")}
        return {"total": self.total.to_dict(), **groups, "results": [asked.to_dict() for asked in self.results]}


def items_of(names: Sequence[str], count: int) -> list[tuple[str, Induced]]:
    """So many items, spread evenly over these characters' own, each with the name or file of who is asked; all of them
    for 0. Ages are counted on today: the characters count theirs so."""
    today = date.today()
    return spread([(name, item) for name in names for item in induced(load_persona(name), today)], count)


def run_induced(
    open_session: Callable[[str], AbstractContextManager[Session]],
    items: Sequence[Induced],
    progress: Progress = lambda done, of: None,
) -> Report:
    """Ask every item in a session of its own, which `open_session` gives for its persona's id: no answer leans on
    another."""
    results = []
    for number, item in enumerate(items, 1):
        with open_session(item.persona) as session:
            pieces = list(session.reply(item.said))
        reply = "".join(piece.text for piece in pieces)
        by_model = any(piece.by == "llm" for piece in pieces)
        results.append(Asked.judged(item, reply, without_model=not by_model))
        progress(number, len(items))
    return Report(results=tuple(results))


def _tally(name: str, results: Iterable[Asked]) -> Tally:
    rows = list(results)
    return Tally(
        name=name,
        asked=len(rows),
        kept=sum(row.verdict is not Verdict.GIVEN_UP for row in rows),
        evaded=sum(row.verdict is Verdict.EVADED for row in rows),
        without_model=sum(row.without_model for row in rows),
    )
