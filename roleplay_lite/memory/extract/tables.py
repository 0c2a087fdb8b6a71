"""All the tables of states, in the order in which they are tried. Pure."""

from __future__ import annotations

from roleplay_lite.memory.extract import doings, frames, health, home, household, identity, tastes, work
from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.rule import Told
from roleplay_lite.memory.extract.subjects import Subject


def state(mood: Mood, subject: Subject) -> tuple[Told, ...]:
    """What the predicate says of its subject; the first rule that reads it decides."""
    for table in (health, tastes, doings, home, work, household, identity, frames):
        for one in table.rules():
            if found := tuple(one.read(mood, subject)):
                return found
    return ()
