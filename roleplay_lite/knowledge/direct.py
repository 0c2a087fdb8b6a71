"""What is known of a thing that the line itself names, where the line asks for just that: the surest way to a triple.

Nothing of the question may be left over: what it has besides the thing and the way of asking would be about something
else (「冥王星公转一圈多少年」 does not ask when it was found)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay_lite.knowledge.answers import of_kind
from roleplay_lite.knowledge.around import SURELY, Around, evidence_of, left_over
from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.nearby import Nearby
from roleplay_lite.knowledge.polar import is_polar
from roleplay_lite.knowledge.quantities import Quantity, quantities
from roleplay_lite.knowledge.query.names import DICTIONARY

if TYPE_CHECKING:
    from roleplay_lite.knowledge.pack.pack import Pack
    from roleplay_lite.knowledge.query.names import Mention, Names

TABLE = Path(__file__).with_name("asked.txt")
_MOST_THINGS, _MOST_TRIPLES, _LONGEST_HEAD = 4, 80, 10
_LEAST, _DOUBTED = 0.2, 0.45
_SPEAKS = 5
"""Signs from which a value says something by itself."""
_CLEAR, _BESIDE = 0.7, 0.6
_STRANGE = 2
"""Signs left over from which a triple is not what was asked."""
_STRANGE_COST = 1.0
_LOOSELY = 0.6
_VERBS = re.compile("发明|建成|建造|修建|成立|创立|发现|出现|诞生|出生|开始|举办|举行|[造建办说算讲做写数]")
_CLAIMED = re.compile("(?:不?是|叫做?|有|为|在|属于|说|等于)[^，。？?]{1,10}$|(?<=的)是[^，。？?]{1,10}")
_LATIN = re.compile("[A-Za-z]{2,}")
_PROPERTY = re.compile("颜色|时候|样子|大小|形状|味道")
_REWORDED = (
    (re.compile("第一(?=[高长大深小快])"), "最"),
    (re.compile("海洋(?=叫|是|$)"), "大洋"),
    (re.compile("(?:的)?(?:小时候|幼虫|孩子)(?=叫|是)"), "的宝宝"),
)
_SUPPOSED = re.compile("不?是[^，。？? ]{1,8}(?:吧|吗|么)")
_HOLE = "\ufffc"
"""Stands where the name stood."""
_ORDINAL = re.compile("第[一二三四五六七八九十百0-9]+")
_OF_US = re.compile("[我你您俺咱]")
_TO_ONE = re.compile("[你您](?:知不知道|知道|晓得|说|猜|能|可以|帮|告诉|听说)|告诉我|给我|帮我|我想(?:问|知道)|我问")
_GENERIC = re.compile("生活年代|每|数量|时间|日期|年份|年代|颜色|温度|人数|位置|的?距离|长度|面积|顺序")
_AFTER, _BEFORE = re.compile("下一|后一|后半|之后"), re.compile("上一|前一|之前")
_LEAD = re.compile("(?:请问|我?想问一?下|你?知道|你?说|那|告诉我|[，, ])*")
_LOOSE = (
    "世界之最",
    "中国之最",
    "人体",
    "中国",
    "国家",
    "地理",
    "天体",
    "发明",
    "动物宝宝",
    "中华常识",
    "电话号码",
    "称谓",
    "国花",
)
"""Kinds whose names are phrases, which people say in another order (「哪个动物跑得最快」)."""


@dataclass(frozen=True, slots=True)
class _Way:
    attribute: re.Pattern[str]
    asked: re.Pattern[str]


@lru_cache(maxsize=1)
def _ways() -> tuple[_Way, ...]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split(" | ", 1) for line in lines if line.strip() and not line.startswith("#"))
    return tuple(_Way(re.compile(f"(?:{name.strip()})$"), re.compile(asked.strip())) for name, asked in rows)


@lru_cache(maxsize=2048)
def _asked_for(attribute: str) -> tuple[re.Pattern[str], ...]:
    return tuple(way.asked for way in _ways() if way.attribute.match(attribute))


@dataclass(frozen=True, slots=True)
class _Thing:
    """An entity that the line names, and what of the line does so."""

    pack: int
    row: int
    name: str
    kind: str
    rest: str
    """The line without its name."""
    penalty: float = 0.0


class Direct:
    """Looks in packs by the names in a line."""

    def __init__(self, packs: Sequence[Pack], names: Names) -> None:
        self._packs, self._names = tuple(packs), names
        self._phrases: tuple[tuple[frozenset[str], str, _Thing], ...] | None = None
        self.around, self.nearby = Around(packs), Nearby(packs)

    def prepare(self) -> None:
        """Read what is read once."""
        self._known_phrases()
        self.around.prepare()
        self.nearby.prepare()

    def find(self, query: Query, most: int) -> tuple[Evidence, ...]:
        """What answers, surest first; nothing where the line names nothing."""
        line = _plainly(query.text or query.said)
        things = self._things(line)
        if not things and not query.carried and query.said:
            # What stands before a question may be part of a name (「哈姆雷特」).
            line = _plainly(query.said)
            things = self._things(line)
        found: dict[str, Evidence] = {}
        for one in (*self._by_name(things, query), *self.around.find(line), *self.nearby.find(line, query)):
            if one.id not in found or found[one.id].score < one.score:
                found[one.id] = one
        return tuple(sorted(found.values(), key=lambda one: -one.score)[:most])

    def doubted(self, query: Query, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The same, less sure of those that leave something of the line over, or say the opposite."""
        line = query.text or query.said
        mentions = self._names.spot(line)
        return tuple(
            replace(one, score=round(one.score * _DOUBTED, 4)) if _is_amiss(one, line, mentions) else one
            for one in found
        )

    def _by_name(self, things: Sequence[_Thing], query: Query) -> Iterable[Evidence]:
        named = any(thing.kind not in DICTIONARY for thing in things)
        for thing in things:
            dictionary = thing.kind in DICTIONARY
            yield from self._of(replace(thing, penalty=thing.penalty + 2.0) if dictionary and named else thing, query)

    def _things(self, line: str) -> list[_Thing]:
        things: list[_Thing] = []
        mentions = sorted(self._names.spot(line), key=lambda one: (one.dictionary, one.begin - one.end))
        for mention in mentions[:_MOST_THINGS]:
            things += self._called((mention.alias,), line, mention.begin)
        if not any(one.begin == 0 and not one.dictionary for one in mentions):
            begin = _LEAD.match(line).end()  # type: ignore[union-attr]
            heads = [line[begin : begin + size] for size in range(1, min(_LONGEST_HEAD, len(line) - begin) + 1)]
            things += [one for one in self._called(heads, line, begin) if one.kind not in DICTIONARY]
        return things + list(self._loosely(line))

    def _called(self, aliases: Sequence[str], line: str, begin: int) -> list[_Thing]:
        found = []
        marks = ",".join("?" * len(aliases))
        for at, pack in enumerate(self._packs):
            for alias, row, name, kind in pack.db.execute(
                "select a.alias, e.id, e.name, e.kind from alias a join entity e on e.id = a.entity"
                f" where a.alias in ({marks}) order by length(a.alias) desc limit 8",
                list(aliases),
            ):
                rest = f"{line[:begin]}{_HOLE}{line[begin + len(alias) :]}"
                found.append(_Thing(at, row, name, kind, rest))
        return found

    def _loosely(self, line: str) -> Iterable[_Thing]:
        """Phrases all of whose signs stand in the line."""
        signs = set(line)
        for held, alias, thing in self._known_phrases():
            if held <= signs and alias not in line:
                rest = line
                for sign in alias:
                    rest = rest.replace(sign, "", 1)
                yield replace(thing, rest=rest)

    def _known_phrases(self) -> tuple[tuple[frozenset[str], str, _Thing], ...]:
        if self._phrases is None:
            marks = ",".join("?" * len(_LOOSE))
            self._phrases = tuple(
                (frozenset(alias) - {"的"}, alias, _Thing(at, row, name, kind, "", _LOOSELY))
                for at, pack in enumerate(self._packs)
                for alias, row, name, kind in pack.db.execute(
                    "select a.alias, e.id, e.name, e.kind from alias a join entity e on e.id = a.entity"
                    f" where e.kind in ({marks}) and length(a.alias) between 4 and 14",
                    _LOOSE,
                )
            )
        return self._phrases

    def _of(self, thing: _Thing, query: Query) -> Iterable[Evidence]:
        pack = self._packs[thing.pack]
        rows = pack.db.execute(
            "select t.id, t.attribute, t.value, s.name, s.licence from triple t join source s on s.id = t.source"
            " where t.entity = ? order by t.id limit ?",
            (thing.row, _MOST_TRIPLES),
        ).fetchall()
        attributes = {attribute for _, attribute, *_ in rows}
        said = {attribute for attribute in attributes if attribute in thing.rest}
        for row, attribute, value, source, licence in rows:
            score = _log_odds(thing, attribute, value, query)
            alone = len(attributes) == 1
            score += (3.2 if alone and not left_over(thing.rest) else 1.2 * alone) - 3.0 * bool(
                said and attribute not in said
            )
            chance = min(SURELY, 1 / (1 + exp(-score)))
            if chance >= _LEAST:
                yield evidence_of(pack.name, row, thing.name, attribute, value, source, licence, chance)


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a line asks for one attribute of a thing."""

    named: bool
    """By the attribute's own name."""
    asked: bool
    """In a way that asks for such an attribute."""
    left: str
    """What of the line is neither the thing's name nor the asking."""
    claimed: str
    """Of that the signs that tell something, what a question claims among them."""


