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
from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.query.names import DICTIONARY

if TYPE_CHECKING:
    from roleplay_lite.knowledge.pack.pack import Pack
    from roleplay_lite.knowledge.query.names import Mention, Names

TABLE = Path(__file__).with_name("asked.txt")
_MOST_THINGS, _MOST_TRIPLES, _LONGEST_HEAD = 4, 80, 10
_SURELY, _LEAST, _DOUBTED = 0.97, 0.2, 0.45
_STRANGE = 2
"""Signs left over from which a triple is not what was asked."""
_STRANGE_COST = 1.0
_LOOSELY = 0.6
_CALLED = ("别称", "别名", "简称", "小名", "俗称", "又名", "外号", "雅称")
_VERBS = re.compile("发明|建成|建造|修建|成立|创立|发现|出现|诞生|出生|开始|举办|举行|[造建办说算讲做写数]")
_ORDINAL = re.compile("第[一二三四五六七八九十百0-9]+")
_OF_US = re.compile("[我你您俺咱]")
_GENERIC = re.compile("数量|时间|日期|年份|年代|颜色|温度|人数|位置|的?距离|长度|面积|顺序")
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
_HAN = re.compile("[\u3400-\u9fff〇]")
_FRAME = re.compile(
    "请问|我?想?(?:问一?下|知道)|你?知不知道|你?知道|晓得|告诉我|给我|帮我|说说|讲讲|介绍|一下|到底|究竟|来着|那个|这个|大概|大约|一共|总共|目前|现在|"
    "元素周期表|元素|属于|城市|国家|地方|名字|东西|可以|需要|应该|那么|里头|起来|出来|世界上|地球上|全世界|我们|咱们|一般|通常|古代|里面?|上面?|说的|指的|这[首个句种]|那[首个句种]|诗|词|成语|什么|啥|怎么样?|哪[个些里儿一]?|多少|几|谁|"
    "多|是不是|有没有|吗|呢|吧|啊|呀|嘛|啦|么|了|的|地|得|是|有|在|叫|和|都|就|也|被|用|把|去|来|要|想|该|算|做|弄|搞|看|听|过|会|能|要|它|他|她|其|个|种|位|座|条|只|颗|本|部|首|句|号|有人|人"
)


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
        self._nicknames: dict[str, list[tuple[_Thing, Evidence]]] | None = None

    def prepare(self) -> None:
        """Read what is read once."""
        _ = self._known_phrases(), self._known_nicknames()

    def find(self, query: Query, most: int) -> tuple[Evidence, ...]:
        """What answers, surest first; nothing where the line names nothing."""
        line = query.text or query.said
        found: dict[str, Evidence] = {}
        for one in (*self._by_name(line, query), *self._by_nickname(line)):
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

    def _by_name(self, line: str, query: Query) -> Iterable[Evidence]:
        things = self._things(line)
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
                rest = f"{line[:begin]} {line[begin + len(alias) :]}"
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

    def _by_nickname(self, line: str) -> Iterable[Evidence]:
        """What is called so, where the line asks what that is: 「哪个城市叫羊城」."""
        known = self._known_nicknames()
        for begin in range(len(line)):
            for size in range(2, min(7, len(line) - begin + 1)):
                for thing, one in known.get(line[begin : begin + size], ()):
                    rest = f"{line[:begin]} {line[begin + size :]}"
                    if not re.search("哪|什么|谁|啥", rest):
                        continue
                    over = _left(rest.replace(thing.kind, " "))
                    over = re.sub("城市|地方|别名|别称|外号|称为|被称|号称|外号|人称|称", "", over)
                    yield replace(one, score=round(_SURELY if not over else 0.6 - 0.15 * len(over), 4))

    def _known_nicknames(self) -> dict[str, list[tuple[_Thing, Evidence]]]:
        if self._nicknames is None:
            self._nicknames = {}
            marks = ",".join("?" * len(_CALLED))
            for at, pack in enumerate(self._packs):
                for row, entity, name, kind, attribute, value, source, licence in pack.db.execute(
                    "select t.id, e.id, e.name, e.kind, t.attribute, t.value, s.name, s.licence from triple t"
                    " join entity e on e.id = t.entity join source s on s.id = t.source"
                    f" where t.attribute in ({marks})",
                    _CALLED,
                ):
                    thing = _Thing(at, entity, name, kind, "")
                    one = _evidence(pack, thing, row, attribute, value, source, licence, 0.0)
                    for part in re.split("[、，,；]", value):
                        if 2 <= len(part) <= 6:
                            self._nicknames.setdefault(part, []).append((thing, one))
        return self._nicknames

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
            score += (3.2 if alone and not _left(thing.rest) else 1.2 * alone) - 3.0 * bool(
                said and attribute not in said
            )
            chance = min(_SURELY, 1 / (1 + exp(-score)))
            if chance >= _LEAST:
                yield _evidence(pack, thing, row, attribute, value, source, licence, chance)


