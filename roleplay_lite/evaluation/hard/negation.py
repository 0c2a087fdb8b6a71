"""What is so, denied; what is not so, held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from roleplay_lite.evaluation.hard.perturbed import Change, Perturbed, held
from roleplay_lite.persona.persona import Persona

DENIED = frozenset({"name", "hometown", "residence", "occupation", "pet", "hobby", "likes", "species", "skill", "food"})
"""Keys that people deny in so many words."""
_NO_VERB = re.compile("从不|就|像")
"""In a skill: 「不会吵架从不输」 is no Mandarin."""


def negated(persona: Persona) -> Iterator[Perturbed]:
    """Each fact with its polarity turned round."""
    for fact in persona.facts:
        if fact.key not in DENIED or (fact.key == "skill" and _NO_VERB.search(fact.value)):
            continue
        own = held(persona, fact)
        false = replace(fact, polarity="no" if fact.polarity == "yes" else "yes", since="")
        yield Perturbed(change=Change.NEGATED, true=own, false=false, source=fact)
