"""What an answer rests on. Values; standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["faq", "passage", "sentence", "triple"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that was found, and where."""

    text: str
    """What it says, as it may be told: an FAQ's answer, a passage's best sentence or two, a triple as a clause."""
    level: Level
    id: str
    """`PACK/LEVEL/ROW` on the device (`zh-basic/triple/4711`), `cloud:PROVIDER/…` from outside."""
    score: float
    """0 to 1: how likely it answers the question, calibrated."""
    entity: str = ""
    """What it is about, where that is one thing."""
    attribute: str = ""
    """What of it, where that is one property."""
    value: str = ""
    """Of a triple: the bare value."""
    source: str = ""
    """Title, file name or address, for a person who asks where it is from."""
    licence: str = ""
    """SPDX identifier, or empty for a private document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question made to stand alone (`query/`)."""

    text: str
    """The question, rewritten."""
    entities: tuple[str, ...] = ()
    """What it is about, likeliest first, by the names of the packs."""
    strengths: tuple[float, ...] = ()
    """Of each entity how likely it is meant, 0 to 1."""
    attributes: tuple[str, ...] = ()
    """What of it is asked, by the names of the packs, surest first."""
    weights: tuple[float, ...] = ()
    """Of each attribute how surely it is asked for, 0 to 1."""
    said: str = ""
    """The line itself."""
    told: tuple[str, ...] = ()
    """What was said before, by either side, latest last: what it holds already is rather not asked for."""
    terms: tuple[str, ...] = ()
    """What to search for, rarest first."""
    carried: bool = False
    """True when something of it comes from earlier turns."""
    needs: float = 0.0
    """0 to 1: how much it needs looking up. Small talk and what is asked of the persona or the person are 0."""
    fresh: bool = False
    """True when only a source that is up to date can answer (今天的天气, 最新的…)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What came of looking it up."""

    query: Query
    evidence: tuple[Evidence, ...] = ()
    """Best first."""
    answer: str = ""
    """What to say without the model, where the evidence is sure enough; else the model is given the evidence, and
    where there is none and the query needs some, the character owns up."""
    why: str = ""
    """For the trace: `faq 0.97`, `triple 0.88`, `nothing over 0.4`, `cloud: breaker open`."""
