"""What `persona check` calls an error is not taken over from a card: nobody is there to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from roleplay_lite.persona.cards.ready import LINES
from roleplay_lite.persona.cards.report import Note, lost
from roleplay_lite.persona.facts import label
from roleplay_lite.persona.lint import check_persona
from roleplay_lite.persona.persona import Persona


def passing(persona: Persona) -> tuple[Persona, list[Note]]:
    """The persona without what `persona check` calls an error: a birthday that is no day, words that give it away."""
    notes: list[Note] = []
    for _ in range(3):
        errors = [finding for finding in check_persona(persona) if finding.level == "error"]
        if not errors:
            break
        notes += [lost(finding.field, finding.message) for finding in errors]
        persona = _without(persona, [finding.field for finding in errors])
    return persona, list(dict.fromkeys(notes))


def _without(persona: Persona, fields: Iterable[str]) -> Persona:
    """Without the facts, example lines and greetings at these fields; the facts go back into the description."""
    fields = list(fields)
    gone = [fact for fact in persona.facts if _names(fields, f"facts.{fact.owner}.{fact.key}")]
    examples = [one for index, one in enumerate(persona.examples) if not _names(fields, f"examples[{index}]")]
    greetings = [one for index, one in enumerate(persona.lines.greeting) if f"lines.greeting[{index}]" not in fields]
    ready = LINES[persona.languages[0]].greeting
    said_of = "；".join(f"{label(fact.key)}：{fact.value}" for fact in gone)
    return replace(
        persona,
        facts=tuple(fact for fact in persona.facts if fact not in gone),
        examples=tuple(examples),
        lines=replace(persona.lines, greeting=tuple(greetings) or ready),
        description="\n".join(part for part in (said_of, persona.description) if part),
    )


def _names(fields: Iterable[str], start: str) -> bool:
    return any(name == start or name.startswith((f"{start}.", f"{start}[")) for name in fields)
