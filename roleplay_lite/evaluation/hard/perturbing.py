"""What can be changed of a character, in every kind. Pure: the same character, day and seed give the same."""

from __future__ import annotations

from datetime import date
from random import Random

from roleplay_lite.evaluation.hard.derived import changed_derived
from roleplay_lite.evaluation.hard.negation import negated
from roleplay_lite.evaluation.hard.numbers import shifted_numbers
from roleplay_lite.evaluation.hard.owners import swapped_owners
from roleplay_lite.evaluation.hard.perturbed import Perturbed
from roleplay_lite.evaluation.hard.values import changed_values
from roleplay_lite.persona.persona import Persona


def perturbed(persona: Persona, today: date, seed: int) -> tuple[Perturbed, ...]:
    """Every change, kind by kind; ages are counted on `today`, and the seed draws the other numbers and values."""
    rng = Random(f"{seed} {persona.id}")
    changes = (
        *swapped_owners(persona),
        *negated(persona),
        *shifted_numbers(persona, rng),
        *changed_derived(persona, today, rng),
        *changed_values(persona, today, rng),
    )
    # A file may hold both, or the other value too.
    so = {(fact.owner, fact.key, fact.value, fact.polarity) for fact in persona.facts}
    said = ((change, change.false) for change in changes)
    return tuple(change for change, fact in said if (fact.owner, fact.key, fact.value, fact.polarity) not in so)
