"""A lorebook made ready for matching, once for each book."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field

from roleplay_lite.persona.lore.keys import KeyIndex
from roleplay_lite.persona.lore.patterns import Pattern, as_pattern, is_pattern, unrolled
from roleplay_lite.persona.lorebook import SCAN_DEPTH, Lorebook, LoreEntry

MOST_UNROLLED = 400_000
"""What all patterns of a book may cost, in characters; those after it never match."""
MOST_TEMPLATES = 500
"""Keys with macros in them, which are looked for one by one."""


@dataclass(slots=True, kw_only=True)
class CompiledEntry:
    """An entry, and the numbers of its keys."""

    entry: LoreEntry
    index: int
    keys: dict[int, str]
    """By number, as they are written."""
    secondary: tuple[int, ...] = ()
    additional: tuple[tuple[int, ...], ...] = ()
    exclude: tuple[int, ...] = ()
    scan_depth: int = SCAN_DEPTH


@dataclass(slots=True, kw_only=True)
class CompiledBook:
    """The entries that may ever be called, with what finds them. Numbers of patterns are negative."""

    entries: list[CompiledEntry] = field(default_factory=list)
    words: KeyIndex = field(default_factory=KeyIndex)
    patterns: dict[int, Pattern] = field(default_factory=dict)
    unrolled: int = 0
    """What its patterns cost so far."""
    slow: set[Pattern] = field(default_factory=set)
    """Patterns that ran out of time once."""
    templates: list[tuple[int, str, bool, bool]] = field(default_factory=list)
    """Keys with macros: number, key, case, whole words."""
    by_key: dict[int, list[CompiledEntry]] = field(default_factory=dict)
    by_handle: dict[str, CompiledEntry] = field(default_factory=dict)
    always: list[CompiledEntry] = field(default_factory=list)
    """What needs a look in every chat: constants, and what patterns call."""
    levels: tuple[int, ...] = ()
    """Of `delay_until_recursion`, rising."""
    deepest: int = 0
    """Messages that any entry looks at."""


def compiled(book: Lorebook) -> CompiledBook:
    """The book made ready; the first call does the work. Call it before the conversation where that matters."""
    held = _COMPILED.get(id(book))
    if held is None or held[0]() is not book:
        name = id(book)
        # A frozen value of thousands of entries is too slow to hash on every turn.
        held = (weakref.ref(book, lambda _: _COMPILED.pop(name, None)), _compile(book))
        _COMPILED[name] = held
    return held[1]


_COMPILED: dict[int, tuple[weakref.ref[Lorebook], CompiledBook]] = {}


def _compile(book: Lorebook) -> CompiledBook:
    ready = CompiledBook()
    seen: set[LoreEntry] = set()
    for index, entry in enumerate(book.entries):
        marks = entry.decorators
        never = not entry.enabled or not entry.content.strip() or (marks.dont_activate and not marks.activate)
        if never or entry in seen:
            continue
        seen.add(entry)
        one = _compile_entry(ready, entry, index, SCAN_DEPTH if book.scan_depth is None else book.scan_depth)
        ready.entries.append(one)
        ready.by_handle[entry.handle] = one
        for number in one.keys:
            ready.by_key.setdefault(number, []).append(one)
        by_pattern = any(number in ready.patterns for number in one.keys)
        if entry.constant or by_pattern or marks.activate:
            ready.always.append(one)
    ready.levels = tuple(sorted({one.entry.delay_until_recursion for one in ready.entries} - {0}))
    ready.deepest = max((one.scan_depth for one in ready.entries), default=0)
    return ready


def _compile_entry(ready: CompiledBook, entry: LoreEntry, index: int, scan_depth: int) -> CompiledEntry:
    marks = entry.decorators
    depths = (marks.scan_depth, entry.scan_depth, scan_depth)
    keys = {number: key for key in entry.keys if (number := _number(ready, entry, key)) is not None}

    def numbers(written: tuple[str, ...]) -> tuple[int, ...]:
        # A key that can never be found must not drop out of a list of which all are asked for.
        found = (_number(ready, entry, key) for key in written)
        return tuple(_NEVER if number is None else number for number in found)

    return CompiledEntry(
        entry=entry,
        index=index,
        keys=keys,
        secondary=() if entry.use_regex else numbers(entry.secondary_keys),
        additional=tuple(numbers(group) for group in marks.additional_keys),
        exclude=() if entry.use_regex else numbers(marks.exclude_keys),
        scan_depth=next(depth for depth in depths if depth is not None),
    )


_NEVER = 1 << 62


def _number(ready: CompiledBook, entry: LoreEntry, key: str) -> int | None:
    """The number of a key; None when it can never be found."""
    case, whole = entry.case_sensitive, entry.match_whole_words
    if is_pattern(key, use_regex=entry.use_regex):
        ready.unrolled += unrolled(key)
        if ready.unrolled > MOST_UNROLLED:
            return None
        try:
            pattern = as_pattern(key, case_sensitive=case)
        except ValueError:
            return None
        number = -1 - len(ready.patterns)
        ready.patterns[number] = pattern
        return number
    if "{{" in key or "<" in key:
        if len(ready.templates) >= MOST_TEMPLATES:
            return None
        number = _TEMPLATES + len(ready.templates)
        ready.templates.append((number, key, case, whole))
        return number
    return ready.words.add(key, case=case, whole=whole)


_TEMPLATES = 1 << 32
