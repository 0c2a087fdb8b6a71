"""Questions for what packs know: templated ones made from a pack, and those that people wrote. `sets/README.md` says
what each field means."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from roleplay_lite.evaluation.extraction_set import Half
from roleplay_lite.evaluation.figures import spread
from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.rows import WrongField, one_of, only, read_rows, text, texts

if TYPE_CHECKING:
    from roleplay_lite.knowledge.pack.pack import Pack

PARAPHRASED = SETS / "packs_paraphrased.jsonl"
OUTSIDE = SETS / "packs_outside.jsonl"
OF_EACH = 40
"""Templated questions of one attribute of one kind of thing."""

_PLAIN = ("{e}的{a}是什么", "请问{e}的{a}是什么", "{e}{a}是什么呀", "你知道{e}的{a}吗")
_TEMPLATES: dict[str, tuple[str, ...]] = {
    "首都": ("{e}的首都是哪里", "{e}的首都是哪个城市呀", "请问{e}首都在哪儿", "你知道{e}的首都是哪吗"),
    "所在洲": ("{e}在哪个洲", "{e}是哪个洲的国家", "{e}属于哪个大洲"),
    "货币": ("{e}用什么货币", "{e}的货币是什么", "在{e}花的是什么钱"),
    "语言": ("{e}说什么语言", "{e}人讲什么话", "{e}的语言是什么"),
    "英文名": ("{e}用英文怎么说", "{e}的英文名是什么", "{e}英语叫什么"),
    "主要城市": ("{e}有哪些主要城市", "{e}的主要城市有哪些"),
    "所属国家": ("{e}是哪个国家的城市", "{e}属于哪个国家", "{e}在哪个国家"),
    "是哪国首都": ("{e}是哪个国家的首都", "{e}是哪国的首都"),
    "所属省份": ("{e}属于哪个省", "{e}是哪个省的", "{e}在哪个省"),
    "所属城市": ("{e}属于哪个市", "{e}是哪个城市的"),
    "下辖市": ("{e}有哪些市", "{e}下面有哪些市"),
    "下辖区县": ("{e}有哪些区", "{e}有哪些区县"),
    "作者": ("{e}是谁写的", "{e}的作者是谁", "《{e}》是哪位诗人写的"),
    "朝代": ("{e}是哪个朝代的", "《{e}》是什么朝代的诗"),
    "原文": ("背一下{e}", "《{e}》的全文是什么", "{e}整首诗怎么背"),
    "下一句": ("{e}的下一句是什么", "{e}下一句", "{e}后面一句是什么"),
    "上一句": ("{e}的上一句是什么", "{e}前面一句是什么"),
    "出自": ("{e}出自哪首诗", "{e}是哪首诗里的"),
    "释义": ("{e}是什么意思", "{e}这个词是什么意思", "解释一下{e}", "什么叫{e}"),
    "拼音": ("{e}怎么读", "{e}的拼音是什么"),
    "出处": ("{e}出自哪里", "{e}这个成语的出处是什么"),
    "元素符号": ("{e}的元素符号是什么", "{e}元素怎么写符号"),
    "原子序数": ("{e}的原子序数是多少", "{e}是几号元素", "{e}元素排第几号"),
    "相对原子质量": ("{e}的相对原子质量是多少", "{e}的原子量是多少"),
    "周期": ("{e}在第几周期", "{e}元素是第几周期的"),
    "族": ("{e}是第几族元素", "{e}在元素周期表哪一族"),
    "类别": ("{e}属于哪类元素", "{e}是什么类别的元素"),
    "发现年份": ("{e}是哪年发现的", "{e}元素什么时候被发现的"),
    "熔点": ("{e}的熔点是多少", "{e}的熔点是多少度"),
    "沸点": ("{e}的沸点是多少", "{e}的沸点是多少度"),
}
"""How one asks for an attribute of the default pack; for others there are plain ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Templated:
    """A question made from one thing and one attribute."""

    id: str
    said: str
    answers: tuple[str, ...]
    """All its values; each is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paraphrased:
    """A question in somebody's own words, that the default pack answers."""

    id: str
    said: str
    answers: tuple[str, ...]
    """Each is right; a right reply holds one of them."""
    half: Half


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A question that nothing in the default pack answers."""

    id: str
    said: str
    kind: str


def templated(pack: Pack, count: int = 0) -> list[Templated]:
    """Questions over the whole pack, the same for the same pack: of each attribute of each kind of thing as many, and
    at most `count` in all."""
    found = [one for group in _groups(pack) for one in spread(list(group), OF_EACH)]
    return spread(found, count)


def _groups(pack: Pack) -> Iterator[Iterable[Templated]]:
    groups = pack.db.execute(
        "select e.kind, t.attribute from triple t join entity e on e.id = t.entity group by 1, 2 order by 1, 2"
    ).fetchall()
    for kind, attribute in groups:
        rows = pack.db.execute(
            "select e.name, group_concat(t.value, char(31)) from triple t join entity e on e.id = t.entity"
            " where e.kind = ? and t.attribute = ? group by e.name order by min(t.id)",
            (kind, attribute),
        ).fetchall()
        yield [_asked(kind, name, attribute, tuple(values.split("\x1f"))) for name, values in rows]


def _asked(kind: str, name: str, attribute: str, values: tuple[str, ...]) -> Templated:
    ways = _PLAIN if attribute == "类别" and kind != "化学元素" else _TEMPLATES.get(attribute, _PLAIN)
    said = ways[zlib.crc32(name.encode()) % len(ways)].format(e=name, a=attribute)
    return Templated(id=f"{kind}/{attribute}/{name}", said=said, answers=values)


def paraphrased(file: Path = PARAPHRASED) -> tuple[Paraphrased, ...]:
    """Those in a file; none where there is no such file. Raises ConfigError with file, line and field."""
    return read_rows(file, _paraphrased) if file.exists() else ()


def outside(file: Path = OUTSIDE) -> tuple[Outside, ...]:
    """Those in a file; none where there is no such file. Raises ConfigError with file, line and field."""
    return read_rows(file, _outside) if file.exists() else ()


def _paraphrased(row: dict[str, Any]) -> Paraphrased:
    only(row, required=frozenset({"id", "said", "answers", "half"}))
    answers = texts(row, "answers")
    if not answers:
        raise WrongField("answers", "is empty; give at least one")
    return Paraphrased(
        id=text(row, "id"), said=text(row, "said"), answers=answers, half=one_of(row, "half", get_args(Half))
    )


def _outside(row: dict[str, Any]) -> Outside:
    only(row, required=frozenset({"id", "said", "kind"}))
    return Outside(id=text(row, "id"), said=text(row, "said"), kind=text(row, "kind"))