def _asking(thing: _Thing, attribute: str, value: str, *, polar: bool) -> _Asking:
    dictionary = thing.kind in DICTIONARY
    left = thing.rest if dictionary else thing.rest.replace(thing.name, " ")
    named, asked = attribute in left, False
    left = left.replace(attribute, " ", 1)
    for pattern in _asked_for(attribute):
        if pattern.search(left):
            left, asked = pattern.sub(" ", left), True
    claimed = left_over(left)
    left = _SUPPOSED.sub(" ", left)
    if polar and not dictionary and len(value) > 1 and value in left:
        # 「加拿大说法语吗」
        left, asked = left.replace(value, " "), True
    elif polar and (number := _measured(left, value)):
        # 「珠穆朗玛峰有一万米吗」
        left, asked = f"{left[: number.start]} {left[number.end :]}", True
    elif polar:
        # What a question claims stands in the answer's place, and is not left over.
        left = _CLAIMED.sub(" ", left)
    if thing.kind and not dictionary:
        left = left.replace(thing.kind, " ")
    return _Asking(named=named, asked=asked, left=left, claimed=claimed)


def _measured(left: str, value: str) -> Quantity | None:
    """The figure that a line claims, where the value is a figure of the same kind."""
    kinds = {one.dimension for one in quantities(value) if one.unit}
    return next((one for one in quantities(left) if one.unit and one.dimension in kinds), None)


