"""What a line asks of the memory: about whom, under which key, of which kind and time. Pure; rules, Mandarin and
English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from roleplay_lite.memory.index.asked_keys import KEYS_ASKED
from roleplay_lite.memory.index.asked_words import ATTRIBUTES, KINDS, NOW, PAST
from roleplay_lite.memory.index.concepts import concepts
from roleplay_lite.memory.index.mending import mended
from roleplay_lite.memory.index.people import is_word, names_guessed, people_in
from roleplay_lite.memory.index.terms import Terms, asked_terms
from roleplay_lite.memory.item import SELF


class When(StrEnum):
    """The time that a question is about, as far as its words tell without a date."""

    ONCE = "once"
    """「以前」, 「三月份」: how it was."""
    NOW = "now"
    """「现在」."""
    OPEN = "open"
    """It does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line, as far as it asks."""

    text: str
    question: bool
    subjects: tuple[str, ...]
    """As `MemoryItem.subject` has them, names too; `self` where it is about the speaker alone; empty where it is not
    said, or asked for (「谁对花生过敏」)."""
    relations: frozenset[str]
    """What those are to the speaker (`people.py`), by any word or known name."""
    which: frozenset[tuple[str, str]]
    """Which of several relatives of a kind (大, 二), and the relation."""
    named: str
    """A name at its head that nobody is known by."""
    names: frozenset[str]
    """Known names in it."""
    predicates: tuple[str, ...]
    """Keys of `predicates.py`, the surest first; empty where no rule reads one."""
    attributes: tuple[str, ...]
    """What everybody has one of, and is told in few ways: `name`, `age`, `blood`, …"""
    kinds: tuple[str, ...]
    """What kind of answer it wants: `when`, `where`, `number`, `who`, `name`."""
    matters: frozenset[str]
    """What it is about in the words of `concepts.txt`."""
    when: When
    rest: str
    """What is left to look for beside whom and key (「花生」 of 「我对花生过敏吗」)."""
    rest_terms: Terms
    whole: str
    """All that there is to look for, beside whom it is about."""
    terms: Terms
    everything: Terms
    """Of the whole line, people and all."""

    @property
    def sought(self) -> str:
        """What to compare meanings by: without the people, whose names are like the names in any line about them."""
        return self.whole if len(re.findall(r"\w", self.whole)) >= _LEAST else self.text


_LEAST = 4
_FRAME = re.compile(
    r"你(?:还|是否|应该)?(?:记不记得|知不知道|记得|知道|晓得|认得)(?:吗|不|么)?|(?:我)?(?:跟|和|同|对|给)你(?:说|讲|提|聊)(?:过|的)?|"
    r"(?:我)?告诉过?你(?:的)?|(?:帮我)?(?:想想|查查|看看|回忆一?下)|(?:说说|讲讲|问一?下|考考你|猜猜|猜一?下|来着|到底|究竟|话说|对了|那个|诶|哎|欸)|"
    r"\b(?:do|can|could) you (?:still )?(?:remember|recall|know|tell me)\b|\bremind me\b|\b(?:did|have) i (?:ever )?(?:tell|told|mention)\w* (?:to )?you\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"[？?]|[吗么嘛](?=[，。！,.!]|$)|什么|啥|怎么|怎样|咋|哪|谁|几(?!乎)|多少|多大|多高|多久|多重|为何|干嘛|([\u4e00-\u9fff])[不没]\1|有没有|是否|"
    r"还记得|记不记得|[呢不没]$|\b(?:who|what|when|where|why|how|which|whose)\b|^(?:do|does|did|is|are|am|was|were|can|have|has)\b",
    re.IGNORECASE,
)
_MYSELF = re.compile(r"我(?!国)|俺|咱(?!们俩)|本人|\b(?:I|me|my|mine|myself)\b", re.IGNORECASE)
_WHO = re.compile(r"谁|哪个人|哪位|\bwho\b|\bwhose\b", re.IGNORECASE)
_HEAD = re.compile(
    r"^[\s，,]*(?:那个|那)?(?P<name>[\u4e00-\u9fff]{2,3}?)(?=[是在的现今什哪几做学住喜叫多属有怎得去干课练，]|最近|结婚|养)(?!的时候)"
)
_NO_NAME = re.compile("[什怎哪谁几多少现今最以前家外单那这上下后有没是在不能可会要想去做吃喝买开打看说里中]|[迁空]$")


def asked(text: str, names: Mapping[str, str] | None = None) -> Asked:
    """Read a line; `names` are known ones with the relations that they stand for. A line that asks nothing has what it
    tells in `rest`: memories may be near it all the same."""
    bare = _FRAME.sub(" ", mended(text))
    names = {**dict.fromkeys(names_guessed(text), ""), **(names or {})}
    who = people_in(bare, {name: relation or name for name, relation in names.items()})
    left, named = _named(who.rest) if not who.names else (who.rest, "")
    subjects = [*who.words, *sorted(who.names), *([named] if named else [])]
    if not subjects and _MYSELF.search(left) and not _WHO.search(bare):
        subjects = [SELF]
    predicates, rest = _predicates(left)
    when = When.ONCE if PAST.search(bare) else When.NOW if NOW.search(bare) else When.OPEN
    left, rest = _timeless(left), _timeless(rest)
    return Asked(
        text=text,
        question=is_question(text),
        subjects=tuple(dict.fromkeys(subjects)),
        relations=who.relations,
        which=who.which,
        named=named,
        names=who.names,
        predicates=predicates,
        attributes=tuple(name for name, (asks, _) in ATTRIBUTES.items() if asks.search(left)),
        kinds=tuple(name for name, (asks, _) in KINDS.items() if asks.search(bare)),
        matters=concepts(left, asking=True),
        when=when,
        rest=rest,
        rest_terms=asked_terms(rest),
        whole=left,
        terms=asked_terms(left),
        everything=asked_terms(_timeless(bare)),
    )


def is_question(text: str) -> bool:
    """Whether it asks anything."""
    return bool(_QUESTION.search(text))


def _named(text: str) -> tuple[str, str]:
    """The text without the unknown name at its head, and the name."""
    match = None if _MYSELF.search(text[:4]) else _HEAD.match(text)
    if not match or is_word(match["name"]) or _NO_NAME.search(match["name"]):
        return text, ""
    return text[: match.start("name")] + " " + text[match.end("name") :], match["name"]


def _predicates(text: str) -> tuple[tuple[str, ...], str]:
    """The keys asked for, and the text without the words that ask for them."""
    found = []
    for key, pattern in KEYS_ASKED:
        if pattern.search(text):
            found.append(key)
            # A blank in its place, so that no word arises from what stood on both sides.
            text = pattern.sub(" ", text)
    return tuple(found), text


def _timeless(text: str) -> str:
    return NOW.sub(" ", PAST.sub(" ", text))
