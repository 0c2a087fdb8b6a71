"""How sure a passage answers, by what of the question neither it nor its title holds. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roleplay_lite.knowledge.answers import of_kind
from roleplay_lite.knowledge.around import left_over
from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.quantities import UNITS, quantities

_SURE, _DOUBTED = 0.7, 0.6
_STRANGE = 2
"""Signs left over from which a passage is about something else (「空调的童锁」 in the manual of a washing machine)."""
_HAN = re.compile("[\u3400-\u9fff]")
_UNIT = re.compile(f"[几多少]({'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})")
_MEASURED = {"多重": "mass", "多高": "length", "多长": "length", "多大": "area", "多久": "time", "多快": "speed"}


def weighed(query: Query, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The same, surer of a passage that has all that was asked and a figure of the right kind, less sure of one that
    lacks the thing itself."""
    asked = query.text or query.said
    if not _HAN.search(asked):
        return tuple(found)
    over = set(left_over(asked))
    return tuple(_weighed(one, asked, over, query) if one.level in ("passage", "sentence") else one for one in found)


def _weighed(one: Evidence, asked: str, over: set[str], query: Query) -> Evidence:
    strange = over - set(f"{one.text}{one.source}{one.entity}")
    if len(strange) >= _STRANGE:
        return replace(one, score=round(one.score * _DOUBTED, 4))
    held = any(pair in one.text for pair in _pairs(asked)) or len(over) == 1
    if not strange and held and of_kind(query, one.text) and _has_figure(asked, one.text):
        return replace(one, score=max(one.score, _SURE))
    return one


def _has_figure(asked: str, text: str) -> bool:
    """Whether the line asks for a measure, and the text has one of that kind."""
    wanted = {UNITS[unit][0] for unit in _UNIT.findall(asked)}
    wanted |= {dimension for word, dimension in _MEASURED.items() if word in asked}
    return any(number.dimension in wanted for number in quantities(text))


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1) if left_over(text[at : at + 2]) == text[at : at + 2]]
