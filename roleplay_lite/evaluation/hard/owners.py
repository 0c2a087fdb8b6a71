"""Another's fact told as this one's (人物混淆)."""

from __future__ import annotations

from collections.abc import Iterator

from roleplay_lite.evaluation.hard.perturbed import Change, Perturbed, held
from roleplay_lite.persona.comparison import likeness_of
from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.persona import Persona

SWAPPED = ("name", "age", "birthday", "hometown", "residence", "occupation", "workplace", "school", "major", "species")
"""Keys under which what is so of one is not of another."""


def swapped_owners(persona: Persona) -> Iterator[Perturbed]:
    """Each fact with the value that each other owner has under its key, where the two have nothing in common."""
    facts = [fact for fact in persona.facts if fact.key in SWAPPED and fact.polarity == "yes"]
    seen: set[tuple[str, str, str]] = set()
    for fact in facts:
        own = held(persona, fact)
        for other in facts:
            name = (fact.owner, fact.key, other.value)
            if other.key != fact.key or other.owner == fact.owner or name in seen:
                continue
            if any(_alike(one, other) for one in own):
                continue
            seen.add(name)
            false = Fact(owner=fact.owner, key=fact.key, value=other.value)
            yield Perturbed(change=Change.OWNER, true=own, false=false, source=fact)


def _alike(one: Fact, other: Fact) -> bool:
    """True where a reader could not tell that they differ: 「绍兴」 lies in 「浙江绍兴」, a student is a student."""
    return one.value == other.value or likeness_of(one.key, other.value, one.value) > 0
