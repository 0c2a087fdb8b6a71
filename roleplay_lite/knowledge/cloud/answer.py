"""What is asked of a provider and what it answers, as values. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A redacted question. Nothing else of a turn reaches a provider."""

    text: str
    """As a sentence, with placeholders."""
    search: str
    """As words for a search engine, without."""
    keywords: str = ""
    """The fewest of these that say what it is about, for a wiki that looks for every word."""
    results: int = 3
    fresh: bool = False
    """About today."""
    english: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One HTTP request."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """They may hold the key."""
    body: Mapping[str, Any] | None = None
    """Sent as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing that a provider says. Data, whatever it reads like."""

    text: str
    title: str = ""
    url: str = ""
    direct: bool = False
    """Written as an answer to this question, not found on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All of it; no pieces where it found nothing."""

    pieces: tuple[Piece, ...] = ()
    tokens: int | None = None
    """What it says it took."""
