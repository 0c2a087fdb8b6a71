"""One version of a card as another, with what the other cannot hold. Keys that no version knows stay where they are."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from roleplay_lite.persona.cards.card import STRINGS, V1_STRINGS, Card, Version
from roleplay_lite.persona.cards.report import Note, changed, lost
from roleplay_lite.persona.decorators import without_decorators

Format = Literal["v1", "v2", "v3"]
Json = dict[str, Any]

V3_ONLY = (
    *("nickname", "assets", "creator_notes_multilingual", "source", "group_only_greetings"),
    *("creation_date", "modification_date"),
)
BACKFILL = (
    "This character card is Character Card V3, but it is loaded as a Character Card V2. Please use a Character Card V3 "
    "compatible application to use this character card properly."
)
"""The sentence of `SPEC_V3.md` for the V2 card beside a V3 card."""

_OURS = "roleplay-lite"


def native(version: Version) -> Format:
    """The format in which a card of that version is written when nothing else is asked for."""
    return version if version in ("v1", "v2", "v3") else "v2"


def as_format(card: Card, format: Format) -> tuple[Json, list[Note]]:
    """The card's JSON in that format, and what it lost or changed on the way.

    In its own format a card is the JSON it came from, value for value.
    """
    if card.version == format:
        return copy.deepcopy(dict(card.raw)), []
    if format == "v1":
        return _v1(card)
    return (_v2 if format == "v2" else _v3)(card)


def backfilled(v3: Card) -> Json:
    """The V2 card that stands beside a V3 card for programs that read no V3."""
    value, _ = _v2(v3)
    value["data"]["creator_notes"] = "\n\n".join(part for part in (BACKFILL, v3.creator_notes) if part)
    return value


def _v1(card: Card) -> tuple[Json, list[Note]]:
    value = _unknown_beside(card)
    value |= {key: getattr(card, key) for key in V1_STRINGS}
    notes = [lost(key, "V1 has no such field") for key in _beyond_v1(card)]
    if ours := card.extensions.get(_OURS):
        value["extensions"] = {_OURS: ours}
    return value, notes


def _beyond_v1(card: Card) -> list[str]:
    names = [key for key in STRINGS if key not in V1_STRINGS]
    names += ["alternate_greetings", "tags", *V3_ONLY]
    filled = [key for key in names if getattr(card, key) and not (key == "assets" and _only_default(card))]
    filled += ["character_book"] if card.lorebook and card.lorebook.get("entries") else []
    return filled + [f"extensions.{key}" for key in card.extensions if key != _OURS]


def _v2(card: Card) -> tuple[Json, list[Note]]:
    data = _data(card)
    notes = []
    for key in V3_ONLY:
        if getattr(card, key) and not (key == "assets" and _only_default(card)):
            notes.append(lost(key, "V2 has no such field"))
        if card.version == "v3":
            data.pop(key, None)
    if book := data.get("character_book"):
        notes += _plain_entries(book["entries"])
    value = _unknown_beside(card) | {"spec": "chara_card_v2", "spec_version": "2.0", "data": data}
    return value, notes


def _v3(card: Card) -> tuple[Json, list[Note]]:
    data = _data(card)
    data.setdefault("group_only_greetings", [])
    for entry in data.get("character_book", {}).get("entries", ()):
        entry.setdefault("use_regex", False)
    return _unknown_beside(card) | {"spec": "chara_card_v3", "spec_version": "3.0", "data": data}, []


def _plain_entries(entries: Sequence[Json]) -> list[Note]:
    """Take what only V3 reads out of lore entries."""
    notes = []
    for index, entry in enumerate(entries):
        plain = without_decorators(entry["content"])
        if plain != entry["content"]:
            entry["content"] = plain
            notes.append(changed(f"character_book.entries[{index}].content", "V2 knows no decorators: taken out"))
        if entry.get("use_regex"):
            notes.append(changed(f"character_book.entries[{index}].use_regex", "V2 takes the pattern for a word"))
    return notes


def _data(card: Card) -> Json:
    """The fields of V2 and those that the card has of V3, with the keys that no version knows."""
    known = {key: value for key, value in _source(card).items() if key not in ("spec", "spec_version", "data")}
    data: Json = copy.deepcopy(known if _holds_fields(card) else {})
    data |= {key: getattr(card, key) for key in STRINGS}
    data |= {key: list(getattr(card, key)) for key in ("alternate_greetings", "tags")}
    data["extensions"] = copy.deepcopy(dict(card.extensions))
    data.pop("character_book", None)
    if card.lorebook is not None:
        data["character_book"] = copy.deepcopy(dict(card.lorebook))
    return data


def _source(card: Card) -> Mapping[str, Any]:
    """The object in the card's JSON that holds its fields."""
    data = card.raw.get("data")
    return data if isinstance(data, Mapping) else card.raw


def _holds_fields(card: Card) -> bool:
    """V1 keeps its unknown keys beside `data`, where other programs put theirs."""
    return card.version in ("v2", "v3")


def _unknown_beside(card: Card) -> Json:
    """The keys that stand at the top of the card's JSON and belong to no version."""
    if card.version in ("v2", "v3") and _source(card) is card.raw:
        return {}
    known = {"spec", "spec_version", "data", "extensions"} | (
        set(V1_STRINGS) if card.version == "v1" else set(_PYGMALION) if card.version == "pygmalion" else set()
    )
    return {key: copy.deepcopy(value) for key, value in card.raw.items() if key not in known}


def _only_default(card: Card) -> bool:
    return all(asset.uri == "ccdefault:" for asset in card.assets)


_PYGMALION = ("char_name", "char_persona", "char_greeting", "world_scenario", "example_dialogue")
