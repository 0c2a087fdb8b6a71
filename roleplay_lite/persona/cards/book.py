"""A lorebook in any form that is about, as the `character_book` of the specification.

Sources: `spec_v2.md` and `SPEC_V3.md`, and for world info SillyTavern's `public/scripts/world-info.js`, whose fields
are named otherwise and whose finer settings lie in an entry's `extensions`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from roleplay_lite.persona.cards import limits
from roleplay_lite.persona.cards.values import Lenient

Book = dict[str, Any]

# World info's name of a setting, and its name in the extensions of an entry.
_SETTINGS = {
    name: re.sub("[A-Z]", lambda capital: f"_{capital[0].lower()}", name)
    for name in (
        *(
            "excludeRecursion",
            "preventRecursion",
            "delayUntilRecursion",
            "displayIndex",
            "probability",
            "depth",
            "role",
        ),
        *("group", "groupOverride", "groupWeight", "useGroupScoring", "scanDepth", "matchWholeWords", "caseSensitive"),
        *("automationId", "vectorized", "sticky", "cooldown", "delay"),
    )
} | {"selectiveLogic": "selectiveLogic", "useProbability": "useProbability"}
_WORLD = {"uid", "key", "keysecondary", "order", "disable", *_SETTINGS}
_MARKS = {"uid", "key", "keysecondary", "disable"}
_INSERTION_ORDER = 100


def is_world(value: object) -> bool:
    """Whether this is a lorebook by its form: entries, and nothing of a character."""
    if not isinstance(value, Mapping) or not isinstance(value.get("entries"), Mapping | list):
        return False
    return not any(key in value for key in ("first_mes", "personality", "mes_example", "scenario"))


def book_of(raw: Mapping[str, Any], at: str, warnings: list[str]) -> Book:
    """The lorebook in the form of `character_book`; keys that the specification does not know are kept."""
    reading = Lenient(data=raw, at=at, warnings=warnings)
    book: Book = {key: value for key, value in raw.items() if key not in ("entries", "extensions")}
    for key in ("name", "description"):
        if key in raw:
            book[key] = reading.text(key)
    for key in ("scan_depth", "token_budget"):
        _set(book, key, reading.number(key))
    _set(book, "recursive_scanning", reading.boolean("recursive_scanning"))
    book["extensions"] = dict(reading.mapping("extensions"))
    book["entries"] = _entries(raw.get("entries"), at, warnings)
    return book


def _entries(value: object, at: str, warnings: list[str]) -> list[Book]:
    if isinstance(value, Mapping):
        warnings.append(f"{at}.entries: is an object, as world info has it: taken in its order")
        items = list(value.values())
    elif isinstance(value, list):
        items = value
    else:
        if value is not None:
            warnings.append(f"{at}.entries: is no list: taken as empty")
        return []
    if len(items) > limits.LORE:
        warnings.append(f"{at}.entries: {len(items)} entries; those after the first {limits.LORE} are left out")
    entries = []
    for index, item in enumerate(items[: limits.LORE]):
        place = f"{at}.entries[{index}]"
        if isinstance(item, Mapping):
            entries.append(_entry(item, place, warnings))
        else:
            warnings.append(f"{place}: is no object: left out")
    return entries


def _entry(raw: Mapping[str, Any], at: str, warnings: list[str]) -> Book:
    world = bool(_MARKS & raw.keys()) and "keys" not in raw
    reading = Lenient(data=raw, at=at, warnings=warnings)
    entry: Book = {key: value for key, value in raw.items() if not (world and key in _WORLD)}
    entry["keys"] = list(reading.texts("key" if world else "keys", split=True))
    entry["content"] = reading.text("content")
    entry["extensions"] = dict(reading.mapping("extensions"))
    entry["enabled"] = not reading.boolean("disable") if world else reading.boolean("enabled") is not False
    order = reading.number("order" if world else "insertion_order")
    entry["insertion_order"] = _INSERTION_ORDER if order is None else order
    secondary = list(reading.texts("keysecondary" if world else "secondary_keys", split=True))
    if secondary or "secondary_keys" in entry:
        entry["secondary_keys"] = secondary
    for key in ("case_sensitive", "constant", "selective", "use_regex"):
        _set(entry, key, reading.boolean(key))
    _set(entry, "priority", reading.number("priority"))
    for key in ("name", "comment"):
        if key in raw:
            entry[key] = reading.text(key)
    _place(entry, raw)
    if world:
        _settings(entry, raw)
    return entry


def _place(entry: Book, raw: Mapping[str, Any]) -> None:
    """A number is world info's: 0 stands before the character, all others after or elsewhere."""
    position = raw.get("position")
    if isinstance(position, str) and re.fullmatch(r"\s*\d{1,4}\s*", position):
        position = int(position)
    if isinstance(position, int | float) and not isinstance(position, bool):
        entry["position"] = "after_char" if position else "before_char"
        entry["extensions"].setdefault("position", position)
    elif position is None:
        entry.pop("position", None)
    else:
        entry["position"] = "before_char" if position == "before_char" else "after_char"


def _settings(entry: Book, raw: Mapping[str, Any]) -> None:
    if raw.get("uid") is not None:
        entry["id"] = raw["uid"]
    for name, key in _SETTINGS.items():
        if raw.get(name) is not None:
            entry["extensions"].setdefault(key, raw[name])
    if isinstance(raw.get("caseSensitive"), bool):
        entry["case_sensitive"] = raw["caseSensitive"]


def _set(target: Book, key: str, value: object) -> None:
    """The value, or no such key where there is none: a null is no value of the specification."""
    if value is None:
        target.pop(key, None)
    else:
        target[key] = value
