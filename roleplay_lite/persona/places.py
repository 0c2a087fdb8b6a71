"""Places that a text names, and how two places lie to each other. Pure; the gazetteer is read on first use.

The gazetteer, `places.json`, holds the provinces, prefectures and counties of China, districts and spots that people
name in talk, and the countries and larger cities of the world, in Mandarin and the main ones in English. The
administrative divisions come from the package `cpca` 0.5.5 (MIT); the rest was written for this library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

Path = tuple[str, ...]
"""From the country inwards, as in `("中国", "浙江", "绍兴")`; a municipality is a province without a city."""

CHINA = "中国"
_MUNICIPALITIES = frozenset({"北京", "上海", "天津", "重庆", "香港", "澳门"})
_ABROAD = frozenset({"海外", "国外", "外国", "abroad", "overseas"})
_HOME = frozenset({CHINA, "国内", "大陆", "中国大陆", "祖国", "china"})

# A name that is also a word counts after one of these, before one of those, or beside another place.
_CUE_BEFORE = re.compile(
    r"(?:[在住去到回来往离赴飞从至过游逛是]|来自|位于|\b(?:in|from|to|near|at|of|visit|leave|love)\s)$", re.I
)
_CUE_AFTER = re.compile(r"人|的[。！!？?~～]*$|[这那](?:边|里|儿)|本地|当地|机场|[火高]?[车铁]站|话|[区市县州省]")
# What makes a name part of another one: a dish, a dialect, a street, a club, a firm.
_COMPOUND = re.compile(
    r"话(?![题费剧里说])|方言|口音|腔(?!调)|烤鸭|火锅|小面|拉面|热干面|米粉|螺蛳粉|凉皮|烩面|炒饭|臭豆腐|泡馍|煎饼|啤酒|红肠|"
    r"[东南西北中]?[大一二三四五六七八九]?[路街]|大道|大厦|宾馆|饭店|大?酒店|大学|学院|理工|师范|医科|财经|交大|师大|一中|中学|"
    r"卫视|电视台|日报|晚报|早报|时报|银行|证券|航空|移动|联通|电信|石化|大众|现代|奔驰|"
    r"[男女]?[足篮排]球?队|队(?!伍)|国安|申花|上港|恒大|富力|鲁能|泰达|绿城|亚泰|德比|男篮|女排|男足|女足"
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’]*")


class PlaceRelation(StrEnum):
    """How the first place lies to the second."""

    SAME = "same"
    INSIDE = "inside"
    CONTAINS = "contains"
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place that a text names."""

    name: str
    """As written."""
    start: int
    end: int
    """`text[start:end] == name`."""
    paths: tuple[Path, ...]
    """What it may be, the likeliest first: 「鼓楼区」 is a district of four cities."""
    compound: str = ""
    """The rest of a longer name that the place is only part of: 「烤鸭」 of 「北京烤鸭」."""

    @property
    def country(self) -> str:
        """The country, or "" when it is not certain."""
        return self._level(0)

    @property
    def province(self) -> str:
        """The province of China, or "" abroad and when it is not certain."""
        return self._level(1) if self.country == CHINA else ""

    @property
    def city(self) -> str:
        """The city, a municipality too, or "" when the place is larger than one or it is not certain."""
        if self.country != CHINA or self.province in _MUNICIPALITIES:
            return self._level(1)
        return self._level(2)

    def _level(self, depth: int) -> str:
        names = {path[depth] if len(path) > depth else "" for path in self.paths}
        return names.pop() if len(names) == 1 else ""


def find_places(text: str, *, compounds: bool = False) -> list[Place]:
    """The places that the text names, in order; those that are only part of a dish, a dialect, a street or a firm
    (「北京烤鸭」「上海话」) with `compounds` alone. A name that several places bear is narrowed by a place next to it
    (「辽宁朝阳」「北京朝阳」)."""
    found = _certain(text, list(_matches(text)))
    narrowed = [
        _narrowed(place, text, found[max(0, i - 1) : i] + found[i + 1 : i + 2]) for i, place in enumerate(found)
    ]
    return [place for place in narrowed if compounds or not place.compound]


