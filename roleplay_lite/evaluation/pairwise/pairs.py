"""Pairs: what two systems replied to the same, with who was to reply. Pure but for reading who it is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from roleplay_lite.errors import InputError, RoleplayError
from roleplay_lite.evaluation.suite import Answered, Sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The character as a reader is told of it, whichever system plays it."""

    name: str
    summary: str = ""
    wanted: str = ""
    """The traits that it ought to show, as a sentence; also where a system was told nothing of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One conversation, had with both systems."""

    id: str
    """`chat/c001`; with the group in between where several groups are compared at once."""
    who: Who
    said: tuple[str, ...]
    """The person's lines, the same for both."""
    a: tuple[str, ...]
    """The replies of the one system, one for each line."""
    b: tuple[str, ...]

    @property
    def same(self) -> bool:
        """True when nothing tells the two apart, so that there is nothing to prefer."""
        return [text.strip() for text in self.a] == [text.strip() for text in self.b]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """All pairs that two systems make."""

    pairs: tuple[Pair, ...]
    alone: int = 0
    """Answers that have no partner: asked of one system only, in other words, or of another character."""

    def __add__(self, other: Paired) -> Paired:
        return Paired(pairs=self.pairs + other.pairs, alone=self.alone + other.alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The pairs that are to be read."""

    pairs: tuple[Pair, ...]
    same: int = 0
    """Pairs with identical replies that were drawn on the way: ties that nobody needs to read."""


def paired(
    suite: str,
    a: Iterable[Answered],
    b: Iterable[Answered],
    *,
    across: bool = False,
    who: Callable[[Sample], Who] | None = None,
) -> Paired:
    """The pairs of one suite. `across` pairs whatever shares `Sample.pair`, for one group on either side; else the
    group must be the same as well. Raises InputError where a side has two answers for one place."""
    describe = who or who_is
    left, right = (_by_place(suite, side, across=across) for side in (a, b))
    pairs = [
        Pair(
            id=f"{suite}/{place}",
            who=describe(one.sample),
            said=one.sample.said,
            a=_replies(one),
            b=_replies(right[place]),
        )
        for place, one in left.items()
        if place in right and _alike(one.sample, right[place].sample)
    ]
    return Paired(pairs=tuple(pairs), alone=len(left) + len(right) - 2 * len(pairs))


def drawn(pairs: Sequence[Pair], count: int, seed: int) -> Drawn:
    """Pairs in an order drawn by the seed until there are `count` that differ, or all.

    Identical ones that come up on the way are counted and set aside. So they are as frequent in what was drawn as in
    the whole, and a reader's time goes where there is something to see.
    """
    order = sorted(pairs, key=lambda pair: pair.id)
    random.Random(seed).shuffle(order)
    found: list[Pair] = []
    same = 0
    for pair in order:
        if len(found) == count:
            break
        if pair.same:
            same += 1
        else:
            found.append(pair)
    return Drawn(pairs=tuple(found), same=same)


def who_is(sample: Sample) -> Who:
    """Who answers that sample: a shipped character or a file; just its id when it is not here any more."""
    from roleplay_lite.evaluation.trait_settings import base
    from roleplay_lite.persona.load import load_persona

    try:
        persona = base() if sample.persona == base().id else load_persona(sample.persona)
        name, summary = persona.name, persona.summary
    except RoleplayError:
        name, summary = sample.persona, ""
    return Who(name=name, summary=summary, wanted=_wanted(name, sample.data.get("traits", ())))


def _wanted(name: str, labels: Sequence[str]) -> str:
    from roleplay_lite.persona.traits.dictionary import find

    return f"{name}是个{'、'.join(find(label).zh for label in labels)}人。" if labels else ""


def _by_place(suite: str, side: Iterable[Answered], *, across: bool) -> dict[str, Answered]:
    found: dict[str, Answered] = {}
    for one in side:
        pair = one.sample.pair or one.sample.id
        place = pair if across else f"{one.sample.group}/{pair}"
        # A text that is only judged was said by nobody to nobody.
        if not one.sample.said:
            continue
        if place in found:
            raise InputError(f"{suite}: {place} was answered in several groups; name one with --group")
        found[place] = one
    return found


def _alike(one: Sample, other: Sample) -> bool:
    return (one.said, one.persona) == (other.said, other.persona)


def _replies(one: Answered) -> tuple[str, ...]:
    texts = [reply.text for reply in one.replies][: len(one.sample.said)]
    return (*texts, *[""] * (len(one.sample.said) - len(texts)))
