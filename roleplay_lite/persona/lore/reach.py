"""Which entries of a book no chat will ever call, and why. Pure; for authors, before anybody talks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roleplay_lite.persona.lore.folding import fold
from roleplay_lite.persona.lore.patterns import as_pattern, is_pattern
from roleplay_lite.persona.lorebook import SCAN_DEPTH, Lorebook, LoreEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """An entry, or a key of one, that is written in vain."""

    index: int
    """Of the entry."""
    key: int | None = None
    why: str
    never: bool = True
    """False when the entry is still called, and only something of it is in vain."""


def unreached(book: Lorebook, budget: int) -> Iterator[Unreached]:
    """What cannot be reached, in the order of the book. `budget` is the most characters that a turn has room for.
    Entries that are switched off are passed over."""
    first: dict[tuple[object, ...], int] = {}
    room = min((limit for limit in (budget, book.token_budget) if limit is not None), default=budget)
    for index, entry in enumerate(book.entries):
        if not entry.enabled:
            continue
        bad = dict(_impossible_keys(entry))
        if why := _never(book, entry, bad) or _too_long(entry, room):
            yield Unreached(index=index, why=why)
        elif (earlier := first.setdefault(_said(entry), index)) != index:
            yield Unreached(index=index, why=f"is the same as lore[{earlier}]", never=False)
        for key, why in bad.items():
            yield Unreached(index=index, key=key, why=why, never=False)
    yield from _crowded_out(book, room)


def _impossible_keys(entry: LoreEntry) -> Iterator[tuple[int, str]]:
    for index, key in enumerate(entry.keys):
        if is_pattern(key, use_regex=entry.use_regex):
            try:
                as_pattern(key, case_sensitive=entry.case_sensitive)
            except ValueError as problem:
                yield index, f"never matches: {problem}"
        elif not fold(key).strip():
            yield index, "is blank, so it never matches"


def _never(book: Lorebook, entry: LoreEntry, bad: dict[int, str]) -> str:
    """Why nothing ever calls it; "" when something may."""
    marks = entry.decorators
    if not entry.content.strip():
        return "has no text"
    if marks.activate:
        return ""
    if marks.dont_activate:
        return "is held back by @@dont_activate"
    if not entry.probability:
        return "has a probability of 0"
    if entry.delay_until_recursion and not book.recursive:
        return "waits for other entries' texts, which this book does not read"
    if entry.constant and not entry.use_regex:
        return ""
    if len(bad) == len(entry.keys):
        return "has no key that could be found; give it keys, or let it always be there"
    depths = (marks.scan_depth, entry.scan_depth, book.scan_depth, SCAN_DEPTH)
    if next(depth for depth in depths if depth is not None) == 0 and not book.recursive:
        return "looks at no message: its scan depth is 0"
    keys = {fold(key, case=entry.case_sensitive) for key in entry.keys}
    against = set(marks.exclude_keys) if not entry.use_regex else set()
    if entry.logic == "not-any":
        against |= set(entry.secondary_keys)
    if against and all(any(fold(word, case=entry.case_sensitive) in key for word in against) for key in keys):
        return "is kept out by the words that call it"
    return ""


def _too_long(entry: LoreEntry, room: int) -> str:
    length = len(entry.content)
    return f"is {length} characters long; a turn has room for {room}" if length > room else ""


def _said(entry: LoreEntry) -> tuple[object, ...]:
    return fold(entry.content).strip(), frozenset(fold(key) for key in entry.keys), entry.constant


def _crowded_out(book: Lorebook, room: int) -> Iterator[Unreached]:
    """Constants that never find room beside the others, which are there on every turn."""
    constants = [
        (index, entry)
        for index, entry in enumerate(book.entries)
        if entry.enabled and entry.constant and not entry.use_regex and len(entry.content) <= room
    ]
    constants.sort(key=lambda pair: -(pair[1].insertion_order if pair[1].priority is None else pair[1].priority))
    total = 0
    for index, entry in constants:
        total += len(entry.content)
        if total > room:
            why = f"never finds room: what is always there takes {total} characters with it, of {room}"
            yield Unreached(index=index, why=why)
