"""Whether a reply holds with who the persona is: its facts, what follows from them, and what it said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.persona import Persona


class Kind(StrEnum):
    """The ways in which a reply contradicts; the first four are the kinds that dialogue research names."""

    WITHIN = "within"
    """One clause of the reply against another (句内矛盾)."""
    OWNER = "owner"
    """Another's fact told as this one's (人物混淆)."""
    INFERENCE = "inference"
    """Against what follows from a fact: home and having been there, birthday and sign (常识推理)."""
    LED = "led"
    """The person supposed something wrong, and the reply goes along (诱导式)."""
    FACT = "fact"
    """Plainly against a fact."""
    EARLIER = "earlier"
    """Against what the persona itself said before."""


VETO = 0.9
"""Confidence from which a contradicting sentence is never said; below it costs one retry with the fact quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One clause that cannot stand."""

    kind: Kind
    clause: str
    fact: Fact
    """What it goes against: a fact, a derived fact, or an earlier statement."""
    confidence: float
    """0 to 1."""
    rule: str = ""
    """What found it, for the trace."""


def check_reply(
    persona: Persona,
    reply: str,
    history: Sequence[tuple[str, str]] = (),
    *,
    heard: str = "",
    statements: Sequence[Fact] = (),
    today: date | None = None,
) -> list[Contradiction]:
    """What in the reply contradicts the persona, surest first; an empty list when it holds.

    `history` is what was said before, as (the person's words, the reply) pairs; `heard` the line that is answered;
    `statements` what the persona has said of itself in other conversations.
    """
    raise NotImplementedError


def contradictions(
    sentence: str,
    persona: Persona,
    *,
    said: Sequence[str] = (),
    heard: str = "",
    history: Sequence[tuple[str, str]] = (),
    statements: Sequence[Fact] = (),
    today: date | None = None,
) -> list[Contradiction]:
    """What in one sentence of a reply contradicts, surest first; `said` are the reply's earlier sentences."""
    return []


def statements_in(reply: str, persona: Persona, heard: str) -> list[Fact]:
    """What the reply says of the persona that no fact covers, and that the person did not put into its mouth."""
    return []
