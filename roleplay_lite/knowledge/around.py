"""Questions that go the other way round: what is called so, what comes before, which is the third, whose day it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from roleplay_lite.knowledge.evidence import Evidence
from roleplay_lite.knowledge.quantities import han_number

if TYPE_CHECKING:
    from roleplay_lite.knowledge.pack.pack import Pack

SURELY = 0.97
_CALLED = ("别称", "别名", "简称", "小名", "俗称", "又名", "外号", "雅称", "身份")
_NAMED_SO = re.compile("(?:被?称为|人称|号称|叫做?)([\u4e00-\u9fff]{2,5})")
_ASKS = re.compile("哪|什么|谁|啥")
_ABOUT_NAMES = re.compile("城市|地方|别名|别称|外号|称为|被称|号称|人称|称|叫|指|说")
_ONES = {
    "首都": "首都",
    "省会": "省会",
    "简称": "简称",
    "国花": "国花",
    "元素符号": "元素符号",
    "符号": "元素符号",
    "原子序数": "原子序数",
    "化学式": "化学式",
    "本名": "本名",
    "原名": "本名",
    "真名": "本名",
    "外号": "外号",
    "货币": "货币",
    "英文": "英文",
    "英文名": "英文名",
    "吉祥物": "吉祥物",
}
"""How a line calls an attribute of which each thing has its own, and how packs do."""
_OF_WHICH = re.compile("|".join(sorted(_ONES, key=len, reverse=True)))
_BEFORE = re.compile("之前|前面|前一|上一个|的前")
_NTH = re.compile(
    "第([一二三四五六七八九十]{1,3}|[0-9]{1,3})[个位名种]|([0-9]{1,3}|[一二三四五六七八九十百]{1,4})号元素"
)
_ORDERED = {"节气": "节气", "生肖": "生肖", "元素": "化学元素"}
"""By what the line calls them the kinds whose things have a place in an order."""
_PLACES = ("顺序", "原子序数")
_DAY = "([0-9]{1,2}|[一二三四五六七八九十]{1,2})月([0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]?"
_SPAN = re.compile(f"{_DAY}到{_DAY}")
_HAN = re.compile("[\u3400-\u9fff〇]")
_FRAME = re.compile(
    "请问|考考你|猜猜|话说|我?想?(?:问一?下|知道)|你?知不知道|你?知道|晓得|告诉我|给我|帮我|说说|讲讲|介绍|一下|到底|究竟|来着|"
    "那个|这个|大概|大约|一共|总共|目前|现在|元素周期表|元素|属于|城市|国家|地方|名字|东西|可以|需要|应该|那么|里头|起来|出来|"
    "世界上|地球上|全世界|我们|咱们|一般|通常|古代|里面?|上面?|说的|指的|[这那][首个句种]|诗|词|成语|什么|啥|怎么样?|"
    "说白了|主要|正常|其实|平时|平常|人家|老师|小朋友|起头|打头|差不多|标准|从头到尾|一下子|那会儿|那时候|时候|本来|咋样?|搁|归|掏|"
    "买东西|隔|如今|晓得|不知|才算|算是|到底|究竟|头一?个|块头|老家|原先|具体|实际|通称|"
    "哪[个些里儿一]?|多少|几|谁|多|是不是|有没有|有人|[吗呢吧啊呀嘛啦么了的地得是有在叫和都就也被用把去来要想该算做弄搞看听过会能到离不它他她其个种位"
    "座条只颗本部首句号人]"
)


class Around:
    """Looks in packs from the value to the thing. Each table is read once, when first asked."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = tuple(packs)

    def prepare(self) -> None:
        """Read the tables."""
        _ = self._nicknames, self._ones, self._nexts, self._places, self._spans

    def find(self, line: str) -> Iterable[Evidence]:
        """What answers, with how sure that is."""
        if not _ASKS.search(line) and not _NTH.search(line):
            yield from self._having(line)
            return
        yield from self._called_so(line)
        yield from self._having(line)
        yield from self._before(line)
        yield from self._nth(line)
        yield from self._of_the_day(line)

    def _called_so(self, line: str) -> Iterable[Evidence]:
        """「哪个城市叫羊城」."""
        for begin in range(len(line)):
            for size in range(2, min(7, len(line) - begin + 1)):
                for kind, one in self._nicknames.get(line[begin : begin + size], ()):
                    rest = f"{line[:begin]} {line[begin + size :]}"
                    over = left_over(_ABOUT_NAMES.sub("", rest.replace(kind, " ")))
                    if _ASKS.search(rest):
                        yield _sure(one, SURELY if not over else 0.6 - 0.15 * len(over))

    def _having(self, line: str) -> Iterable[Evidence]:
        """「首都是巴黎的国家」, 「哪个省简称粤」: the one thing that has this for its capital."""
        if not (named := _OF_WHICH.search(line)):
            return
        asked = _ONES.get(named[0], named[0])
        after = re.match("(?:是|叫做?|为|用)?([\u4e00-\u9fffA-Za-z]{1,12})", line[named.end() :])
        if not after:
            yield from self._given(line, asked, named.start())
            return
        for size in range(len(after[1]), 0, -1):
            found = list(self._ones.get((asked, after[1][:size]), ()))
            if len(found) == 1:
                kind, one = found[0]
                rest = f"{line[: named.start()]} {line[named.end() + after.start(1) + size :]}"
                over = left_over(re.sub(f"{kind}|[省市州区岛]|直辖市|自治区", "", rest))
                yield _sure(one, 0.95 - 0.25 * len(over))
                return

    def _given(self, line: str, asked: str, end: int) -> Iterable[Evidence]:
        """「皖是哪个省的简称」."""
        given = re.match(
            "(?:请问)?([\u4e00-\u9fffA-Za-z]{1,12}?)(?:字|这个字)?(?:是|指|代表)(?:的是)?哪.{0,6}的$", line[:end]
        )
        found = self._ones.get((asked, given[1]), ()) if given else ()
        if len(found) == 1:
            yield _sure(found[0][1], 0.95)

    def _before(self, line: str) -> Iterable[Evidence]:
        """「清朝之前是什么朝代」: what has it for its next."""
        if not _BEFORE.search(line):
            return
        for value, found in self._nexts.items():
            if value in line:
                for kind, one in found:
                    over = left_over(_BEFORE.sub("", line.replace(value, "").replace(kind, "")))
                    yield _sure(one, 0.9 - 0.25 * len(over))

    def _nth(self, line: str) -> Iterable[Evidence]:
        """「二十四节气第一个是什么」."""
        if not (match := _NTH.search(line)):
            return
        number = _number(match[1] or match[2])
        for word, kind in _ORDERED.items():
            if word in line and (one := self._places.get((kind, number))):
                over = left_over(_NTH.sub("", re.sub(f"(?:二十四|十二)?{word}", "", line)))
                yield _sure(one, 0.92 - 0.25 * len(over))

    def _of_the_day(self, line: str) -> Iterable[Evidence]:
        """「三月二十五号是什么星座」."""
        if "星座" not in line or not (match := re.search(_DAY, line)):
            return
        day = _day(match[1], match[2])
        for begin, end, one in self._spans:
            if day and (begin <= day <= end if begin <= end else day >= begin or day <= end):
                yield _sure(one, 0.9)

    @cached_property
    def _nicknames(self) -> Mapping[str, list[tuple[str, Evidence]]]:
        found: dict[str, list[tuple[str, Evidence]]] = {}
        for kind, one in self._rows(_CALLED):
            named = _NAMED_SO.findall(one.value) if one.attribute == "身份" else re.split("[、，,；]", one.value)
            for part in named:
                if 2 <= len(part) <= 6:
                    found.setdefault(part, []).append((kind, one))
        return found

    @cached_property
    def _ones(self) -> Mapping[tuple[str, str], list[tuple[str, Evidence]]]:
        found: dict[tuple[str, str], list[tuple[str, Evidence]]] = {}
        for kind, one in self._rows(tuple(dict.fromkeys(_ONES.values()))):
            for part in re.split("[、，,；或]|也叫", one.value):
                if part:
                    found.setdefault((one.attribute, part.lower()), []).append((kind, one))
                    if part != part.lower():
                        found.setdefault((one.attribute, part), []).append((kind, one))
        return found

    @cached_property
    def _nexts(self) -> Mapping[str, list[tuple[str, Evidence]]]:
        found: dict[str, list[tuple[str, Evidence]]] = {}
        for kind, one in self._rows(("下一个", "下一个朝代", "下一个节气")):
            found.setdefault(one.value, []).append((kind, one))
        return found

    @cached_property
    def _places(self) -> Mapping[tuple[str, int], Evidence]:
        found: dict[tuple[str, int], Evidence] = {}
        for kind, one in self._rows(_PLACES):
            if match := re.fullmatch("第?([0-9]+)(?:个.*)?", one.value):
                found.setdefault((kind, int(match[1])), one)
        return found

    @cached_property
    def _spans(self) -> tuple[tuple[date, date, Evidence], ...]:
        found = []
        for kind, one in self._rows(("日期",)):
            if kind == "星座" and (match := _SPAN.search(one.value)):
                begin, end = _day(match[1], match[2]), _day(match[3], match[4])
                if begin and end:
                    found.append((begin, end, one))
        return tuple(found)

    def _rows(self, attributes: Sequence[str]) -> Iterable[tuple[str, Evidence]]:
        marks = ",".join("?" * len(attributes))
        for pack in self._packs:
            for row, name, kind, *rest in pack.db.execute(
                "select t.id, e.name, e.kind, t.attribute, t.value, s.name, s.licence from triple t"
                " join entity e on e.id = t.entity join source s on s.id = t.source"
                f" where t.attribute in ({marks})",
                tuple(attributes),
            ):
                yield kind, evidence_of(pack.name, row, name, *rest, 0.0)


def evidence_of(pack: str, row: int, name: str, *rest: Any) -> Evidence:
    """A triple; `rest` is its attribute, value, source, licence and how sure it answers."""
    attribute, value, source, licence, score = rest
    return Evidence(
        text=f"{name}的{attribute}是{value}",
        level="triple",
        id=f"{pack}/triple/{row}",
        score=round(score, 4),
        entity=name,
        attribute=attribute,
        value=value,
        source=source,
        licence=licence,
    )


def left_over(text: str) -> str:
    """The Han signs that neither ask nor are grammar."""
    return "".join(_HAN.findall(_FRAME.sub("", text)))


def parted(text: str) -> str:
    """The same, parted where something stood between them."""
    return _FRAME.sub(" ", text)


def _sure(one: Evidence, score: float) -> Evidence:
    return replace(one, score=round(max(0.0, score), 4))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else int(han_number(text) or 0)


def _day(month: str, day: str) -> date | None:
    try:
        return date(2000, _number(month), _number(day))
    except ValueError:
        return None
