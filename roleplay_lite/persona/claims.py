"""What a sentence claims about the persona: clauses as (owner, key, value, polarity). Pure; rules only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.persona import Persona


class Voice(StrEnum):
    """Who says it, which decides whom 「我」 and 「你」 mean."""

    PERSONA = "persona"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A clause that says, supposes or asks whether something is so."""

    fact: Fact
    """What is claimed: `owner`'s `key` is (polarity `yes`) or is not (`no`) `value`."""
    clause: str
    """The words that say it."""
    asks: bool = False
    """True for a yes-or-no question (「你是杭州人吗」), False for a statement or a presupposition."""
    confidence: float = 1.0
    """How sure it is that the words mean this, 0 to 1; rules with known misreadings give less than 1."""
    rule: str = ""
    """The name of the pattern that read it."""


def claims(text: str, persona: Persona, voice: Voice) -> list[Claim]:
    """The claims that the text makes about the persona and those who belong to it, in order. Nothing about the person,
    and nothing from quotes, hypotheticals (「要是我在北京」), wishes or open questions (「你在哪儿」)."""
    raise NotImplementedError
