"""Example lines that are handed back to something else than they answer, word for word or but for a word. Pure.

Example lines stand in the prompt as past exchanges so that a small model takes up their manner; it takes up the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.persona.likeness import bare, likeness, runs, units
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.prefix import shown_examples

ANSWERED = 0.4
"""Likeness above which an example's reply answers the line at hand, too."""
BORROWED_UNITS = 5
"""Signs or words from which a sentence that stands in an example line is taken from it."""
CHANGED, CHANGED_UNITS = 0.7, 8
"""Share of a sentence's two-character runs that are an example line's, and its length, from which it is that line with
a word or two changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    user: str
    reply: str
    """Bare."""
    runs: frozenset[str]


def borrowed(sentence: str, persona: Persona, heard: str, *, least: int = BORROWED_UNITS) -> bool:
    """True when a sentence of at least so many signs or words is an example line's that answers something else. A fact
    may be told in the words that an example has for it."""
    length = units(sentence)
    if length < least:
        return False
    own = bare(sentence)
    taken = list(_taken(own, persona, changed=length >= CHANGED_UNITS))
    return (
        bool(taken) and all(likeness(line.user, heard) < ANSWERED for line in taken) and not _is_mere_fact(own, persona)
    )


def _taken(own: str, persona: Persona, *, changed: bool) -> Iterator[_Line]:
    """The example lines that it is taken from."""
    parts = runs(own)
    for line in _lines(persona):
        if own in line.reply or (changed and len(parts & line.runs) >= CHANGED * len(parts)):
            yield line


def _is_mere_fact(own: str, persona: Persona) -> bool:
    """True when next to nothing is left of it without the values of the persona's facts (「我老家在浙江绍兴」)."""
    values = [value for fact in persona.facts if len(value := bare(fact.value)) > 1]
    return len(re.sub("|".join(map(re.escape, values)), "", own)) < BORROWED_UNITS if values else False


@lru_cache(maxsize=8)
def _lines(persona: Persona) -> tuple[_Line, ...]:
    lines = dict.fromkeys((*persona.examples, *shown_examples(persona)))
    return tuple(_Line(user=line.user, reply=bare(line.reply), runs=runs(bare(line.reply))) for line in lines)
