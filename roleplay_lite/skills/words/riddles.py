"""The riddles: what is asked, what it is, what else counts, and a hint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from roleplay_lite.skills.words.sounds import bare, heard_in, sounds
from roleplay_lite.skills.words.tables import rows

RiddleKind = Literal["riddle", "sign", "teaser", "english"]

_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
_FRAME = re.compile(
    "^(?:那|嗯|呃|哦|啊|哎|我|知道了?|猜到?了?|想到了|觉得|想|应该|可能|会不会|难道|大概|"
    "肯定|一定|就|答案|谜底|这个|它|他|她|该|不会|也许|是不是|是|说的?是?|叫|有)+(?=.)|"
    "(?:吧|呢|啊|呀|吗|嘛|啦|了|对不对|对吗|对吧|没错|是不是|不是|字|这个字|那个字)+$"
)
_COUNTED = "(?:支|根|只|个|步|字|人|头|次)?"
_LEAST_ALIKE = 0.6
_LONGEST_GUESS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Riddle:
    """One riddle."""

    question: str
    about: str = ""
    """What is to be guessed (「打一种动物」)."""
    answer: str
    accepted: tuple[str, ...] = ()
    """What else is right."""
    hint: str = ""
    kind: RiddleKind = "riddle"

    def solved_by(self, guess: str) -> bool:
        """Whether the line has the answer in it, if by another sign of that sound."""
        if self.kind == "english":
            said = f" {re.sub('[^a-z ]+', ' ', guess.lower())} "
            return any(f" {word} " in said for word in self.accepted)
        text = bare(guess).translate(_DIGITS)
        if not text or len(text) > _LONGEST_GUESS:
            return False
        stated = re.sub("(?:不是|不会是)[^，是]{0,6}", "", text) if not text.startswith("是不是") else text
        return any(
            _is_in(bare(word), stated, in_sentence=self.kind != "sign") for word in (self.answer, *self.accepted)
        )


@lru_cache(maxsize=1)
def riddles() -> tuple[Riddle, ...]:
    """All of them, each kind in the order of its file."""
    found = [
        Riddle(
            question=question, about=about, answer=answer, accepted=tuple(bare(word) for word in accepted.split()),
            hint=hint, kind="sign" if about == "打一字" else "riddle",
        )
        for question, about, answer, accepted, hint in rows("riddles.txt")
    ]  # fmt: skip
    found += [
        Riddle(
            question=question, answer=answer, accepted=tuple(bare(word) for word in accepted.split()), hint=hint,
            kind="teaser",
        )
        for question, answer, accepted, hint in rows("teasers.txt")
    ]  # fmt: skip
    found += [
        Riddle(
            question=question, answer=answers.split(", ")[0], accepted=tuple(answers.split(", ")), hint=hint,
            kind="english",
        )
        for question, answers, hint in rows("riddles_en.txt")
    ]  # fmt: skip
    return tuple(found)


def known_riddle(said: str, *, least: float = _LEAST_ALIKE) -> Riddle | None:
    """The riddle that somebody asks, as they remember it; None where it is none of ours."""
    heard = _pairs(bare(said))
    if len(heard) < 4:
        return None
    scored = [(_alike(heard, asked), riddle) for asked, riddle in _asked()]
    best, riddle = max(scored, key=lambda row: row[0])
    return riddle if best >= least else None


@lru_cache(maxsize=1)
def _asked() -> list[tuple[set[tuple[str, ...]], Riddle]]:
    """Each Mandarin riddle with the pairs of sounds of its question."""
    return [(_pairs(bare(riddle.question)), riddle) for riddle in riddles() if riddle.kind != "english"]


def guess_in(said: str) -> str:
    """The bare guess in a line that makes one."""
    text = bare(said)
    while (cut := _FRAME.sub("", text)) != text and cut:
        text = cut
    return text


def _is_in(word: str, text: str, *, in_sentence: bool) -> bool:
    if len(word) == 1 or not in_sentence:
        guess = guess_in(text)
        return (
            guess == word
            or bool(re.fullmatch(f"(?:剩|只剩|剩下|还有|还剩)?{re.escape(word)}{_COUNTED}", guess))
            or (len(word) > 1 and heard_in(text, word))
        )
    return heard_in(text, word)


def _pairs(text: str) -> set[tuple[str, ...]]:
    heard = sounds(text)
    return {heard[at : at + 2] for at in range(len(heard) - 1)}


def _alike(said: set[tuple[str, ...]], question: set[tuple[str, ...]]) -> float:
    """How much of the riddle was said: its first half is enough to know it by."""
    return len(said & question) / max(5, min(len(question), len(said)))


def unseen(pool: Sequence[Riddle], seen: Sequence[int]) -> list[int]:
    """Places in `riddles()` of those that were not asked yet; all again when none is left."""
    every = riddles()
    places = [every.index(riddle) for riddle in pool]
    return [place for place in places if place not in seen] or places
