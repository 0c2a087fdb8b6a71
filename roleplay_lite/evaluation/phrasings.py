"""Labelled lines that people say to a character: how many its facts answer right, wrong, or not at all.

`python -m roleplay_lite.evaluation.phrasings FILE` prints the figures of a file, `… FILE MODEL` those of whole
conversations with that model behind the facts. Neither shows a single line, so that a held-back set stays unseen by
those who work on the answers.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any

from roleplay_lite.device import Device
from roleplay_lite.errors import InputError
from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.questions import respond
from roleplay_lite.session import Session

TODAY = date(2026, 11, 23)
"""The day for which ages and the like are written in the sets."""


class Outcome(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    LEFT = "left"
    """No answer was given without the model, which gets the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """One line said to a character, and what a right answer is."""

    persona: str
    said: str
    owner: str
    key: str
    expect: tuple[str, ...]
    """A right answer holds one of these; empty where there is no fact to tell."""
    never: tuple[str, ...]
    """A right answer holds none of these."""
    kind: str
    """`wh`, `yesno`, `premise`, `unset`, `followup`, `derived` or `count`."""
    before: tuple[tuple[str, str], ...] = ()
    """What was said just before, as (the person's words, the reply)."""

    def outcome(self, reply: str | None) -> Outcome:
        """What a reply is worth; None is no reply."""
        if reply is None:
            return Outcome.LEFT
        told = not self.expect or any(word in reply for word in self.expect)
        return Outcome.RIGHT if told and not any(word in reply for word in self.never) else Outcome.WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One line and what came of it."""

    phrasing: Phrasing
    reply: str | None
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What came of a set of lines."""

    answered: tuple[Answered, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(entry.outcome is outcome for entry in self.answered)

    def share(self, outcome: Outcome) -> float:
        """Of all lines, from 0 to 1; 0 when there are none."""
        return self.count(outcome) / len(self.answered) if self.answered else 0.0

    def by(self, field: Callable[[Phrasing], str]) -> dict[str, Tally]:
        """The same apart for each value of a field, the most frequent first."""
        sizes = Counter(field(entry.phrasing) for entry in self.answered)
        return {
            value: Tally(answered=tuple(entry for entry in self.answered if field(entry.phrasing) == value))
            for value, _ in sizes.most_common()
        }


def score(phrasings: Iterable[Phrasing], *, today: date = TODAY) -> Tally:
    """Asks every line of its character; the n-th is turn n, so that every way to tell a fact has its turn.

    Raises PersonaError for a character that is not there.
    """
    lines = tuple(phrasings)
    personas = {id: load_persona(id) for id in {line.persona for line in lines}}
    answered = []
    for turn, line in enumerate(lines):
        response = respond(personas[line.persona], line.said, before=line.before, today=today, turn=turn)
        reply = response.text if response else None
        answered.append(Answered(phrasing=line, reply=reply, outcome=line.outcome(reply)))
    return Tally(answered=tuple(answered))


def score_whole(phrasings: Iterable[Phrasing], open_session: Callable[[str], Session]) -> Tally:
    """The same with the whole line behind it, the model included, each in a conversation of its own. Lines that lean on
    what was said before are left out. `open_session` opens one for a character by its id."""
    answered = []
    for id, lines in groupby(sorted(phrasings, key=lambda line: line.persona), key=lambda line: line.persona):
        with open_session(id) as session:
            for line in lines:
                if line.before:
                    continue
                session.switch(session.persona)
                reply = "".join(piece.text for piece in session.reply(line.said))
                answered.append(Answered(phrasing=line, reply=reply, outcome=line.outcome(reply)))
    return Tally(answered=tuple(answered))


def read_phrasings(file: Path) -> list[Phrasing]:
    """The lines of a set, one JSON object each with the fields of `Phrasing`.

    Raises InputError, with the line, for a file that is not such a set.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"{file}: cannot be read as text; give JSON lines of phrasings") from problem
    return [_phrasing(f"{file}:{number}", line) for number, line in enumerate(lines, 1) if line.strip()]


def _phrasing(where: str, line: str) -> Phrasing:
    try:
        entry: dict[str, Any] = json.loads(line)
        return Phrasing(
            **{
                **entry,
                "expect": tuple(entry["expect"]),
                "never": tuple(entry["never"]),
                "before": tuple((said, reply) for said, reply in entry.get("before", ())),
            }
        )
    except (ValueError, KeyError, TypeError) as problem:
        names = ", ".join(field.name for field in fields(Phrasing))
        raise InputError(f"{where}: not a phrasing; each line is an object with {names} (may be left out)") from problem


def table(tally: Tally) -> str:
    """The figures as text: all lines, then each kind, then each character."""
    rows = {"all": tally, **tally.by(lambda line: line.kind), **tally.by(lambda line: line.persona)}
    head = f"{'':<12}{'lines':>6}" + "".join(f"{outcome:>14}" for outcome in Outcome)
    return "\n".join([head, *(_row(name, part) for name, part in rows.items())])


def _row(name: str, tally: Tally) -> str:
    cells = (f"{tally.count(outcome):>6}{tally.share(outcome):>8.1%}" for outcome in Outcome)
    return f"{name:<12}{len(tally.answered):>6}" + "".join(cells)


def _opener(model: str) -> Callable[[str], Session]:
    device = Device.read()
    device = replace(device, llm=replace(device.llm, model=model, seed=1), store=replace(device.store, enabled=False))
    return lambda id: Session.open(id, device=device)


if __name__ == "__main__":
    lines = read_phrasings(Path(sys.argv[1]))
    sys.stdout.write(table(score_whole(lines, _opener(sys.argv[2])) if len(sys.argv) > 2 else score(lines)) + "\n")
