"""From evidence to what is said without the model: which of it answers, and how sure that must be. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.lists import counted, listed
from roleplay_lite.knowledge.orders import is_order
from roleplay_lite.knowledge.polar import verdict
from roleplay_lite.knowledge.quantities import quantities
from roleplay_lite.knowledge.screening import as_data
from roleplay_lite.knowledge.senses import whole_sense
from roleplay_lite.knowledge.spans import best_sentences
from roleplay_lite.knowledge.telling import Verdict
from roleplay_lite.knowledge.wording import clause

_WHO = re.compile(r"谁|哪[一]?位|什么人|哪个(?:人|诗人|作家|导演|歌手|演员)|\bwho(?:m|se)?\b", re.IGNORECASE)
_MUCH = re.compile(
    r"多少(?!年代)|多[高长重深远宽厚]|(?<!哪)几[个座条岁米公摄度位首颗次层]|第几|几号元素|"
    r"\bhow (?:many|much|tall|high|long|deep|far|heavy|old)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"什么时候|啥时候|哪[一]?年|哪[一]?天|几月|几号(?!元素)|何时|\bwhen\b|\bwhat year\b", re.IGNORECASE)
_WHERE = re.compile(r"在哪|哪里|哪儿|什么地方|\bwhere\b", re.IGNORECASE)
_SENSE = "释义"
_COUNTED = re.compile("几[个座本部种位条首只颗]|多少[个座本部种位条首只颗]")
_TIME = re.compile(
    r"\d|[一二三四五六七八九十〇零]+[年月日号]|世纪|[三白侏二][叠垩罗]纪|年间|[唐宋元明清汉隋秦晋][朝代末初]?|朝|时期|节"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is to be said."""

    clause: str
    """Without the full stop, screened."""
    verdict: Verdict = "fact"
    used: tuple[Evidence, ...]
    """What it rests on."""


def screened(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The same, each text and value as data; what nothing is left of is left out. Triples are worded."""
    found = []
    for one in evidence:
        value = as_data(one.value) if one.value else ""
        if one.attribute == _SENSE:
            value = whole_sense(one.entity, value)
        if one.level == "triple":
            text = clause(one.entity, one.attribute, (value,)) if value else ""
        else:
            text = as_data(one.text)
        if text:
            found.append(replace(one, text=text, value=value, source="" if is_order(one.source) else one.source[:200]))
    return tuple(found)


def answer_of(query: Query, evidence: Sequence[Evidence], *, sure: float) -> Answer | None:
    """The answer that the best of the evidence gives, where it is at least so sure and of the kind that was asked for.
    The evidence is screened."""
    if not evidence or evidence[0].score < sure:
        return None
    first = evidence[0]
    if first.level == "faq":
        return Answer(clause=first.text, used=(first,))
    if first.level == "triple":
        return _of_triples(query, evidence)
    told = best_sentences(first.text, query.text)
    return Answer(clause=told, used=(first,)) if told and of_kind(query, told) else None


def _of_triples(query: Query, evidence: Sequence[Evidence]) -> Answer | None:
    first = evidence[0]
    same = tuple(
        one
        for one in evidence
        if one.level == "triple" and (one.entity, one.attribute) == (first.entity, first.attribute)
    )
    in_order = sorted(same, key=lambda one: (one.id.rpartition("/")[0], one.id.rpartition("/")[2].zfill(9)))
    values = tuple(dict.fromkeys(one.value for one in in_order))
    if not of_kind(query, "、".join(values)):
        return None
    asked = query.said or query.text
    said = verdict(asked, first.entity, first.attribute, values)
    if said == "yes" and len(values) > 1:
        # Of a list the one that was asked after is enough: 「加拿大说法语」.
        held = tuple(value for value in values if verdict(asked, first.entity, first.attribute, (value,)) == "yes")
        values = held or values
    if len(values) > 1 and _is_text(values):
        values = values[:1]
    words = counted(first, values[0], asked) or clause(first.entity, first.attribute, values)
    return Answer(clause=words, verdict=said, used=same) if words else None


def _is_text(values: Sequence[str]) -> bool:
    return any(len(value) > 40 for value in values)


def of_kind(query: Query, value: str) -> bool:
    """Whether the value is of the kind that the question asks for: a number where it asks how many, no number where it
    asks who."""
    asked = query.said if not query.carried and query.said else query.text
    numbers = bool(quantities(value))
    if _MUCH.search(asked):
        return numbers or bool(_COUNTED.search(asked) and listed(value))
    if _WHEN.search(asked):
        return bool(_TIME.search(value))
    if _WHO.search(asked):
        return not re.fullmatch(r"[\d.,\s%℃年月日-]+\D{0,6}", value) and len(value) <= 60
    if _WHERE.search(asked):
        return not re.fullmatch(r"[\d.,\s%]+\D{0,4}", value)
    return True
