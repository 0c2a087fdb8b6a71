"""How alike a line is to another wording of it: by its signs and words, by how they sound, and by vectors where there
are some.

Signs and pairs of them are weighed, those that every question has (怎么, 你们, 几点) least; ways of saying the same
(什么时候: 几点) are made one. A recogniser writes 「声日快乐」 for 「生日快乐」, so that sounds count nearly as much.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from roleplay_lite.memory.index.pinyin import readings
from roleplay_lite.rules.literals import folded
from roleplay_lite.rules.patterns import narrow

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from roleplay_lite.engines import Embed

ENOUGH = 0.6
"""From here on a line is another wording of the phrase: see `python -m roleplay_lite.rules.bench`."""
HALF = 0.35
"""From here on vectors are asked: a line that shares less with a phrase is not worth the milliseconds."""
ENOUGH_BY_VECTOR = 0.65
"""Of the way from how near any two lines lie, in vectors of that engine, to the same line."""
LONGEST = 200
"""Signs of a line that are compared."""
_SLIGHT = 0.3
"""What a sign weighs that says little."""
_LITTLE = frozenset(
    "的了吗呢啊呀吧嘛么哦我你您他她它们咱这那个是在有要想请给把会能都就还也到去来得地着过上下里吃做什怎多少几点哪帮一告诉"
)
_SAYS_LITTLE = frozenset(
    re.findall(
        r"\w+",
        "a an the i you we he she it this that is are am was do does did can could will would what when where how who"
        " why to of in on at for me my your please time",
    )
)
_UNIT = re.compile("[\u3400-\u9fff]|[^\\W_\u3400-\u9fff]+(?:['’][^\\W_\u3400-\u9fff]+)*")
_EMPTY = re.compile(
    "^(?:请问一?下?|麻烦(?:你|您)?|我想(?:问|知道)一?下?|(?:你|您)知不知道|你说|那个?|嗯+|呃+|哎+|喂)+|(?:呢|呀|啊|吗|嘛|吧|么|哦|噢|啦)+$"
)
_SAME = tuple(
    (re.compile(ways), one)
    for ways, one in (
        ("什么时候|啥时候|何时|几点钟|几时", "几点"),
        ("如何|怎样|怎么样|咋", "怎么"),
        ("哪儿|什么地方|啥地方|哪边|怎么走", "哪里"),
        ("啥", "什么"),
        ("能不能|可不可以|会不会|可以", "能"),
        ("有没有", "有"),
        ("多长时间|多少天|几天", "多久"),
        ("是多少|是什么", "多少"),
        ("打烊|下班", "关门"),
        ("营业", "开门"),
        ("洗手间|卫生间", "厕所"),
        ("小孩子?|小朋友", "儿童"),
        ("怎么卖|怎么算|怎么收费?|价格|收费", "多少钱"),
        ("星期六|星期[天日]|周六|周日|礼拜[天日六]", "周末"),
        ("手机号码?|号码", "电话"),
        ("回家|到家", "回来"),
    )
)


View = Mapping[str, float]
"""What a line is made of, each part with its weight."""

WORTH = (1.0, 0.93, 0.93)
"""What likeness in each view is worth: as it is written, as that is said, as it was said at first."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line made ready to be compared."""

    views: tuple[View, View, View]
    telling: tuple[View, View, View]
    """Of each view, the parts by which it can be looked for."""


@lru_cache(maxsize=16384)
def phrase(text: str) -> Phrase:
    """The line without what says nothing."""
    line = re.sub(r"[\s，。！？、,.!?~…]+", " ", folded(narrow(text[:LONGEST]))).strip()
    line = _EMPTY.sub("", line) or line
    # A misheard 「什么时后」 is no way of saying 「几点」, and sounds like one.
    at_first = _weighed(_UNIT.findall(line), _sound)
    for ways, one in _SAME:
        line = ways.sub(one, line)
    units = _UNIT.findall(line)
    views = (_weighed(units, str), _weighed(units, _sound), at_first)
    written, said, first = (_telling(view) for view in views)
    return Phrase(views=views, telling=(written, said, first))


def _telling(view: View) -> View:
    return {term: weight for term, weight in view.items() if weight > _SLIGHT or " " in term}


def _sound(unit: str) -> str:
    return next(iter(readings(unit)), unit) if len(unit) == 1 else unit


def _weighed(units: Sequence[str], by: Callable[[str], str]) -> View:
    """Each unit and each two neighbours once, the heavier time, as they are written or said."""
    found: dict[str, float] = {}
    weighed = [(by(unit), _SLIGHT if unit in _LITTLE or unit in _SAYS_LITTLE else 1.0) for unit in units]
    for unit, weight in weighed:
        found[unit] = max(found.get(unit, 0.0), weight)
    for (one, first), (other, second) in pairwise(weighed):
        pair = f"{one} {other}"
        found[pair] = max(found.get(pair, 0.0), (first + second) / 2)
    return found


def alike(one: Phrase, other: Phrase) -> float:
    """0 to 1."""
    return max(map(_worth, WORTH, one.views, other.views))


def _worth(worth: float, one: View, other: View) -> float:
    return worth * _dice(one, other)


def _dice(one: View, other: View) -> float:
    total = sum(one.values()) + sum(other.values())
    return 2 * sum(min(one[term], other[term]) for term in one.keys() & other.keys()) / total if total else 0.0


_ANY_TWO = (
    "今天天气怎么样", "给我讲个故事吧", "把声音调大一点", "你叫什么名字", "我有点难过", "三加五等于几", "播放一首歌",
    "谢谢你呀",
)  # fmt: skip
"""Lines that have nothing to do with each other."""


@dataclass(slots=True)
class Vectors:
    """Vectors of phrases, made once each. One engine's lie close together and another's far apart, so that nearness is
    measured against how near lines lie that have nothing to do with each other."""

    embed: Embed
    _rows: dict[str, npt.NDArray[np.float32]] = field(default_factory=dict)
    _usual: float = 0.0
    _asked: tuple[str, npt.NDArray[np.float32]] | None = None

    def learn(self, phrases: Iterable[str]) -> None:
        """Make those that are not there yet: milliseconds each, for the idle time."""
        new = [one for one in dict.fromkeys(phrases) if one not in self._rows]
        if not new:
            return
        if not self._rows:
            apart = self.embed.embed(_ANY_TWO)
            self._usual = float(((apart @ apart.T).sum() - len(apart)) / (len(apart) ** 2 - len(apart)))
        self._rows.update(zip(new, self.embed.embed(new), strict=True))

    def likeness(self, text: str, phrases: Sequence[str]) -> dict[str, float]:
        """To each of those phrases that are learnt: 0 as near as any two lines, 1 the same."""
        known = [one for one in phrases if one in self._rows]
        if not known:
            return {}
        if not self._asked or self._asked[0] != text:
            self._asked = (text, self.embed.embed([text])[0])
        row, room = self._asked[1], max(1e-6, 1 - self._usual)
        return {one: (float(self._rows[one] @ row) - self._usual) / room for one in known}
