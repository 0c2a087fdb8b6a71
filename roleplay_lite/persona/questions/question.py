"""What a question asks for, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roleplay_lite.persona.facts import Fact

By = Literal["fact", "derived", "yes", "no", "unset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a question asks for."""

    owner: str
    """Whose; for somebody the persona does not have, the word that was used (「妹妹」)."""
    key: str
    """A key of `facts.KEYS`, an author's own, or `who` (who is it), `intro` (tell of it), `have` (is there one),
    `compare` (which of the two)."""
    detail: str = ""
    """The part that is asked for: `until` of a birthday, `no` of food, the thing of which one likes most."""
    other: str = ""
    """Whom it is compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer, and what it rests on."""

    text: str
    """What is said, in the persona's words."""
    by: By
    """`fact` and `derived`: the facts tell it. `yes` and `no`: something supposed is so, or is not. `unset`: no fact
    tells it, and the text says so in character."""
    question: Asked
    facts: tuple[Fact, ...] = ()
    """Those it rests on; none when unset."""
    rule: str = ""
    """What understood the question, for the trace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was understood of a line."""

    asked: tuple[Asked, ...]
    rule: str
    again: bool = False
    """True when it only asks whether the last answer is so."""