def relation(a: str, b: str) -> PlaceRelation:
    """How the place that `a` names lies to that of `b`, each as a fact writes it (「浙江绍兴」, 「广东 深圳」,
    「杭州城北的合租屋」, 「海外」). A spot that only words describe lies inside the place it names."""
    if _bare(a) == _bare(b) and _bare(a):
        return PlaceRelation.SAME
    abroad = _abroad_relation(a, b)
    if abroad:
        return abroad
    first, second = _value(a), _value(b)
    if not first.paths or not second.paths:
        return PlaceRelation.UNKNOWN
    found = {path_relation(x, y) for x in first.paths for y in second.paths}
    if PlaceRelation.SAME in found:
        return _same_named(first.spot, second.spot)
    if PlaceRelation.INSIDE in found:
        return PlaceRelation.UNKNOWN if second.spot else PlaceRelation.INSIDE
    if PlaceRelation.CONTAINS in found:
        return PlaceRelation.UNKNOWN if first.spot else PlaceRelation.CONTAINS
    return PlaceRelation.APART


def path_relation(a: Path, b: Path) -> PlaceRelation:
    """The same for two paths; never `unknown`."""
    if a == b:
        return PlaceRelation.SAME
    if a[: len(b)] == b:
        return PlaceRelation.INSIDE
    return PlaceRelation.CONTAINS if b[: len(a)] == a else PlaceRelation.APART


def place_paths(value: str) -> tuple[Path, ...]:
    """What a fact's value may be; empty when it names no known place."""
    return _value(value).paths


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """A fact's value, read as a place."""

    paths: tuple[Path, ...] = ()
    spot: bool = False
    """True when words beyond the names say where in it."""


def _value(value: str) -> _Value:
    text = value.strip()
    if not text:
        return _Value()
    if paths := _gazetteer().abbreviations.get(text):
        return _Value(paths=(paths,))
    found = [place for place in _matches(text) if not place.compound or len(text) <= len(place.name) + 2]
    if not found:
        return _Value(paths=((CHINA,),)) if text.lower() in _HOME else _Value()
    deepest = found[0]
    for place in found[1:]:
        finer = _within(place.paths, deepest.paths)
        deepest = Place(name=place.name, start=place.start, end=place.end, paths=finer) if finer else deepest
    rest = "".join(_outside(text, found))
    return _Value(paths=deepest.paths, spot=bool(re.sub(r"[\s,，、·\-省市区县州人的]|其他|海外|国外|\bin\b", "", rest)))


def _outside(text: str, found: list[Place]) -> Iterator[str]:
    end = 0
    for place in found:
        yield text[end : place.start]
        end = place.end
    yield text[end:]


def _within(finer: tuple[Path, ...], coarser: tuple[Path, ...]) -> tuple[Path, ...]:
    """The readings of the first that lie inside one of the second."""
    return tuple(x for x in finer if any(x[: len(y)] == y for y in coarser))


def _same_named(first_spot: bool, second_spot: bool) -> PlaceRelation:
    if first_spot and second_spot:
        return PlaceRelation.UNKNOWN
    if first_spot:
        return PlaceRelation.INSIDE
    return PlaceRelation.CONTAINS if second_spot else PlaceRelation.SAME


def _abroad_relation(a: str, b: str) -> PlaceRelation | None:
    """「海外」 is all that is not China."""
    first, second = (text.strip().lower() in _ABROAD or text.split() == ["海外", "其他"] for text in (a, b))
    if not first and not second:
        return None
    other = _value(b if first else a)
    if not other.paths:
        return PlaceRelation.UNKNOWN
    if all(path[0] == CHINA for path in other.paths):
        return PlaceRelation.APART
    return PlaceRelation.CONTAINS if first else PlaceRelation.INSIDE


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def _certain(text: str, found: list[Place]) -> list[Place]:
    """Without the names that are words where they stand."""
    weak = _gazetteer().weak
    return [
        place
        for i, place in enumerate(found)
        if place.name not in weak
        or len(place.name) == len(text.strip(" 。，！？!?.~～"))
        or _CUE_BEFORE.search(text, 0, place.start)
        or _CUE_AFTER.match(text, place.end)
        or any(_beside(text, place, other) for other in found[max(0, i - 1) : i] + found[i + 1 : i + 2])
    ]


def _beside(text: str, place: Place, other: Place) -> bool:
    gap = text[other.end : place.start] if other.start < place.start else text[place.end : other.start]
    return not gap.strip(" ,，、的市省·")


def _narrowed(place: Place, text: str, neighbours: list[Place]) -> Place:
    for other in neighbours:
        finer = _within(place.paths, other.paths)
        if finer and len(finer) < len(place.paths) and _beside(text, place, other):
            return Place(name=place.name, start=place.start, end=place.end, paths=finer, compound=place.compound)
    return place


