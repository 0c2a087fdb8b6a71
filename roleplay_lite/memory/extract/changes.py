"""What a clause does to what was known: states it, puts it right, ends it; and from when to when it is so. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.rule import Told
from roleplay_lite.memory.extract.whens import Time, today
from roleplay_lite.memory.item import Act, Extracted
from roleplay_lite.memory.predicates import predicate

_TIMELESS = frozenset({"birthday", "name", "zodiac", "sign", "been_to", "age", "hometown", "blood_type", "gender"})
_BEGINS = frozenset({"marriage", "pet", "studies", "owns", "habit", "likes", "allergy", "health", "diet"})
"""What began in the year that is named and goes on (「我2019年结的婚」)."""


def act_of(told: Told, mood: Mood, *, corrects: bool, changes: bool, over_before: bool) -> tuple[Act, bool]:
    """The act, and whether it is so. `corrects` and `changes` tell that the line puts something right or tells of a
    change; `over_before` that it told what was so once, so that 「现在」 is only the other of the two."""
    one = predicate(told.predicate).cardinality == "one" or told.predicate == "plan"
    if told.over or (mood.over and not told.positive and told.predicate not in ("event", "dislikes")):
        return "end", True
    if not told.positive:
        return "state", False
    if one and (told.fresh or corrects or (mood.now and not over_before)):
        return "correct", True
    return ("correct" if changes and mood.now else "state"), True


def validity_of(told: Told, mood: Mood, time: Time | None, at: float) -> tuple[float | None, float | None]:
    """From when to when it is so, as far as the clause says it; what was so once was over by today."""
    begun = today(at)[0]
    if told.over or mood.over:
        return None, (time.start if time and time.past and time.certain else None)
    if mood.past:
        dated = time if time and time.past else None
        end = dated.end if dated and dated.end is not None else begun
        return (dated.start if dated else None), min(end, begun)
    if time and time.past and not time.day and told.predicate not in _TIMELESS:
        return time.start, (None if told.fresh or told.predicate in _BEGINS else time.end)
    return None, None


def settled(found: Sequence[Extracted]) -> list[Extracted]:
    """Each thing once; where one value is told and another denied of the same slot, the first puts it right."""
    kept: list[Extracted] = []
    for one in found:
        same = (one.subject, one.predicate, one.object, one.polarity, one.act)
        if all((k.subject, k.predicate, k.object, k.polarity, k.act) != same for k in kept):
            kept.append(one)
    return list(_contrasted(kept))


def _contrasted(found: list[Extracted]) -> Iterator[Extracted]:
    for one in found:
        others = [o for o in found if o is not one and (o.subject, o.predicate) == (one.subject, one.predicate)]
        if one.act == "end" and one.predicate == "name" and any(o.polarity == "yes" and o.act != "end" for o in others):
            continue
        if one.cardinality == "one" and one.act == "state":
            stands = any(o.polarity == "yes" and o.valid_to is None and o.act != "end" for o in others)
            if one.polarity == "no" and stands:
                continue
            ended = any(o.polarity == "no" or o.act == "end" for o in others)
            if one.polarity == "yes" and one.valid_to is None and ended:
                yield replace(one, act="correct")
                continue
        yield one
