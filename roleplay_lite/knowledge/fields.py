"""What a character may answer: nothing that came after its time, nothing it has never heard of; and what is its own
field. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.persona.likeness import runs
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.scope import beyond, last_year

_SINCE: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1869, re.compile("原子|元素|熔点|沸点|周期$|^族$|分子|化学")),
    (
        1800,
        re.compile(
            "首都|货币|英文名|所在洲|大洲|区号|域名|所属国家|主要城市|是哪国首都|人口|国籍|票房|导演|上映|专辑|电话"
        ),
    ),
)
"""Attributes by the year from which there is anybody to know them."""
_BEGINS = {
    "宋": 960,
    "北宋": 960,
    "南宋": 1127,
    "金": 1115,
    "元": 1271,
    "明": 1368,
    "清": 1644,
    "近代": 1840,
    "现代": 1919,
}
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2}|[7-9]\d{2})年")
# What everybody who speaks knows.
_OF_ALL = re.compile("释义|意思|拼音|读音|近义|反义|下一句|上一句|例句")


def beyond_it(persona: Persona, query: Query, evidence: Iterable[Evidence] = ()) -> str:
    """What of the question or its answer this persona cannot know, or ""."""
    if thing := beyond(persona, query.text) or (beyond(persona, query.said) if query.said else ""):
        return thing
    year = last_year(persona.scope.era) if persona.scope.era else None
    if year is None:
        return ""
    for one in evidence:
        if any(since > year and pattern.search(one.attribute) for since, pattern in _SINCE):
            return one.entity or one.attribute
        if one.attribute == "朝代" and _BEGINS.get(one.value, year) > year:
            return one.entity
        if thing := beyond(persona, one.text):
            return thing
        if any(int(found) > year for found in _YEAR.findall(one.text)):
            return one.entity or query.text
    return ""


def is_own_field(persona: Persona, evidence: Evidence) -> bool:
    """Whether it speaks of this as one who knows; else it tells it as something it looked up. Words and sayings are
    everybody's, and so are the household's own documents; a persona whose file names no fields speaks of all alike."""
    if not persona.scope.knows or not evidence.licence or _OF_ALL.search(evidence.attribute):
        return True
    text = f"{evidence.entity}{evidence.attribute}{evidence.text}"
    return any(field in text or bool(runs(field) & runs(text)) for field in persona.scope.knows)
