"""Runs of digits however they are said: 138-1234-5678, 一三八 一二三四…, 四个八, one three eight, double seven."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleplay_lite.knowledge.cloud.redaction.flat import NUMERALS

_WORDS = {
    **{
        word: str(value)
        for value, word in enumerate(
            ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
        )
    },
    "oh": "0",
}
_TIMES = {"double": 2, "triple": 3}
_DIGIT = rf"[0-9{''.join(NUMERALS)}]"
_TOKEN = re.compile(
    rf"(?P<times>{_DIGIT})\s*个\s*(?P<sign>{_DIGIT})(?!\s*[十百千万亿])"
    rf"|(?P<digit>{_DIGIT})"
    rf"|(?<![a-z])(?:(?P<more>double|triple)\s+)?(?P<word>{'|'.join(_WORDS)})(?![a-z])"
)
_GAP = re.compile(
    r"[\s\-_.·•‧‐‑‒–—―−－,，、。;；/\\()（）\[\]【】|]{1,4}|\*{2,8}|\s*(?:[,，、。]?\s*)?"
    r"(?:横杠|杠|减号?|空格|转|分机|再?然后是?|后面再?是|后面|接着是?|接下来是?|接|再来|再|还有|逗号|嗯|呃|那个"
    r"|dash|then|and then)"
    r"[\s,，、是]*"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that belong together."""

    begin: int
    end: int
    digits: str
    groups: tuple[str, ...]
    """As they are set apart from each other."""


def runs(view: str) -> list[Run]:
    """All runs of a flat text, in order."""
    found: list[Run] = []
    begin = end = -1
    groups: list[str] = []
    for token in _TOKEN.finditer(view):
        digits = _digits(token)
        gap = view[end : token.start()] if groups else ""
        if groups and not gap:
            groups[-1] += digits
        elif groups and _GAP.fullmatch(gap):
            groups.append(digits)
        else:
            if groups:
                found.append(Run(begin, end, "".join(groups), tuple(groups)))
            begin, groups = token.start(), [digits]
        end = token.end()
    if groups:
        found.append(Run(begin, end, "".join(groups), tuple(groups)))
    return found


def _digits(token: re.Match[str]) -> str:
    if token["times"]:
        times = int(NUMERALS.get(token["times"], token["times"]))
        return NUMERALS.get(token["sign"], token["sign"]) * max(times, 1)
    if token["word"]:
        return _WORDS[token["word"]] * _TIMES.get(token["more"], 1)
    return NUMERALS.get(token["digit"], token["digit"])


def is_luhn(digits: str) -> bool:
    """Whether the last digit checks the others as on a bank card."""
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
