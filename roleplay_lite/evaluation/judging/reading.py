"""Whether what was read of an utterance is what it tells.

A reading is right when its subject is one of the accepted (relatives under any of their names), its key is one of the
accepted, its value is an accepted one or holds it or is held by it (the shorter at least half of the longer; of what is
told in words, as a plan, it is enough to hold it), and polarity and act are right. What is over is not read as so. To
dislike is not to like. Where a key holds one value, to state it and to correct it come to the same; what is ended or
retracted has no polarity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roleplay_lite.evaluation.extraction_set import Fact, Reading, Utterance
from roleplay_lite.evaluation.judging.text import folded
from roleplay_lite.memory.item import Extracted
from roleplay_lite.memory.predicates import predicate

_IN_WORDS = frozenset({"plan", "event", "note", "habit", "diet", "dream"})
_DATED = frozenset({"plan", "event"})
_NUMBER_ENDS = "\ue000\ue001"
_OPPOSITE = {"dislikes": "likes"}
_KIN = (
    "self 我 对方 me i", "妈妈 妈 母亲 老妈 娘 妈咪 mom mum mother", "爸爸 爸 父亲 老爸 爹 dad father",
    "女儿 闺女 囡囡 丫头 daughter", "儿子 娃儿 son", "老婆 妻子 媳妇 太太 内人 wife", "老公 丈夫 先生 husband",
    "爷爷 grandpa grandfather", "奶奶 grandma grandmother", "姥姥 外婆 阿婆", "姥爷 外公 阿公",
    "哥哥 哥 brother", "弟弟 弟 brother", "姐姐 姐 sister", "妹妹 妹 sister", "孩子 小孩 娃 kid child",
    "男朋友 boyfriend", "女朋友 girlfriend", "老板 boss", "同事 colleague coworker", "室友 roommate", "邻居 neighbor",
    "朋友 friend", "老伴 老伴儿", "姨妈 大姨 小姨 阿姨 aunt", "叔叔 uncle", "表哥 cousin", "表妹 cousin", "狗 dog",
    "猫 cat", "老师 teacher",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read, as it is stored with a run."""

    kind: str
    subject: str
    predicate: str
    object: str
    polarity: str
    act: str
    valid_to: float | None
    happens_from: float | None
    happens_to: float | None

    @classmethod
    def of(cls, found: Extracted) -> Read:
        return cls(
            kind=str(found.kind),
            subject=found.subject,
            predicate=found.predicate,
            object=found.object,
            polarity=found.polarity,
            act=found.act,
            valid_to=found.valid_to,
            happens_from=found.happens_from,
            happens_to=found.happens_to,
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Read:
        return cls(**data)

    def __str__(self) -> str:
        act = "" if self.act == "state" else f" ({self.act})"
        return f"{self.subject} {'' if self.polarity == 'yes' else 'not '}{self.predicate}: {self.object}{act}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of one utterance."""

    found: tuple[Fact, ...]
    missed: tuple[Fact, ...]
    right: tuple[Read, ...]
    """What is one of the wanted facts; two readings of the same fact are one."""
    wrong: tuple[Read, ...]
    """What is none of the facts, nor optional."""
    dated: tuple[tuple[Fact, bool], ...]
    """Of the found facts with a day, where they are read as a plan or an event: whether the day is right."""


def judged(utterance: Utterance, read: Sequence[Read]) -> Judged:
    """Hold what was read against what is told."""
    hits = {number: [one for one in read if tells(one, fact, utterance)] for number, fact in enumerate(utterance.facts)}
    wanted = [(fact, hits[number]) for number, fact in enumerate(utterance.facts) if not fact.optional]
    known = {id(one) for ones in hits.values() for one in ones}
    return Judged(
        found=tuple(fact for fact, ones in wanted if ones),
        missed=tuple(fact for fact, ones in wanted if not ones),
        right=tuple(ones[0] for _, ones in wanted if ones),
        wrong=tuple(one for one in read if id(one) not in known),
        dated=tuple(
            (fact, any(on_the_day(one, fact) for one in dated))
            for fact, ones in wanted
            if fact.happens and (dated := [one for one in ones if one.predicate in _DATED or one.happens_from])
        ),
    )


def tells(read: Read, fact: Fact, utterance: Utterance) -> bool:
    """Whether this is the fact, read in any of the accepted ways."""
    over = read.act == "end" or bool(read.valid_to and read.valid_to <= utterance.at.timestamp())
    return any(_is(read, reading) and (over or not reading.ended) for reading in fact.readings)


def on_the_day(read: Read, fact: Fact) -> bool:
    """Whether it begins within the days on which it happens."""
    assert fact.happens
    first, last = (day.timestamp() for day in fact.happens)
    return read.happens_from is not None and first <= read.happens_from < last


def _is(read: Read, reading: Reading) -> bool:
    return (
        any(same_subject(read.subject, subject) for subject in reading.subjects)
        and any(_same_key(read, reading, key) for key in reading.predicates)
        and _same_act(read, reading)
        and same_value(read.predicate, read.object, reading.objects)
    )


def same_subject(read: str, wanted: str) -> bool:
    """Equal, or two names of one relative; a name may stand with its relation (「同事小李」)."""
    one, other = (re.sub(r"^(我们家|我家|我的|我|my )(?=.)", "", _plain(words)) for words in (read, wanted))
    if one == other:
        return True
    # A name with its relation before it.
    if min(len(one), len(other)) >= 2 and (one.endswith(other) or other.endswith(one)):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return longer.removesuffix(shorter) in _RELATIONS
    return any(one in names and other in names for names in _NAMES)


_NAMES = tuple(frozenset(line.split()) for line in _KIN)
_RELATIONS = frozenset(word for names in _NAMES[1:] for word in names) | {"同桌", "同学", "邻居", "闺蜜", "大学室友"}


def _same_key(read: Read, reading: Reading, key: str) -> bool:
    """The key, with its polarity; the opposite key with the opposite polarity."""
    one, other = (
        _turned(name, polarity) for name, polarity in ((read.predicate, read.polarity), (key, reading.polarity))
    )
    if {read.act, *reading.acts} & {"end", "retract"}:
        return one[0] == other[0]
    return one == other


def _turned(key: str, polarity: str) -> tuple[str, str]:
    if key in _OPPOSITE:
        return _OPPOSITE[key], "no" if polarity == "yes" else "yes"
    return _plain(key), polarity


def _same_act(read: Read, reading: Reading) -> bool:
    if read.act in reading.acts:
        return True
    single = predicate(read.predicate).cardinality == "one"
    return single and read.act in ("state", "correct") and bool({"state", "correct"} & set(reading.acts))


def same_value(key: str, read: str, accepted: Sequence[str]) -> bool:
    """One of the accepted values; any where none is asked for."""
    if not accepted:
        return True
    one = _value(read)
    for other in map(_value, accepted):
        shorter, longer = sorted((one, other), key=_length)
        if not _length(shorter) or shorter not in longer:
            continue
        if 2 * _length(shorter) >= _length(longer) or (key in _IN_WORDS and other in one):
            return True
    return False


def _value(words: str) -> str:
    """Without marks between; a number in figures, between signs that keep it whole."""
    return re.sub(rf"[^\w{_NUMBER_ENDS}]|_", "", folded(words))


def _length(value: str) -> int:
    return len(re.sub(rf"[{_NUMBER_ENDS}]", "", value))


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold().strip()
