"""Words as a judge compares them: width, case and white space aside, and numbers as numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.persona.numerals import NUMERAL, number_of

MYRIADS = {"万": 10**4, "亿": 10**8}
_NUMBER = re.compile(rf"(?P<figure>\d+(?:\.\d+)?)(?P<more>[万亿]?)|(?P<words>{NUMERAL}{{1,24}})(?P<most>[万亿]?)")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ENDS = re.compile(r"(?:[，。！？；、!?;~～\n]|,(?!\d{3}(?!\d)))+|\.+(?=\s|$)|…+|——+")
_QUOTES = " \t「」『』“”\"'‘’（）()《》【】"
# Marks around a number, so that no other number ends or begins there.
_OPEN, _CLOSE = "\ue000", "\ue001"


def folded(text: str) -> str:
    """Without regard to width and case, white space and the dot within names; numbers in figures, each in marks of its
    own: 「一百」 is 「１００」, and is in neither 「1000」 nor 「二百一十」."""
    return _folded(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    plain = re.sub(r"[\s·・]", "", unicodedata.normalize("NFKC", text).casefold())
    return _NUMBER.sub(_figures, _GROUPED.sub("", plain))


def _figures(found: re.Match[str]) -> str:
    if found["figure"]:
        figure = found["figure"]
        number: int | float = float(figure) if "." in figure else int(figure)
        unit = found["more"]
    else:
        number, unit = number_of(found["words"]), found["most"]
    value = number * MYRIADS.get(unit, 1)
    return f"{_OPEN}{int(value) if value == int(value) else value}{_CLOSE}"


def find_all(value: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a folded value stands in a folded text; a Latin word only whole."""
    if not value:
        return
    pattern = re.escape(value)
    if value[0].isascii() and value[0].isalpha():
        pattern = rf"(?<![a-z]){pattern}"
    if value[-1].isascii() and value[-1].isalpha():
        pattern = rf"{pattern}(?![a-z])"
    for found in re.finditer(pattern, text):
        yield found.span()


def holds(text: str, value: str) -> bool:
    """True when the value stands in the text, denied or not."""
    return any(True for _ in find_all(folded(value), folded(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a reply between two marks."""

    text: str
    asks: bool
    """True when it ends as a question."""


def clauses_of(reply: str) -> list[Clause]:
    """The parts of a reply, in order, without the marks around them."""
    found: list[Clause] = []
    start = 0
    for mark in [*_ENDS.finditer(reply), None]:
        end = mark.start() if mark else len(reply)
        text = reply[start:end].strip(_QUOTES)
        if text:
            asked = bool(mark and re.search("[?？]", mark.group()))
            found.append(Clause(text=text, asks=asked or text.endswith(("吗", "么"))))
        start = mark.end() if mark else end
    return found


def bare(text: str) -> str:
    """Letters, signs and figures alone, without width and case."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def sentences_of(text: str) -> list[str]:
    """Its sentences, without their marks."""
    return [part for part in re.split(r"[。！？!?…\n]+", text) if part.strip()]


def has_han(text: str) -> bool:
    """True when any of it is Mandarin."""
    return bool(re.search("[\u3400-\u9fff]", text))
