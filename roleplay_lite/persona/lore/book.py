"""A card's `character_book`, a stand-alone lorebook or SillyTavern's world info as a `Lorebook`.

What strangers' cards get wrong is read as it was meant where that is plain, and left out where it is not: lists given
as text, numbers as text, null, entries as an object, position as a number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast, get_args

from roleplay_lite.persona.decorators import Role, parse_decorators
from roleplay_lite.persona.lorebook import Logic, Lorebook, LoreEntry, Place, Where

MOST_ENTRIES = 10_000
MOST_KEYS = 500
LONGEST_KEY = 1_000
LONGEST_CONTENT = 100_000
"""What is longer goes in cut (contents) or not at all (keys)."""
LARGEST = 1_000_000

_PLACES: tuple[Where, ...] = (
    *("before_char", "after_char", "note_top", "note_bottom", "depth", "examples_top", "examples_bottom"),
)
"""SillyTavern's numbers."""


def lore_of_book(book: Mapping[str, Any]) -> Lorebook:
    """The book that this JSON object tells of; what is no such thing gives an empty book. Never raises on JSON values.

    Takes the value of `character_book`, `{"spec": "lorebook_v3", "data": …}` and `{"entries": {uid: …}}`.
    """
    data = book.get("data")
    if not isinstance(book.get("entries"), list | Mapping) and isinstance(data, Mapping):
        book = data
    fields = _Fields(book)
    depth, budget = fields.number("scan_depth", "scanDepth"), fields.number("token_budget", "tokenBudget")
    return Lorebook(
        entries=tuple(_with_own_ids(_entries(book.get("entries")))),
        name=fields.text("name"),
        description=fields.text("description"),
        scan_depth=None if depth is None else max(0, int(depth)),
        token_budget=int(budget) if budget is not None and budget > 0 else None,
        recursive=fields.flag("recursive_scanning", "recursiveScanning"),
    )


def _entries(entries: object) -> Iterator[LoreEntry]:
    values = list(entries.items()) if isinstance(entries, Mapping) else list(enumerate(_list(entries)))
    for uid, entry in values[:MOST_ENTRIES]:
        if isinstance(entry, Mapping):
            yield _entry(entry, str(uid))


def _entry(entry: Mapping[str, Any], uid: str) -> LoreEntry:
    own = _Fields(entry)
    # SillyTavern's own files have on the entry what its cards have in extensions.
    more = _Fields({**entry, **_mapping(entry.get("extensions"))})
    decorators, content = parse_decorators(own.text("content")[:LONGEST_CONTENT])
    secondary = own.keys("secondary_keys", "keysecondary")
    delay = more.get("delay_until_recursion", "delayUntilRecursion")
    depth = more.number("scan_depth", "scanDepth")
    use_probability = more.flag("useProbability", "use_probability", default=True)
    return LoreEntry(
        keys=own.keys("keys", "key"),
        content=content,
        id=own.text("id", "uid") or uid,
        name=own.text("name"),
        comment=own.text("comment"),
        enabled=own.flag("enabled", default=True) and not own.flag("disable"),
        insertion_order=own.whole(100, "insertion_order", "order"),
        priority=None if own.number("priority") is None else own.whole(0, "priority"),
        constant=own.flag("constant"),
        secondary_keys=secondary if own.flag("selective") else (),
        logic=_logic(more.whole(0, "selectiveLogic", "selective_logic")),
        use_regex=own.flag("use_regex") and not _is_exported_by_sillytavern(entry),
        case_sensitive=own.flag("case_sensitive", "caseSensitive", default=more.flag("case_sensitive")),
        match_whole_words=more.flag("match_whole_words", "matchWholeWords"),
        scan_depth=None if depth is None else max(0, int(depth)),
        place=_place(own, more),
        exclude_recursion=more.flag("exclude_recursion", "excludeRecursion"),
        prevent_recursion=more.flag("prevent_recursion", "preventRecursion"),
        delay_until_recursion=1
        if delay is True
        else max(0, more.whole(0, "delay_until_recursion", "delayUntilRecursion")),
        probability=min(100.0, max(0.0, more.number("probability", default=100.0) or 0.0))
        if use_probability
        else 100.0,
        group=tuple(label for name in more.text("group").split(",") if (label := name.strip())),
        group_override=more.flag("group_override", "groupOverride"),
        group_weight=max(0, more.whole(100, "group_weight", "groupWeight")),
        sticky=max(0, more.whole(0, "sticky")),
        cooldown=max(0, more.whole(0, "cooldown")),
        delay=max(0, more.whole(0, "delay")),
        decorators=decorators,
    )


def _is_exported_by_sillytavern(entry: Mapping[str, Any]) -> bool:
    """It sets `use_regex` on every entry it exports, and means keys written `/…/` alone."""
    return {"display_index", "selectiveLogic"} <= _mapping(entry.get("extensions")).keys()


def _place(own: _Fields, more: _Fields) -> Place:
    value = more.get("position")
    number = _number(value)
    if number is None or not 0 <= number < len(_PLACES):
        value = own.get("position")
        number = _number(value)
    if isinstance(value, str) and value.strip() in get_args(Where):
        where = cast("Where", value.strip())
    elif number is not None and 0 <= number < len(_PLACES):
        where = _PLACES[int(number)]
    else:
        where = "after_char"
    return Place(where=where, depth=max(0, more.whole(4, "depth")), role=_role(more.get("role")))


def _role(value: object) -> Role:
    roles: tuple[Role, ...] = get_args(Role)
    if isinstance(value, str) and (named := value.strip().lower()) in roles:
        return named
    number = _number(value)
    # SillyTavern counts system, user, assistant.
    return roles[int(number)] if number is not None and 0 <= number < len(roles) else "system"


def _logic(number: int) -> Logic:
    logics: tuple[Logic, ...] = get_args(Logic)
    return logics[number] if 0 <= number < len(logics) else "any"


def _with_own_ids(entries: Iterator[LoreEntry]) -> Iterator[LoreEntry]:
    """Entries each with an id that no earlier one has."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        own = entry.id if entry.id not in seen else f"{entry.id}#{index}"
        seen.add(own)
        yield entry if own == entry.id else replace(entry, id=own)


class _Fields:
    """An object of a card, read by any of a field's names."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def get(self, *names: str) -> Any:
        return next((value for name in names if (value := self._data.get(name)) is not None), None)

    def text(self, *names: str) -> str:
        value = self.get(*names)
        return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""

    def number(self, *names: str, default: float | None = None) -> float | None:
        value = _number(self.get(*names))
        return default if value is None else value

    def whole(self, default: int, *names: str) -> int:
        value = self.number(*names)
        return default if value is None else int(value)

    def flag(self, *names: str, default: bool = False) -> bool:
        value = self.get(*names)
        if isinstance(value, str):
            return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}.get(
                value.strip().lower(), default
            )
        return bool(value) if isinstance(value, bool | int | float) else default

    def keys(self, *names: str) -> tuple[str, ...]:
        value = self.get(*names)
        if isinstance(value, str):
            value = [value] if re.match(r"\s*/.*/[a-z]*\s*\Z", value, re.DOTALL) else re.split("[,，]", value)
        found = (str(key).strip() for key in _list(value) if isinstance(key, str | int) and not isinstance(key, bool))
        return tuple(dict.fromkeys(key for key in found if key and len(key) <= LONGEST_KEY))[:MOST_KEYS]


def _number(value: object) -> float | None:
    """A finite number of sane size, given as one or as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return max(-LARGEST, min(LARGEST, number)) if math.isfinite(number) else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