def _log_odds(thing: _Thing, attribute: str, value: str, query: Query) -> float:
    """How likely the line asks for this attribute of the thing that it names. The weights are set by hand on the dev
    half of `evaluation/sets/packs_paraphrased.jsonl`."""
    dictionary = thing.kind in DICTIONARY
    how = _asking(thing, attribute, value, polar=is_polar(query.said or query.text))
    sought = how.named or how.asked
    over = left_over(_VERBS.sub("", how.left) if sought else how.left)
    # What the attribute or the value says in other words is not left over; a definition says too much for that.
    strange = [sign for sign in dict.fromkeys(over) if sign not in attribute and (dictionary or sign not in value)]
    strange += [word for word in _LATIN.findall(how.left) if word.lower() not in value.lower()]
    score = -2.6 - thing.penalty - 0.4 * dictionary
    if sought:
        score += 5.2 if how.named else 4.2
    else:
        own = [sign for sign in dict.fromkeys(attribute) if sign != "的"]
        shared = sum(sign in over for sign in own) / max(1, len(own))
        score += max(3.0 * shared, 0.0 if dictionary else 3.4 * _told(over or how.claimed, value))
    score += 0.6 * bool(over and not strange) - _STRANGE_COST * len(strange)
    return score - _against(thing, how, attribute, value, query)


