"""Who is asked, where a suite is for any character: the one that is named, or the shipped ones by turns."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from roleplay_lite import paths
from roleplay_lite.evaluation.host import seed_of
from roleplay_lite.evaluation.suite import Plan, Sample
from roleplay_lite.persona.load import read_persona


@lru_cache(maxsize=2)
def shipped(*, of_today: bool = False) -> tuple[str, ...]:
    """The ids of the shipped characters that speak Mandarin; `of_today` leaves out those of another time, who cannot
    know a timer or a degree Fahrenheit."""
    found = [(file.stem, read_persona(file)) for file in sorted(paths.shipped("personas").glob("*.toml"))]
    return tuple(id for id, who in found if "zh" in who.languages and not (of_today and who.scope.era))


def asked(plan: Plan, id: str, *, of_today: bool = False) -> str:
    """Who is asked the line of that id: always the same one, however many others are asked."""
    if plan.persona:
        return plan.persona
    names = shipped(of_today=of_today)
    return names[seed_of(0, id) % len(names)]


def in_turn(samples: Iterable[Sample]) -> list[Sample]:
    """One character's samples after another's: the beginning of its prompt is read once for all of them."""
    return sorted(samples, key=lambda sample: sample.persona)
