"""Drafts that go round: a run of words that comes again and again, within a sentence or over a reply. Pure.

Small models fall into them and never come out, so a draft is watched letter by letter as it is decoded (`Unlooped`) and
looked at again sentence by sentence (`loops`). What is counted is units: a Han sign, or a whole word of other letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

LOOP_UNITS, LOOP_TIMES = 4, 3
"""A run of so many units is a loop when it comes so often."""
STUCK_TIMES = 8
"""One or two units in a row so often end a draft."""
ENDLESS_UNITS = 24
"""From here on a laugh (「哈哈哈…」) does not end."""

_STUTTER = 5
"""One sign so often in a row is no emphasis any more, but for cries."""
_ROUND_UNITS, _LONGEST = 3, 40
"""Units of the shortest and the longest run that is looked for while a draft is decoded."""
_ENDLESS_WORD, _ENDLESS_MARKS = 60, 48
"""Letters of a word, and marks without a word between them, that no speech has."""
# Laughs, noises, and what one says several times in one breath (「好好好好好」).
_CRIES = frozenset(
    "哈呵嘿嘻嘎咯呀啊哎唉哇喵汪咩哞咕咚嘟滴答叮当咔嚓嗒嗖啦噜呜嗷吼啾叽喳吱轰隆哗沙嗡呼噗嘶嗯哦噢喔呸咣噔哒砰啪嗵咳吁喂哟嗨唔嘀嗞"
    "好对行是来快走不六"
)
_WORD = re.compile(r"[^\W_\u2e80-\U0003ffff]+(?:['’][^\W_\u2e80-\U0003ffff]+)*")
_SPACES = re.compile(r"[\s·・_]+")
_MARKS = re.compile(r"[^\w\U000f0000-\U000fffff]+")
_BREAK = "\n"
_CHARACTERS = re.compile(r"[\u2e80-\U0003ffff]")
# Words stand for one sign each, of a plane that no text has.
_WORDS_FROM = 0xF0000

_OVER_AND_OVER = re.compile(r"(.{2,8}?)\1{5,}")
_SOUNDS = re.compile(r"(.{1,2}?)\1{2,}")
_STUCK = re.compile(rf"(.)\1{{{_STUTTER - 1},}}")
# Three times but for the last unit (「周末我周末我周末」).
_ROUND = re.compile(r"((.{2,12}?).)\1\2")


def loops(text: str) -> bool:
    """True when the text goes round: a run of four units three times, a shorter one right after itself, one sign or two
    without end. Laughter and sounds (「哈哈哈」, 「滴答滴答滴答」) may, for a while."""
    clauses = _units(text)
    units = clauses.replace(_BREAK, "")
    if len(units) < _STUTTER:
        return False
    if any(len(set(found[1])) > 1 for found in _OVER_AND_OVER.finditer(units)):
        return True
    if any(map(_is_stuck_at, _STUCK.finditer(units))):
        return True
    if any(found.end() - found.start() >= ENDLESS_UNITS for found in _SOUNDS.finditer(units)):
        return True
    return bool(_ROUND.search(_SOUNDS.sub(r"\1", units))) or _comes_again(_SOUNDS.sub(r"\1", clauses))


class Unlooped:
    """Text of a draft as it is decoded, up to where it goes round for good; the same wherever the tokens fall.

    It ends before a sentence is over: at the same run three times in a row, or one or two units eight times. Closing
    its iterator leaves the tokens to their owner.
    """

    def __init__(self, tokens: Iterable[str]) -> None:
        self._tokens = tokens
        self._tail = _Tail()
        self.ended = False
        """True once the text was cut short, and all before the cut was taken."""

    def __iter__(self) -> Iterator[str]:
        for token in self._tokens:
            for at, letter in enumerate(token):
                if self._tail.goes_round_with(letter):
                    yield token[: at + 1]
                    self.ended = True
                    return
            yield token


class _Tail:
    """The last units of a text that grows by a letter."""

    def __init__(self) -> None:
        self._units = ""
        self._word = ""
        self._marks = 0
        self._words: dict[str, str] = {}

    def goes_round_with(self, letter: str) -> bool:
        if not letter.isalnum():
            self._marks += 1
            return self._marks >= _ENDLESS_MARKS or self._close_word()
        self._marks = 0
        if not _CHARACTERS.match(letter):
            self._word += letter.lower()
            return len(self._word) >= _ENDLESS_WORD
        return self._close_word() or self._add(letter)

    def _close_word(self) -> bool:
        if not self._word:
            return False
        word, self._word = self._word, ""
        return self._add(_sign(word, self._words))

    def _add(self, unit: str) -> bool:
        self._units = (self._units + unit)[-LOOP_TIMES * _LONGEST :]
        return _is_stuck(self._units) or _is_round(self._units)


def _is_stuck(units: str) -> bool:
    """The end is one or two units over and over; a laugh or a cry has longer."""
    for length in (1, 2):
        run = units[-length:]
        times = ENDLESS_UNITS // length if set(run) <= _CRIES else STUCK_TIMES
        if len(units) >= length * times and units.endswith(run * times):
            return True
    return False


def _is_round(units: str) -> bool:
    """The end is one run of three units or more, three times; two units over and over are none."""
    last = units[-1]
    for length in range(_ROUND_UNITS, len(units) // LOOP_TIMES + 1):
        if units[-1 - length] != last:
            continue
        run = units[-length:]
        if units.endswith(run * LOOP_TIMES) and run[2:] != run[:-2]:
            return True
    return False


def _is_stuck_at(found: re.Match[str]) -> bool:
    """A word may be said more often than a sign that is no cry (「very very very」)."""
    least = STUCK_TIMES if found[1] >= chr(_WORDS_FROM) else _STUTTER
    return found[1] not in _CRIES and found.end() - found.start() >= least


def _units(text: str) -> str:
    """One sign a unit, and one between clauses."""
    words: dict[str, str] = {}
    plain = unicodedata.normalize("NFKC", text).lower()
    return _MARKS.sub(_BREAK, _SPACES.sub("", _WORD.sub(lambda found: _sign(found[0], words), plain)))


def _sign(word: str, words: dict[str, str]) -> str:
    return words.setdefault(word, chr(_WORDS_FROM + len(words)))


def _comes_again(units: str) -> bool:
    """True when a run of `LOOP_UNITS` within clauses comes `LOOP_TIMES` without overlap."""
    runs: dict[str, int] = {}
    ends: dict[str, int] = {}
    for at in range(len(units) - LOOP_UNITS + 1):
        run = units[at : at + LOOP_UNITS]
        if at < ends.get(run, 0) or _BREAK in run:
            continue
        ends[run] = at + LOOP_UNITS
        runs[run] = runs.get(run, 0) + 1
        if runs[run] >= LOOP_TIMES:
            return True
    return False