def _log_odds(thing: _Thing, attribute: str, value: str, query: Query) -> float:
    """How likely the line asks for this attribute of the thing that it names."""
    dictionary = thing.kind in DICTIONARY
    rest = thing.rest if dictionary else thing.rest.replace(thing.name, " ")
    named = attribute in rest
    left, asked = rest.replace(attribute, " ", 1) if named else rest, 0
    for pattern in _asked_for(attribute):
        if pattern.search(left):
            left, asked = pattern.sub(" ", left), 1
    if thing.kind and not dictionary:
        left = left.replace(thing.kind, " ")
    over = _left(_VERBS.sub("", left) if asked or named else left)
    own = [sign for sign in dict.fromkeys(attribute) if sign != "的"]
    shared = [sign for sign in own if sign in over]
    # What the attribute or the value says in other words is not left over; a definition says too much for that.
    strange = [sign for sign in dict.fromkeys(over) if sign not in attribute and (dictionary or sign not in value)]
    score = -2.6 - thing.penalty - (0.4 if dictionary else 0.0)
    score += 5.2 * named + 4.2 * (asked and not named) + 3.0 * (len(shared) / len(own) if own and not named else 0)
    score += (0.6 if over and not strange else 0.0) - _STRANGE_COST * len(strange)
    score -= 3.0 * (not of_kind(query, value)) + 5.0 * _is_opposite(rest, attribute)
    score -= 3.0 * bool(_ORDINAL.search(left)) + 4.0 * bool(_OF_US.search(rest))
    core = _GENERIC.sub("", attribute)
    score -= 1.5 * (bool(core) and core != attribute and not any(sign in rest for sign in core))
    return score


def _is_amiss(one: Evidence, line: str, mentions: Sequence[Mention]) -> bool:
    """Whether a triple of a thing that the line names leaves much of the line over."""
    if one.level != "triple":
        return False
    mention = next((each for each in mentions if one.entity in each.names), None)
    if mention is None:
        return False
    rest = f"{line[: mention.begin]} {line[mention.end :]}"
    for pattern in _asked_for(one.attribute):
        rest = pattern.sub(" ", rest)
    over = _left(_VERBS.sub("", rest.replace(one.attribute, " ")))
    strange = {sign for sign in over if sign not in one.attribute and sign not in one.value}
    return len(strange) >= _STRANGE or _is_opposite(rest, one.attribute) or bool(_ORDINAL.search(rest))


def _left(text: str) -> str:
    """The Han signs that neither ask nor are grammar."""
    return "".join(_HAN.findall(_FRAME.sub("", text)))


def _is_opposite(rest: str, attribute: str) -> bool:
    """Whether the line asks for what comes before, the attribute telling what comes after, or the other way round."""
    before, after = re.search("之前|上一|前一|前面|以前是", rest), re.search("之后|下一|后一|后面|接下来", rest)
    return bool(
        (before and not after and _AFTER.search(attribute)) or (after and not before and _BEFORE.search(attribute))
    )


def _evidence(
    pack: Pack, thing: _Thing, row: int, attribute: str, value: str, source: str, licence: str, chance: float
) -> Evidence:
    return Evidence(
        text=f"{thing.name}的{attribute}是{value}",
        level="triple",
        id=f"{pack.name}/triple/{row}",
        score=round(chance, 4),
        entity=thing.name,
        attribute=attribute,
        value=value,
        source=source,
        licence=licence,
    )


def merged(direct: Sequence[Evidence], found: Sequence[Evidence], most: int) -> tuple[Evidence, ...]:
    """Both ways in one list; the surer counts."""
    best = {one.id: one for one in found}
    for one in direct:
        other = best.get(one.id)
        if other is None or other.score < one.score:
            best[one.id] = one if other is None else replace(other, score=one.score)
    return tuple(sorted(best.values(), key=lambda one: -one.score)[:most])
