"""The rows of a pack as values. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where rows of a pack come from."""

    id: int
    name: str
    version: str
    url: str
    licence: str
    """SPDX identifier, or empty for a private document."""
    rows: int
    """Triples, questions and passages taken from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing that something is known of."""

    id: int
    name: str
    kind: str
    """In Mandarin: 国家, 成语, 化学元素; may be empty."""
    source: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """One property of one thing; a property with several values has a row for each."""

    id: int
    entity: int
    attribute: str
    value: str
    source: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Faq:
    """A question with its answer."""

    id: int
    question: str
    answer: str
    paraphrases: tuple[str, ...]
    """Other ways to ask it; the question itself comes first."""
    source: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file, as it was added."""

    id: int
    title: str
    origin: str
    """Its path at that time."""
    sha256: str
    added: float
    """Seconds since the epoch."""
    source: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A few sentences of a document."""

    id: int
    document: int
    position: int
    """From 0, in the order of the document."""
    heading: str
    text: str
