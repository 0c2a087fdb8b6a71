"""From a card's JSON, of whatever version and however hybrid, to a `Card`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards.assets import assets_of
from roleplay_lite.persona.cards.book import book_of, is_world
from roleplay_lite.persona.cards.card import STRINGS, V1_STRINGS, Card, Version
from roleplay_lite.persona.cards.values import Lenient

_SPECS: dict[str, Version] = {"chara_card_v2": "v2", "chara_card_v3": "v3", "lorebook_v3": "lorebook"}
_NEWEST = {"v2": 2.0, "v3": 3.0}
_PLACEHOLDER = "Creator's notes go here."
# The fields of Pygmalion's and Gradio's JSON, and what a card calls them.
_PYGMALION = {
    "char_name": "name",
    "char_persona": "description",
    "char_greeting": "first_mes",
    "world_scenario": "scenario",
    "example_dialogue": "mes_example",
}


def card_of(raw: Mapping[str, Any], file: Path, *, files: Mapping[str, bytes] | None = None) -> Card:
    """The card that the JSON tells of; `files` are those beside it in its container.

    Lenient about form: each field that is not as it should be costs a warning. Raises PersonaError when it is neither
    a card nor a lorebook, or a card without a name.
    """
    version, data, at, warnings = _version(raw, file)
    if version == "lorebook":
        book = book_of(data, at, warnings)
        return Card(version=version, name=book.get("name", ""), lorebook=book, raw=raw, warnings=tuple(warnings))
    reading = Lenient(data=data, at=at, warnings=warnings)
    strings: dict[str, Any] = {key: reading.text(key) for key in (STRINGS if version in ("v2", "v3") else V1_STRINGS)}
    if not strings["name"].strip():
        raise PersonaError("is missing or empty; a card must have a name", file=file, field=_join(at, "name"))
    if strings.get("creator_notes", "").strip() == _PLACEHOLDER:
        strings["creator_notes"] = ""
    later = _later(version, reading, files or {})
    # What no version of V1 has, some programs write beside its fields all the same.
    extensions = reading.mapping("extensions")
    return Card(
        version=version,
        **strings,
        **later,
        extensions=extensions,
        raw=raw,
        files=files or {},
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _later(version: Version, reading: Lenient, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The fields that came with V2 and with V3."""
    later: dict[str, Any] = {}
    if version in ("v2", "v3"):
        later["alternate_greetings"] = reading.texts("alternate_greetings")
        later["tags"] = reading.texts("tags", split=True)
        later["lorebook"] = _book(reading)
    if version == "v3":
        if "group_only_greetings" not in reading.data:
            reading.warn("group_only_greetings", "is missing, and V3 must have it: taken as empty")
        later["group_only_greetings"] = reading.texts("group_only_greetings")
        later["nickname"] = reading.text("nickname")
        later["source"] = reading.texts("source")
        notes = Lenient(
            data=reading.mapping("creator_notes_multilingual"),
            at=_join(reading.at, "creator_notes_multilingual"),
            warnings=reading.warnings,
        )
        later["creator_notes_multilingual"] = {key: notes.text(key) for key in notes.data}
        later["creation_date"] = reading.date("creation_date")
        later["modification_date"] = reading.date("modification_date")
        later["assets"] = assets_of(reading, files)
    return later


def _book(reading: Lenient) -> Mapping[str, Any] | None:
    value = reading.data.get("character_book")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        reading.warn("character_book", "is no object: left out")
        return None
    return book_of(value, _join(reading.at, "character_book"), reading.warnings)


def _version(raw: Mapping[str, Any], file: Path) -> tuple[Version, Mapping[str, Any], str, list[str]]:
    """Which version it is, the object that holds the fields, where that is, and what was odd. `spec` is the judge."""
    spec, warnings = raw.get("spec"), list[str]()
    data = raw.get("data")
    if spec is None:
        return (*_without_spec(raw, file), warnings)
    version = _SPECS.get(str(spec).strip().lower())
    if version is None:
        version = _newer(str(spec))
        warnings.append(f"spec: is {str(spec)[:60]!r}, which is not known here: read as {version.upper()}")
    if version != "lorebook":
        _check_number(version, raw.get("spec_version"), warnings)
    if isinstance(data, Mapping):
        _hybrid(raw, warnings)
        return version, data, "data", warnings
    if "name" not in raw and "entries" not in raw:
        raise PersonaError("is missing, or no object: it should hold the card's fields", file=file, field="data")
    warnings.append("data: is missing; the fields stand beside spec, and are read from there")
    return version, raw, "", warnings


def _without_spec(raw: Mapping[str, Any], file: Path) -> tuple[Version, Mapping[str, Any], str]:
    if is_world(raw):
        return "lorebook", raw, ""
    if "name" in raw:
        return "v1", raw, ""
    if "char_name" in raw:
        return "pygmalion", {_PYGMALION.get(key, key): value for key, value in raw.items()}, ""
    raise PersonaError("is no character card: it has neither `spec` nor `name`", file=file)


def _newer(spec: str) -> Version:
    found = re.fullmatch(r"chara_card_v(\d{1,3})", spec.strip().lower())
    return "v2" if found and int(found[1]) < 3 else "v3"


def _check_number(version: Version, value: object, warnings: list[str]) -> None:
    try:
        number = float(str(value))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        warnings.append(f"spec_version: is {str(value)[:20]!r}, no number: read as {version.upper()}")
    elif int(number) != _NEWEST[version]:
        warnings.append(f"spec_version: is {str(value)[:20]}, though spec says {version.upper()}: spec counts")
    elif number > _NEWEST[version]:
        warnings.append(f"spec_version: is {str(value)[:20]}, newer than {_NEWEST[version]}: what is new is only kept")


def _hybrid(raw: Mapping[str, Any], warnings: list[str]) -> None:
    differing = [key for key in V1_STRINGS if key in raw and raw[key] != raw["data"].get(key)]
    if differing:
        warnings.append(f"{', '.join(differing)}: also beside data, with other words: data counts")


def _join(at: str, key: str) -> str:
    return ".".join(part for part in (at, key) if part)
