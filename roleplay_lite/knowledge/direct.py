"""What is known of a thing that the line itself names, where the line asks for just that: the surest way to a triple.

Nothing of the question may be left over: what it has besides the thing and the way of asking would be about something
else (「冥王星公转一圈多少年」 does not ask when it was found)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import exp
from typing import TYPE_CHECKING

from roleplay_lite.knowledge.around import SURELY, Around, evidence_of, left_over
from roleplay_lite.knowledge.asking import HOLE, Thing, is_amiss, log_odds
from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.nearby import Nearby
from roleplay_lite.knowledge.query.names import DICTIONARY
from roleplay_lite.knowledge.query.needs import asking_clause
from roleplay_lite.knowledge.query.pointing import names_person

if TYPE_CHECKING:
    from roleplay_lite.knowledge.pack.pack import Pack
    from roleplay_lite.knowledge.query.names import Names

_MOST_THINGS, _MOST_TRIPLES, _LONGEST_HEAD = 4, 80, 10
_LEAST, _DOUBTED = 0.2, 0.45
_CLEAR, _BESIDE = 0.7, 0.6
_LOOSELY = 0.6
_REWORDED = (
    (re.compile("第一(?=[高长大深小快])"), "最"),
    (re.compile("海洋(?=叫|是|$)"), "大洋"),
    (re.compile("干[嘛啥]|做啥"), "做什么"),
    (re.compile("啥(?!时)子?"), "什么"),
    (re.compile("咋样?"), "怎么"),
    (re.compile("(?<![爸妈姥奶爷伯叔姑舅姨哥弟姐妹公婆])的(?:爸爸|爹)"), "的父亲"),
    (re.compile("(?<![爸妈姥奶爷伯叔姑舅姨哥弟姐妹公婆])的(?:妈妈|娘)"), "的母亲"),
    (re.compile("(?<![哥弟叔伯舅子])的老婆"), "的妻子"),
    (re.compile("(?<![姐妹姑姨女])的老公"), "的丈夫"),
    (re.compile("武器"), "兵器"),
    (re.compile("宇航员"), "航天员"),
    (re.compile("(?:的)?(?:小时候|幼虫|孩子)(?=叫|是)"), "的宝宝"),
)
_LEAD = re.compile("(?:请问|我?想问一?下|你?知道|你?说|那|告诉我|[，, ])*")
_IT = re.compile("^(?:那|这)?(?:它|他|她|这个|那个|这|那)?的?")
_OF_IT = re.compile("(?:那|这)?(?:它|他|她)|作者|[下上后前]一?[句面]|是|有|在|谁|什么|哪|几|多|能|会")
"""How a clause begins that has no thing of its own."""
_LOOSE = (
    "历史",
    "数学",
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


class Direct:
    """Looks in packs by the names in a line."""

    def __init__(self, packs: Sequence[Pack], names: Names) -> None:
        self._packs, self._names = tuple(packs), names
        self._phrases: tuple[tuple[frozenset[str], str, Thing], ...] | None = None
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
        if alone := self._asking_alone(line):
            line, things = alone
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
            replace(one, score=round(one.score * _DOUBTED, 4)) if is_amiss(one, line, mentions) else one
            for one in found
        )

    def _by_name(self, things: Sequence[Thing], query: Query) -> Iterable[Evidence]:
        named = any(thing.kind not in DICTIONARY for thing in things)
        for thing in things:
            dictionary = thing.kind in DICTIONARY
            yield from self._of(replace(thing, penalty=thing.penalty + 2.0) if dictionary and named else thing, query)

    def _asking_alone(self, line: str) -> tuple[str, list[Thing]] | None:
        """The clause that asks, with the thing that another names (「二胡挺好听，它有几根弦」)."""
        asking = asking_clause(line)
        if asking == line or not asking:
            return None
        if any(not one.dictionary for one in self._names.spot(asking)):
            return asking, self._things(asking)
        named = [one for one in self._names.spot(line.replace(asking, " ")) if not one.dictionary]
        if len(named) != 1 or not _OF_IT.match(asking):
            return None
        if re.search("[他她]", asking) and not names_person(named[0].names, self._names):
            return None
        whole = named[0].alias + _IT.sub("", asking)
        return whole, self._things(whole)

    def _things(self, line: str) -> list[Thing]:
        things: list[Thing] = []
        mentions = sorted(self._names.spot(line), key=lambda one: (one.dictionary, one.begin - one.end))
        for mention in mentions[:_MOST_THINGS]:
            # As it is written, too: aliases of Latin signs have their capitals.
            written = dict.fromkeys((mention.alias, line[mention.begin : mention.end]))
            things += self._called(tuple(written), line, mention.begin)
        if not any(one.begin == 0 and not one.dictionary for one in mentions):
            begin = _LEAD.match(line).end()  # type: ignore[union-attr]
            heads = [line[begin : begin + size] for size in range(1, min(_LONGEST_HEAD, len(line) - begin) + 1)]
            things += [one for one in self._called(heads, line, begin) if one.kind not in DICTIONARY]
        return things + list(self._loosely(line))

    def _called(self, aliases: Sequence[str], line: str, begin: int) -> list[Thing]:
        found = []
        marks = ",".join("?" * len(aliases))
        for at, pack in enumerate(self._packs):
            for alias, row, name, kind in pack.db.execute(
                "select a.alias, e.id, e.name, e.kind from alias a join entity e on e.id = a.entity"
                f" where a.alias in ({marks}) order by length(a.alias) desc limit 8",
                list(aliases),
            ):
                rest = f"{line[:begin]}{HOLE}{line[begin + len(alias) :]}"
                found.append(Thing(at, row, name, kind, rest))
        return found

    def _loosely(self, line: str) -> Iterable[Thing]:
        """Phrases all of whose signs stand in the line."""
        signs = set(line)
        for held, alias, thing in self._known_phrases():
            if held <= signs and alias not in line:
                rest = line
                for sign in alias:
                    rest = rest.replace(sign, "", 1)
                yield replace(thing, rest=rest)

    def _known_phrases(self) -> tuple[tuple[frozenset[str], str, Thing], ...]:
        if self._phrases is None:
            marks = ",".join("?" * len(_LOOSE))
            self._phrases = tuple(
                (frozenset(alias) - {"的"}, alias, Thing(at, row, name, kind, "", _LOOSELY))
                for at, pack in enumerate(self._packs)
                for alias, row, name, kind in pack.db.execute(
                    "select a.alias, e.id, e.name, e.kind from alias a join entity e on e.id = a.entity"
                    f" where e.kind in ({marks}) and length(a.alias) between 4 and 14",
                    _LOOSE,
                )
            )
        return self._phrases

    def _of(self, thing: Thing, query: Query) -> Iterable[Evidence]:
        pack = self._packs[thing.pack]
        rows = pack.db.execute(
            "select t.id, t.attribute, t.value, s.name, s.licence from triple t join source s on s.id = t.source"
            " where t.entity = ? order by t.id limit ?",
            (thing.row, _MOST_TRIPLES),
        ).fetchall()
        attributes = {attribute for _, attribute, *_ in rows}
        said = {attribute for attribute in attributes if attribute in thing.rest}
        for row, attribute, value, source, licence in rows:
            score = log_odds(thing, attribute, value, query)
            alone = len(attributes) == 1
            score += (3.2 if alone and not left_over(thing.rest) else 1.2 * alone) - 3.0 * bool(
                said and attribute not in said
            )
            chance = min(SURELY, 1 / (1 + exp(-score)))
            if chance >= _LEAST:
                yield evidence_of(pack.name, row, thing.name, attribute, value, source, licence, chance)


def _plainly(line: str) -> str:
    """In the words that packs have for it."""
    for pattern, word in _REWORDED:
        line = pattern.sub(word, line)
    return line


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
