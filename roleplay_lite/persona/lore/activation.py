"""Which entries a chat calls for: keys, conditions, chance, groups, recursion, room. Pure but for time limits.

Source: `SPEC_V3.md` of kwaroran/character-card-spec-v3; where it is silent, SillyTavern's world info.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from roleplay_lite.persona.lore.compiled import CompiledBook, CompiledEntry, compiled
from roleplay_lite.persona.lore.scan import Scan
from roleplay_lite.persona.lorebook import By, Lorebook, LoreEntry, LoreState, Match, Place

MOST_ROUNDS = 10
"""Of recursion; a chain of entries that is longer ends there."""

MOST_CALLED = 200
"""Entries whose size is looked at where there is a budget; of more, the last in rank go unseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked of a book; see `Lorebook.match`."""

    messages: tuple[tuple[str, str], ...]
    state: LoreState
    seed: str
    budget: int | None
    count: Callable[[str], int]
    expand: Callable[[str], str] | None
    pinyin: bool


def activate(book: Lorebook, query: Query) -> list[Match]:
    """The entries called for, within the budget, by insertion order."""
    ready = compiled(book)
    if not ready.entries:
        return []
    called = _Activation(ready, query).run(recursive=book.recursive)
    # Sorting is stable, so that of one order the book's own stands.
    return sorted(_within(called, query), key=lambda match: match.entry.insertion_order)


class _Activation:
    """One run: who was called, and who has had their chance."""

    def __init__(self, ready: CompiledBook, query: Query) -> None:
        self._ready = ready
        self._query = query
        self._state = query.state
        self._since = dict(query.state.called)
        self._scan = Scan(ready, query.messages, query.expand, pinyin=query.pinyin)
        self._called: dict[int, Match] = {}
        self._out: set[int] = set()
        self._groups: set[str] = set()

    def run(self, *, recursive: bool) -> list[Match]:
        """The matches, in the order of the book."""
        levels = list(self._ready.levels)
        new = self._round(0, level=0)
        level = levels.pop(0) if levels else 0
        for number in range(1, MOST_ROUNDS + 1 if recursive else 1):
            texts = [match.entry.content for match in new if not match.entry.prevent_recursion]
            if not texts and not levels:
                break
            if not texts:
                level = levels.pop(0)
            for text in texts:
                self._scan.read_entry(text)
            new = self._round(number, level=level)
        return [self._called[index] for index in sorted(self._called)]

    def _round(self, number: int, *, level: int) -> list[Match]:
        new: dict[int, Match] = {}
        for one in self._candidates():
            entry = one.entry
            waits = entry.exclude_recursion if number else bool(entry.delay_until_recursion)
            if waits or entry.delay_until_recursion > level:
                continue
            if match := self._match(one, number):
                new[one.index] = match
        for index in self._losers(new):
            del new[index]
            self._out.add(index)
        self._called |= new
        return list(new.values())

    def _candidates(self) -> list[CompiledEntry]:
        """Those that may be called now, in the order of the book."""
        found = {one.index: one for one in self._ready.always}
        for key in self._scan.found():
            found |= {one.index: one for one in self._ready.by_key.get(key, ())}
        for name in self._since:
            if one := self._ready.by_handle.get(name):
                found[one.index] = one
        return [found[index] for index in sorted(found.keys() - self._called.keys() - self._out)]

    def _match(self, one: CompiledEntry, number: int) -> Match | None:
        entry = one.entry
        stays = _stays(entry, self._since.get(entry.handle), self._state.messages)
        if entry.decorators.activate:
            found: _Found | None = ("", "decorator", 1.0)
        elif _barred(entry, self._since.get(entry.handle), self._state):
            return None
        elif stays:
            found = ("", "sticky", 1.0)
        else:
            found = self._found(one)
        if not found:
            return None
        if found[1] not in ("sticky", "decorator") and not self._has_luck(entry):
            self._out.add(one.index)
            return None
        key, by, score = found
        return Match(entry=entry, key=key, by=by, score=score, place=_place(entry), round=number)

    def _found(self, one: CompiledEntry) -> _Found | None:
        """The key that calls the entry, by its keys and conditions alone."""
        entry, depth = one.entry, one.scan_depth
        if any(self._exact(number, depth) for number in one.exclude):
            return None
        if not all(any(self._scan.hit(number, depth) for number in group) for group in one.additional):
            return None
        if entry.constant and not entry.use_regex:
            return "", "constant", 1.0
        hits = [(hit, number) for number in one.keys if (hit := self._scan.hit(number, depth))]
        if not hits or not self._secondary(one):
            return None
        # The surest, and of these the first.
        hit, number = max(hits, key=lambda pair: pair[0].score)
        by: By = "regex" if number < 0 else "pinyin" if hit.sounding else "key"
        return one.keys[number], by, hit.score

    def _secondary(self, one: CompiledEntry) -> bool:
        if not one.secondary:
            return True
        match one.entry.logic:
            case "any":
                return any(self._scan.hit(number, one.scan_depth) for number in one.secondary)
            case "all":
                return all(self._scan.hit(number, one.scan_depth) for number in one.secondary)
            case "not-any":
                return not any(self._exact(number, one.scan_depth) for number in one.secondary)
            case "not-all":
                return not all(self._exact(number, one.scan_depth) for number in one.secondary)

    def _exact(self, number: int, depth: int) -> bool:
        # What only sounds like a key is no ground to keep an entry out.
        hit = self._scan.hit(number, depth)
        return hit is not None and not hit.sounding

    def _has_luck(self, entry: LoreEntry) -> bool:
        return entry.probability >= 100 or self._chance(entry.handle).uniform(0, 100) < entry.probability

    def _losers(self, new: dict[int, Match]) -> set[int]:
        """Those whose group gave its place to another."""
        losers: set[int] = set()
        groups: dict[str, list[int]] = {}
        for index, match in new.items():
            for label in match.entry.group:
                groups.setdefault(label, []).append(index)
        for label, all_members in groups.items():
            members = [index for index in all_members if index not in losers]
            if label in self._groups:
                losers |= set(members)
            elif members:
                taken = self._winner(label, members, new) if len(members) > 1 else members[0]
                losers |= set(members) - {taken}
                self._groups.add(label)
        return losers

    def _winner(self, label: str, members: Sequence[int], new: dict[int, Match]) -> int:
        if stays := [index for index in members if new[index].by == "sticky"]:
            return stays[0]
        if first := [index for index in members if new[index].entry.group_override]:
            return max(first, key=lambda index: new[index].entry.insertion_order)
        weights = [new[index].entry.group_weight for index in members]
        if not sum(weights):
            return members[0]
        return self._chance(label).choices(list(members), weights)[0]

    def _chance(self, name: str) -> random.Random:
        return random.Random(f"{self._query.seed}\0{name}")


_Found = tuple[str, By, float]


def _barred(entry: LoreEntry, since: int | None, state: LoreState) -> bool:
    """Whether the chat has not come to where the entry may be called, or is past it."""
    marks = entry.decorators
    before = since is not None and since < state.messages
    if before and marks.dont_activate_after_match:
        return True
    if before and marks.keep_activate_after_match:
        return False
    if marks.is_greeting is not None and state.greeting not in (None, marks.is_greeting):
        return True
    if marks.is_user_icon is not None and state.user_icon not in (None, marks.is_user_icon):
        return True
    if marks.activate_only_after is not None and state.replies < marks.activate_only_after:
        return True
    if marks.activate_only_every is not None and state.replies % marks.activate_only_every:
        return True
    if state.messages < entry.delay:
        return True
    if since is None or not before or not entry.cooldown:
        return False
    return since + entry.sticky <= state.messages < since + entry.sticky + entry.cooldown


def _stays(entry: LoreEntry, since: int | None, messages: int) -> bool:
    if since is None or since >= messages:
        return False
    return entry.decorators.keep_activate_after_match or messages < since + entry.sticky


def remembered(state: LoreState, matches: Iterable[Match]) -> LoreState:
    """The state with the calls of this turn in it, as far as later turns depend on them."""
    called = dict(state.called)
    for match in matches:
        entry = match.entry
        marks = entry.decorators
        lasting = entry.sticky or entry.cooldown or marks.keep_activate_after_match or marks.dont_activate_after_match
        if lasting and not _stays(entry, called.get(entry.handle), state.messages):
            called[entry.handle] = state.messages
    return replace(state, called=tuple(called.items()))


def _place(entry: LoreEntry) -> Place:
    marks = entry.decorators
    place = replace(entry.place, role=marks.role) if marks.role else entry.place
    if marks.position:
        return replace(place, where=marks.position)
    if marks.depth is not None:
        return replace(place, where="depth", depth=marks.depth)
    if marks.reverse_depth is not None:
        return replace(place, where="depth", depth=marks.reverse_depth, from_start=True)
    return place


def _within(called: Sequence[Match], query: Query) -> list[Match]:
    """Those that there is room for, in the same order: the lowest priority goes first, of equals what was least surely
    meant, then what comes earliest in the prompt."""
    if query.budget is None:
        return list(called)
    called = [called[at] for at in sorted(_best(called))]
    texts = (match.entry.content for match in called)
    sizes = [query.count(query.expand(text) if query.expand else text) for text in texts]
    # One that never fits must not push out the others.
    kept = {at for at, size in enumerate(sizes) if size <= query.budget}
    total = sum(sizes[at] for at in kept)
    for at in sorted(kept, key=lambda at: _rank(called[at])):
        if total <= query.budget:
            break
        kept.remove(at)
        total -= sizes[at]
    return [match for at, match in enumerate(called) if at in kept]


def _best(called: Sequence[Match]) -> list[int]:
    return sorted(range(len(called)), key=lambda at: _rank(called[at]))[-MOST_CALLED:]


def _rank(match: Match) -> tuple[bool, int, float, int]:
    entry = match.entry
    priority = entry.insertion_order if entry.priority is None else entry.priority
    return not entry.decorators.ignore_on_max_context, priority, match.score, entry.insertion_order