def _matches(text: str) -> Iterator[Place]:
    """Every name of the gazetteer, the longest at each point, as it stands."""
    index = _gazetteer().index
    start = 0
    while start < len(text):
        for name in index.get(text[start : start + 2], ()):
            if text.startswith(name, start):
                if inner := _gazetteer().compounds.get(name):
                    yield _place(text, start, start + len(inner), name[len(inner) :])
                elif _gazetteer().names[name]:
                    yield _place(text, start, start + len(name))
                start += len(name) - 1
                break
        else:
            if text[start].isascii() and text[start].isalpha():
                found = _english(text, start)
                if isinstance(found, Place):
                    yield found
                start = (found.end if isinstance(found, Place) else found) - 1
        start += 1


def _place(text: str, start: int, end: int, rest: str = "") -> Place:
    found = _COMPOUND.match(text, end)
    compound = rest or (found[0] if found else "")
    name = text[start:end]
    return Place(name=name, start=start, end=end, paths=_gazetteer().names[name], compound=compound)


def _english(text: str, start: int) -> Place | int:
    """The place whose English name begins here, up to four words long, or where the word ends."""
    words: list[re.Match[str]] = []
    for word in _WORD.finditer(text, start):
        if len(words) == 4 or (words and text[words[-1].end() : word.start()] != " "):
            break
        words.append(word)
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        name = text[start:end].replace("’", "'")
        if name.endswith("'s"):
            name, end = name[:-2], end - 2
        paths = _gazetteer().english.get(name.lower())
        if paths and (len(name) > 3 or name.isupper()):
            return Place(name=text[start:end], start=start, end=end, paths=paths)
    return words[0].end()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gazetteer:
    names: dict[str, tuple[Path, ...]]
    """Mandarin names; a word that only looks like one has no path."""
    english: dict[str, tuple[Path, ...]]
    """Names in Latin letters, in lower case."""
    index: dict[str, tuple[str, ...]]
    """The Mandarin names by their first two characters, the longest first."""
    weak: frozenset[str]
    """Names that are also words."""
    compounds: dict[str, str]
    """Names of other things, and the place that each begins with."""
    abbreviations: dict[str, Path]


@cache
def _gazetteer() -> _Gazetteer:
    data = json.loads(files("roleplay_lite.persona").joinpath("places.json").read_text(encoding="utf-8"))
    found: dict[str, dict[Path, None]] = {}
    for name, path in sorted(_entries(data), key=lambda entry: len(entry[1])):
        found.setdefault(name, {})[path] = None
    mandarin = {name: tuple(paths) for name, paths in found.items() if not name[0].isascii()}
    compounds = {word: _beginning(word, mandarin) for word in _words(data["compounds"])}
    mandarin |= dict.fromkeys((*_words(data["words"]), *compounds), ())
    index: dict[str, list[str]] = {}
    for name in sorted(mandarin, key=len, reverse=True):
        index.setdefault(name[:2], []).append(name)
    weak = _words(data["weak"])
    return _Gazetteer(
        names=mandarin,
        english={name.lower(): tuple(paths) for name, paths in found.items() if name[0].isascii()},
        index={start: tuple(names) for start, names in index.items()},
        weak=frozenset([*weak, *(word.lower() for word in weak)]),
        compounds={word: place for word, place in compounds.items() if place},
        abbreviations={short: (CHINA, province) for province, short in data["abbreviations"].items()},
    )


def _words(lines: list[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


def _beginning(word: str, names: dict[str, tuple[Path, ...]]) -> str:
    return next((word[:end] for end in range(len(word) - 1, 1, -1) if word[:end] in names), "")


def _entries(data: dict[str, dict[str, dict[str, str] | list[str]]]) -> Iterator[tuple[str, Path]]:
    yield from ((name, (CHINA,)) for name in (CHINA, "China"))
    for province, cities in data["china"].items():
        base = (CHINA, province.split("|")[0])
        yield from ((name, base) for name in province.split("|"))
        assert isinstance(cities, dict)
        for city, districts in cities.items():
            at = base if city in _MUNICIPALITIES else (*base, city.split("|")[0])
            yield from ((name, at) for name in city.split("|"))
            for district in districts.split():
                names = district.split("|")
                yield from ((name, (*at, names[-1] if names[-1][-1] in "区县市" else names[0])) for name in names)
    for country, towns in data["world"].items():
        head = country.split("|")[0]
        yield from ((name, (head,)) for name in country.split("|"))
        for town in towns:
            yield from ((name, (head, town.split("|")[0])) for name in town.split("|"))