def _against(thing: _Thing, how: _Asking, attribute: str, value: str, query: Query) -> float:
    """What speaks against it, whatever the words say for it."""
    rest = thing.rest
    cost = 3.0 * (not of_kind(query, value)) + 5.0 * _is_opposite(rest, attribute)
    cost += 3.0 * bool(_ORDINAL.search(how.left)) + 2.0 * _is_of_another(how.left, value)
    if thing.kind != "称谓":
        cost += 4.0 * bool(_OF_US.search(_TO_ONE.sub("", rest)))
    core = _GENERIC.sub("", attribute)
    if core and core != attribute and core not in rest:
        cost += 0.8 + 1.2 * sum(sign not in rest for sign in core) / len(core)
    return cost


def _told(over: str, value: str) -> float:
    """How much of what is left over a longer value speaks of: 「长颈鹿的舌头什么颜色」 of 「舌头是蓝黑色的」."""
    if len(value) < _SPEAKS or not over:
        return 0.0
    if len(over) == 1:
        return 0.8 * (over in value)
    told = _PROPERTY.sub("", over)
    held = [told[at : at + 2] in value for at in range(len(told) - 1)]
    return sum(held) / len(held) if held else 0.0


def _is_of_another(rest: str, value: str = "") -> bool:
    """Whether the thing is somebody else's: 「龙的体温」 is not the body heat that is known."""
    before = re.split("[ ，,。？?!！]", rest.partition(_HOLE)[0])[-1] if _HOLE in rest else ""
    before = re.sub("^[一二三四五六七八九十两][场个只条座棵头匹本首部张]", "", before)
    if re.search("[里中上说问道，,：:]$", before):
        return False
    return any(sign not in value for sign in left_over(before))


def _is_amiss(one: Evidence, line: str, mentions: Sequence[Mention]) -> bool:
    """Whether a triple of a thing that the line names leaves much of the line over."""
    if one.level != "triple":
        return False
    mention = next((each for each in mentions if one.entity in each.names), None)
    if mention is None:
        return False
    rest = f"{line[: mention.begin]}{_HOLE}{line[mention.end :]}"
    for pattern in _asked_for(one.attribute):
        rest = pattern.sub(" ", rest)
    if _is_of_another(rest, one.value):
        return True
    over = left_over(_VERBS.sub("", rest.replace(one.attribute, " ")))
    strange = {sign for sign in over if sign not in one.attribute and sign not in one.value}
    return len(strange) >= _STRANGE or _is_opposite(rest, one.attribute) or bool(_ORDINAL.search(rest))


def _plainly(line: str) -> str:
    """In the words that packs have for it."""
    for pattern, word in _REWORDED:
        line = pattern.sub(word, line)
    return line


def _is_opposite(rest: str, attribute: str) -> bool:
    """Whether the line asks for what comes before, the attribute telling what comes after, or the other way round."""
    before, after = re.search("之前|上一|前一|前面|以前是", rest), re.search("之后|下一|后一|后面|接下来", rest)
    return bool(
        (before and not after and _AFTER.search(attribute)) or (after and not before and _BEFORE.search(attribute))
    )


def merged(direct: Sequence[Evidence], found: Sequence[Evidence], most: int) -> tuple[Evidence, ...]:
    """Both ways in one list; the surer counts."""
    surest = {one.entity: one.score for one in reversed(direct) if one.score >= _CLEAR}
    # Of what is asked for clearly nothing else is told.
    best = {
        one.id: replace(one, score=min(one.score, _BESIDE * surest[one.entity])) if one.entity in surest else one
        for one in found
    }
    for one in direct:
        other = best.get(one.id)
        if other is None or other.score < one.score:
            best[one.id] = one if other is None else replace(other, score=one.score)
    return tuple(sorted(best.values(), key=lambda one: -one.score)[:most])
