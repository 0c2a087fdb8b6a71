"""A clause that puts right what the clause before denied: 「不是周五」, 「是周六」. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from roleplay_lite.memory.extract.mood import Mood, mood_of
from roleplay_lite.memory.extract.rule import Told
from roleplay_lite.memory.extract.subjects import Subject
from roleplay_lite.memory.extract.words import SOMEBODY, bare
from roleplay_lite.memory.predicates import predicate


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """What the clause before said is not so."""

    core: str
    subject: Subject
    told: tuple[Told, ...]

    @property
    def key(self) -> str:
        """Of what it was."""
        return self.told[0].predicate


def denied_by(mood: Mood, subject: Subject, told: Iterable[Told]) -> Denied | None:
    """What the next clause may put right; None where the clause denied nothing."""
    read = tuple(told)
    if mood.positive or not read or any(one.positive for one in read):
        return None
    return Denied(core=mood.core, subject=subject, told=read)


def instead(denied: Denied, subject: Subject, mood: Mood, read: Callable[[Subject, Mood], list[Told]]) -> list[Told]:
    """What the clause says under the key that was denied: by itself, or put in the place of the denied value."""
    if not mood.positive or (subject.named and subject.who not in (denied.subject.who, "")):
        return []
    meant = replace(subject, who=denied.subject.who, mine=denied.subject.mine)
    put = re.match(r"(?:而)?(?:应该)?是(?P<v>.+)$", subject.rest)
    if not put:
        # 「我没养狗，养了猫」 denies one of many and tells of another.
        return _under(denied.key, read(meant, mood)) if predicate(denied.key).cardinality == "one" else []
    value = bare(put["v"])
    if re.search(SOMEBODY, value):
        return []
    if denied.key == "age" and denied.core.strip("的了") == denied.told[0].object:
        return [Told(predicate="age", object=value, confidence=0.9)]
    for one in (mood, *_moods(denied, value)):
        if same := _under(denied.key, read(meant, one)):
            return same
    return []


def _moods(denied: Denied, value: str) -> list[Mood]:
    """The value by itself, and in the words of the clause that was denied (「六月生的」, 「七月」)."""
    old = denied.told[0].object
    texts = [value]
    texts += [
        denied.core.replace(part, value, 1)
        for part in dict.fromkeys((old, re.sub("[座岁]$", "", old)))
        if part and part in denied.core
    ]
    return [mood for text in texts if (mood := mood_of(text))]


def _under(key: str, told: Iterable[Told]) -> list[Told]:
    return [one for one in told if one.predicate == key]
