"""All the tables of states, in the order in which they are tried. Pure."""

from __future__ import annotations

from roleplay_lite.memory.extract import identity, leanings, living
from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.people import Subject
from roleplay_lite.memory.extract.rule import Told


def state(mood: Mood, subject: Subject) -> tuple[Told, ...]:
    """What the predicate says of its subject; the first rule that reads it decides."""
    for table in (leanings.rules(), living.rules(), identity.rules()):
        for one in table:
            if found := tuple(one.read(mood, subject)):
                return found
    return ()
