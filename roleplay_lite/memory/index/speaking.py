"""Whom and what a text speaks of, as terms to find it by."""

from __future__ import annotations

from roleplay_lite.memory.index.concepts import concepts
from roleplay_lite.memory.index.mending import mended
from roleplay_lite.memory.index.people import people_told_of, relation_of
from roleplay_lite.memory.index.terms import LONGEST
from roleplay_lite.memory.item import SELF


def speaks_of(scope: int, text: str, subject: str = "") -> list[str]:
    """Terms of its matters and its people."""
    plain = mended(text[:LONGEST])
    who = people_told_of(plain)
    people = set(who.relations) | ({relation_of(subject)} if subject and subject != SELF else set())
    return [matter_term(scope, one) for one in sorted(concepts(who.rest))] + [
        person_term(scope, one) for one in sorted(people)
    ]


def matter_term(scope: int, matter: str) -> str:
    return f"{scope}c{_letters(matter)}"


def person_term(scope: int, person: str) -> str:
    return f"{scope}e{_letters(person)}"


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())
