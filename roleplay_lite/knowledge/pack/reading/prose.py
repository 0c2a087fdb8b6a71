"""Running text cut into passages of a few sentences, each with the heading it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from roleplay_lite.knowledge.pack.reading.items import PassageItem

LONGEST = 300
"""Signs of a passage."""

_ENOUGH = 120
_SENTENCE = re.compile(r".+?(?:[。！？!?；;…]+[”’」』）)\"']*|(?<=[a-z0-9])\.(?=\s|$)|$)", re.S)
_CLAUSE = re.compile(r".+?(?:[，、,：:]|$)", re.S)
_MARKDOWN = re.compile(r"#{1,6}\s+(.+?)\s*#*\s*$")
_CHAPTER = re.compile(r"第[〇零一二三四五六七八九十百千\d]{1,6}[章节回篇部卷条课](?:[\s：:、.].{0,40})?$")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}(?:\.\d{1,2})*[.、\s])\s*[^。！？；，,]{1,24}$")
_RULE = re.compile(r"[-=*_#~|+\s:]*$")
_INLINE = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|(\*\*|__|~~|`)(.+?)\2")


def passages(lines: Iterable[str], *, markdown: bool = False) -> Iterator[PassageItem]:
    """The passages of a text, read a line at a time; a heading starts a new one."""
    heading, held = "", ""
    fenced = False
    for raw in lines:
        line = raw.strip().strip("\ufeff")
        if markdown and line.startswith("```"):
            fenced = not fenced
            continue
        title = "" if fenced else _heading(line, markdown)
        if title:
            # In a plain text a line that only looks like a heading must not be lost.
            yield from _cut(held or ("" if markdown else heading), heading if held else "")
            heading, held = title, ""
            continue
        if markdown and not fenced:
            line = _INLINE.sub(lambda found: found[1] or found[3] or "", line).lstrip("> ").removeprefix("- ")
        if not line or _RULE.match(line):
            if len(held) >= _ENOUGH:
                yield from _cut(held, heading)
                held = ""
            continue
        held = _joined(held, line)
        if len(held) >= LONGEST:
            *whole, last = _packed(held)
            for text in whole:
                yield PassageItem(text=text, heading=heading)
            held = last
    yield from _cut(held or heading, heading if held else "")


def _heading(line: str, markdown: bool) -> str:
    if markdown and (found := _MARKDOWN.match(line)):
        return found[1][:80]
    return line[:80] if len(line) <= 60 and (_CHAPTER.match(line) or _NUMBERED.match(line)) else ""


def _joined(held: str, line: str) -> str:
    if not held:
        return line
    # Between two Western words a line end is a blank; a line without an end mark is an item of a list.
    if held[-1].isascii() and line[0].isascii():
        return f"{held} {line}"
    return held + line if held[-1] in "。！？；，、：…”」』）!?;,:)" else f"{held}，{line}"


def _cut(held: str, heading: str) -> Iterator[PassageItem]:
    for text in _packed(held):
        yield PassageItem(text=text, heading=heading)


def _packed(text: str) -> list[str]:
    """Whole sentences, as many as fit."""
    packed: list[str] = []
    for piece in _pieces(text):
        if packed and len(packed[-1]) + len(piece) <= LONGEST:
            packed[-1] += piece
        else:
            packed.append(piece)
    return [text for piece in packed if (text := piece.strip())]


def _pieces(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text):
        if len(sentence) <= LONGEST:
            yield sentence
            continue
        for clause in _CLAUSE.findall(sentence):
            for begin in range(0, len(clause), LONGEST):
                yield clause[begin : begin + LONGEST]
