"""A clause and the facts it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from roleplay_lite.persona.derived import derived_facts
from roleplay_lite.persona.facts import SELF, Fact, spoken, told, whose
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.question import By


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A clause, and what it rests on."""

    clause: str = ""
    facts: tuple[Fact, ...] = ()
    by: By = "fact"
    value: str = field(default="")


UNSET = Told(by="unset")


def known(persona: Persona, owner: str, key: str, today: date) -> tuple[list[Fact], By]:
    """The facts of that owner under that key, the written ones before those that follow from others."""
    facts = [fact for fact in persona.facts if fact.owner == owner and fact.key == key]
    if not facts and owner == SELF and key == "name":
        facts = [Fact(key="name", value=persona.name)]
    if facts:
        return facts, "fact"
    derived = derived_facts(persona, today)
    return [one.fact for one in derived if one.fact.owner == owner and one.fact.key == key], "derived"


def told_as(facts: Sequence[Fact], by: By = "fact") -> Told:
    values = list(dict.fromkeys(spoken(fact) for fact in facts if fact.polarity == "yes"))
    return Told(clause=told(facts), facts=tuple(facts), by=by, value="、".join(values))


def joined(parts: Sequence[tuple[str, Told]]) -> Told:
    """Several clauses in one; the subject is said once."""
    clauses: list[str] = []
    last = ""
    for owner, part in parts:
        head = whose(owner)
        same = last == owner and part.clause.startswith(head) and not part.clause.startswith(f"{head}的")
        clauses.append(part.clause.removeprefix(head) if same else part.clause)
        last = owner
    facts = tuple(fact for _, part in parts for fact in part.facts)
    by: By = "fact" if any(part.by == "fact" for _, part in parts) else parts[0][1].by
    return Told(clause="，".join(clauses), facts=facts, by=by, value=parts[0][1].value)
