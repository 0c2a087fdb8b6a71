"""How a line asks for a property of a thing that it names: what speaks for it, and what is left over. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay_lite.knowledge.answers import of_kind
from roleplay_lite.knowledge.around import left_over
from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.polar import is_polar
from roleplay_lite.knowledge.quantities import Quantity, quantities
from roleplay_lite.knowledge.query.names import DICTIONARY

if TYPE_CHECKING:
    from roleplay_lite.knowledge.query.names import Mention

TABLE = Path(__file__).with_name("asked.txt")
_SPEAKS = 5
"""Signs from which a value says something by itself."""
_STRANGE = 2
"""Signs left over from which a triple is not what was asked."""
_STRANGE_COST = 1.0
_VERBS = re.compile("发明|建成|建造|修建|成立|创立|发现|出现|诞生|出生|开始|举办|举行|[造建办说算讲做写数]")
_CLAIMED = re.compile("(?:不?是|叫做?|有|为|在|属于|说|等于)[^，。？?]{1,10}$|(?<=的)是[^，。？?]{1,10}")
_LATIN = re.compile("[A-Za-z]{2,}")
_PROPERTY = re.compile("颜色|时候|样子|大小|形状|味道")
_SUPPOSED = re.compile("不?是[^，。？? ]{1,8}(?:吧|吗|么)")
HOLE = "\ufffc"
"""Stands where the name stood."""
_CLASSED = ("类别", "类型")
_A_CLASS = re.compile("(?:不?是|属于|算)(?:不是|不算)?(?:一?[种个只类])?[^，。？?的是]{1,5}(?=[吗么吧嘛？?]*$)")
_A_TIME = re.compile("不?是[东西南北后]?[夏商周秦汉魏晋隋唐宋元明清][朝代](?:的|人)?")
_KIN = re.compile(
    "[妹弟哥姐姑叔伯舅姨嫂孙爸妈爹娘爷奶]|儿子|女儿|老婆|妻子|丈夫|老公|父亲|母亲|师父|徒弟|同学|朋友|邻居"
)
"""Somebody else, who is no property of the one that is named."""
_ORDINAL = re.compile("第[一二三四五六七八九十百0-9]+")
_OF_US = re.compile("[我你您俺咱]")
_TO_ONE = re.compile("[你您](?:知不知道|知道|晓得|说|猜|能|可以|帮|告诉|听说)|告诉我|给我|帮我|我想(?:问|知道)|我问")
_GENERIC = re.compile(
    "生活年代|每|数量|分数|(?<=[腿胃弦键孔面棱])数$|时间|日期|年份|年代|颜色|温度|人数|位置|的?距离|长度|面积|顺序"
)
_AFTER, _BEFORE = re.compile("下一|后一|后半|之后"), re.compile("上一|前一|之前")


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
class Thing:
    """An entity that the line names, and what of the line does so."""

    pack: int
    row: int
    name: str
    kind: str
    rest: str
    """The line without its name."""
    penalty: float = 0.0


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


def _asking(thing: Thing, attribute: str, value: str, *, polar: bool) -> _Asking:
    dictionary = thing.kind in DICTIONARY
    left = thing.rest if dictionary else thing.rest.replace(thing.name, " ")
    named, asked = attribute in left, False
    left = left.replace(attribute, " ", 1)
    for pattern in _asked_for(attribute):
        if pattern.search(left):
            left, asked = pattern.sub(" ", left), True
    claimed = left_over(left)
    left = _SUPPOSED.sub(" ", left)
    if polar and attribute in ("朝代", "时代") and (claim := _A_TIME.search(left)):
        # 「李白是宋朝的吗」
        left, asked = left[: claim.start()] + left[claim.end() :], True
    elif polar and attribute in _CLASSED and (claim := _A_CLASS.search(left)):
        # 「竹子是树吗」
        left, asked = left[: claim.start()] + left[claim.end() :], True
    elif polar and not dictionary and len(value) > 1 and value in left:
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


def log_odds(thing: Thing, attribute: str, value: str, query: Query) -> float:
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


def _against(thing: Thing, how: _Asking, attribute: str, value: str, query: Query) -> float:
    """What speaks against it, whatever the words say for it."""
    rest = thing.rest
    cost = 3.0 * (not of_kind(query, value)) + 5.0 * _is_opposite(rest, attribute)
    cost += 3.0 * bool(_ORDINAL.search(how.left)) + 2.0 * _is_of_another(how.left, value)
    if thing.kind != "称谓":
        cost += 3.0 * any(one not in attribute and one not in value for one in _KIN.findall(rest))
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
    before = re.split("[ ，,。？?!！]", rest.partition(HOLE)[0])[-1] if HOLE in rest else ""
    before = re.sub("^[一二三四五六七八九十两][场个只条座棵头匹本首部张]", "", before)
    if re.search("[里中上说问道，,：:]$", before):
        return False
    return any(sign not in value for sign in left_over(before))


def is_amiss(one: Evidence, line: str, mentions: Sequence[Mention]) -> bool:
    """Whether a triple of a thing that the line names leaves much of the line over."""
    if one.level != "triple":
        return False
    mention = next((each for each in mentions if one.entity in each.names), None)
    if mention is None:
        return False
    rest = f"{line[: mention.begin]}{HOLE}{line[mention.end :]}"
    for pattern in _asked_for(one.attribute):
        rest = pattern.sub(" ", rest)
    if _is_of_another(rest, one.value):
        return True
    over = left_over(_VERBS.sub("", rest.replace(one.attribute, " ")))
    strange = {sign for sign in over if sign not in one.attribute and sign not in one.value}
    return len(strange) >= _STRANGE or _is_opposite(rest, one.attribute) or bool(_ORDINAL.search(rest))


def _is_opposite(rest: str, attribute: str) -> bool:
    """Whether the line asks for what comes before, the attribute telling what comes after, or the other way round."""
    before, after = re.search("之前|上一|前一|前面|以前是", rest), re.search("之后|下一|后一|后面|接下来", rest)
    return bool(
        (before and not after and _AFTER.search(attribute)) or (after and not before and _BEFORE.search(attribute))
    )
