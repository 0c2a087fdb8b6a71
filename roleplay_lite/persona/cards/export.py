"""A `Persona` as a card: of its own fields, or the card that it came from with what was edited since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from roleplay_lite.persona.cards.card import V1_STRINGS, Card
from roleplay_lite.persona.cards.convert import persona_of_card
from roleplay_lite.persona.cards.described import book_entry, card_fields, description, examples
from roleplay_lite.persona.cards.fields import card_of
from roleplay_lite.persona.cards.keeping import kept_card
from roleplay_lite.persona.cards.own import KEY, extension, lore_is_of_card
from roleplay_lite.persona.cards.report import Note, changed
from roleplay_lite.persona.cards.versions import Format, as_format
from roleplay_lite.persona.persona import Persona

_UNBOUNDED = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A card, and what of the persona, or of the card it came from, it does not hold."""

    card: Card
    notes: tuple[Note, ...]


def card_of_persona(persona: Persona, format: Format = "v3", *, now: int | None = None) -> Exported:
    """The persona as a card of that version. `now` is the date of a V3 card in Unix seconds; None writes none.

    `extensions["roleplay-lite"]` holds the whole persona, so that importing the card again gives the same one. Raises
    PersonaError when the card that it came from cannot be read.
    """
    if persona.card is None:
        return _of_fields(persona, format, now)
    return _over_card(persona, kept_card(persona.card), format, now)


def _of_fields(persona: Persona, format: Format, now: int | None) -> Exported:
    data, notes = card_fields(persona)
    card = card_of({"spec": "chara_card_v2", "spec_version": "2.0", "data": data}, Path(persona.id))
    value, more = as_format(card, format)
    return _finished(persona, Card(version="v2"), value, (*notes, *more), now, lore_in_card=False)


def _over_card(persona: Persona, base: Card, format: Format, now: int | None) -> Exported:
    value, notes = as_format(base, format) if base.version != "pygmalion" else _modern(base, format)
    data = _data(value)
    edits = [edit for edit in _edits(persona, base) if format != "v1" or edit[0] in V1_STRINGS]
    for key, new, why in edits:
        data[key] = new
        notes.append(changed(key, why))
    if added := _added_lore(persona, base):
        if format == "v1":
            notes.append(changed("lore", "V1 has no lorebook: kept for this program alone"))
        else:
            book = dict(data.get("character_book") or {"extensions": {}, "entries": []})
            kept = card_of(value, Path(persona.id)).lorebook or {"entries": []}
            data["character_book"] = {**book, "entries": [*kept["entries"], *added]}
            notes.append(changed("character_book", f"{len(added)} lore entries of the persona's file are added"))
    changed_at = now if edits or added else None
    return _finished(persona, base, value, tuple(notes), changed_at, lore_in_card=lore_is_of_card(base))


def _modern(base: Card, format: Format) -> tuple[dict[str, Any], list[Note]]:
    """What no longer is written, in the form that is asked for."""
    value, notes = as_format(base, format)
    return value, [*notes, changed("spec", f"was Pygmalion's own form; it is {format.upper()} now")]


def _edits(persona: Persona, base: Card) -> Iterator[tuple[str, Any, str]]:
    """(field of the card, new value, why) of what was edited since the import."""
    before = persona_of_card(base, persona.id).persona
    whole = persona_of_card(base, persona.id, longest=_UNBOUNDED).persona
    why = "as the persona's file has it now"
    if persona.name != before.name:
        yield ("nickname" if base.nickname else "name"), persona.name, why
    texts_same = _is_cut(persona.description, before.description, whole.description)
    if not texts_same or (persona.summary, persona.facts) != (before.summary, before.facts):
        yield "description", description(persona), why
        if base.personality:
            yield "personality", "", "is in the description now"
    if persona.scenario != before.scenario:
        yield "scenario", persona.scenario, why
    if persona.instructions != before.instructions:
        yield "system_prompt", persona.instructions, why
    if persona.afterword != before.afterword:
        yield "post_history_instructions", persona.afterword, why
        if "depth_prompt" in base.extensions:
            rest = {key: value for key, value in base.extensions.items() if key != "depth_prompt"}
            yield "extensions", rest, "the depth prompt is in post_history_instructions now"
    if persona.lines.greeting != before.lines.greeting:
        yield "first_mes", persona.lines.greeting[0], why
        yield "alternate_greetings", list(persona.lines.greeting[1:]), why
    if persona.examples != before.examples:
        yield "mes_example", examples(persona), why
    if persona.creator != before.creator:
        yield "creator", persona.creator, why


def _is_cut(now: str, before: str, whole: str) -> bool:
    """Whether the text is the card's own: as an import leaves it, or cut at another length."""
    return now == before or (len(before) < len(whole) and bool(now) and whole.startswith(now))


def _added_lore(persona: Persona, base: Card) -> list[dict[str, Any]]:
    """The entries that the persona's file has beside those of the card."""
    own = {(entry.keys, entry.content) for entry in persona_of_card(base, persona.id).persona.lore.entries}
    return [book_entry(entry) for entry in persona.lore.entries if (entry.keys, entry.content) not in own]


def _finished(
    persona: Persona, base: Card, value: dict[str, Any], notes: tuple[Note, ...], now: int | None, *, lore_in_card: bool
) -> Exported:
    """With our extension, whose digest is over the fields as they are now, and the date."""
    data = _data(value)
    known = data.get("extensions")
    extensions = dict(known) if isinstance(known, Mapping) else {}
    if "spec" in value and str(value["spec"]).lower() == "chara_card_v3" and now is not None:
        data.setdefault("creation_date", now)
        if data.get("modification_date") != 0:
            data["modification_date"] = now
    plain = card_of(value, Path(persona.id), files=base.files)
    fields = {key: getattr(plain, key) for key in V1_STRINGS}
    data["extensions"] = extensions | {KEY: extension(persona, fields, lore_in_card=lore_in_card)}
    card = card_of(value, Path(persona.id), files=base.files)
    return Exported(card=replace(card, image=base.image), notes=notes)


def _data(value: dict[str, Any]) -> dict[str, Any]:
    """The object that holds the card's fields; its own, to write to."""
    data = value.get("data")
    return data if isinstance(data, dict) else value
