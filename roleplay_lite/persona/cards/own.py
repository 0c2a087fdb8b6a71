"""Our own persona inside a card, whole: `extensions["roleplay-lite"]`, in the fields of the persona file as JSON.

A digest of what other programs edit tells whether the card is still the one we wrote.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards.card import V1_STRINGS, Card
from roleplay_lite.persona.cards.defuse import defuse
from roleplay_lite.persona.cards.lore import lore_of_card
from roleplay_lite.persona.cards.reading import read_card
from roleplay_lite.persona.load import persona_of
from roleplay_lite.persona.lorebook import Lorebook, LoreEntry
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.writing import persona_toml
from roleplay_lite.tomlfile import Document

KEY = "roleplay-lite"


def extension(persona: Persona, fields: Mapping[str, Any], *, lore_in_card: bool) -> dict[str, Any]:
    """The value of our extension, for a card with these fields. With `lore_in_card` the card's own lorebook is the
    persona's; else the card's is made of the persona's, and the extension holds that."""
    persona = replace(persona, card=None, lore=Lorebook() if lore_in_card else persona.lore)
    table = tomllib.loads(persona_toml(persona))
    return {"id": persona.id, "digest": _digest(fields), "lore_in_card": lore_in_card, "persona": _json(table)}


def own_persona(card: Card, id: str) -> tuple[Persona | None, str]:
    """The persona in our extension, or why it is not taken; ("" when there is none). Its text is defused as any."""
    value = card.extensions.get(KEY)
    if value is None:
        return None, ""
    if not isinstance(value, Mapping) or not isinstance(value.get("persona"), Mapping):
        return None, "is not as this program writes it: the card's own fields are taken"
    if value.get("digest") != _digest({key: getattr(card, key) for key in V1_STRINGS}):
        return None, "is older than the card, which was edited since: the card's own fields are taken"
    # A card from elsewhere names no file of this machine.
    table = {key: held for key, held in value["persona"].items() if key != "card"}
    if _defused(table) != table:
        return None, "holds orders to the program: the card's own fields are taken"
    try:
        persona = persona_of(Document(data=table, text="", file=Path(KEY), error=PersonaError), id)
    except PersonaError as problem:
        return None, f"cannot be read ({problem.field}: {problem.problem}): the card's own fields are taken"
    return replace(persona, lore=lore_of_card(card)[0]) if value.get("lore_in_card") else persona, ""


def lore_is_of_card(card: Card) -> bool:
    """Whether the persona's lore is the card's lorebook. In what we exported the lorebook may be made of stances and of
    lore that the persona's file has; then it is not."""
    return bool(_mapping(card.extensions.get(KEY)).get("lore_in_card", True)) or own_persona(card, "own")[0] is None


def kept_lore(file: Path, more: Sequence[LoreEntry]) -> Lorebook:
    """The lorebook of the card in this file, and after its entries `more`, those of the persona's own file. Raises
    PersonaError when the card cannot be read."""
    card = read_card(file)
    if not lore_is_of_card(card):
        return Lorebook(entries=tuple(more))
    lore, _ = lore_of_card(card)
    # Ids are the entries' own within a book, and both number theirs.
    return replace(lore, entries=(*lore.entries, *(replace(entry, id=f"own-{entry.id}") for entry in more)))


def own_id(card: Card) -> str:
    """The id under which we exported it, or ""."""
    value = card.extensions.get(KEY)
    id = _mapping(value).get("id")
    return id if isinstance(id, str) else ""


def _digest(fields: Mapping[str, Any]) -> str:
    """Over the fields of V1, which every version and program keeps."""
    text = json.dumps([fields.get(key, "") for key in V1_STRINGS])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _defused(value: Any) -> Any:
    if isinstance(value, str):
        return defuse(value)[0]
    if isinstance(value, list):
        return [_defused(item) for item in value]
    return {key: _defused(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _json(value: Any) -> Any:
    """A TOML value as JSON: dates become text, which reads back as the same fact."""
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value
