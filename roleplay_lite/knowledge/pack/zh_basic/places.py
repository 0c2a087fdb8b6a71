"""The places of China as they are administered: provinces, cities, counties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.knowledge.pack.zh_basic.known import Known

_MUNICIPAL = ("北京市", "上海市", "天津市", "重庆市")
_KINDS = ("省份", "城市", "区县")


@dataclass(slots=True, kw_only=True, eq=False)
class _Place:
    name: str
    short: str
    level: int
    above: tuple[_Place, ...] = ()
    below: list[_Place] = field(default_factory=list)


def add_places(writer: PackWriter, source: int, text: str, known: Known) -> None:
    """`text` is indented by tabs: NAME<TAB>CODE<TAB>SHORT; villages and towns are left out."""
    for place in _places(text):
        kind = _kind(place)
        # 和平, 长安: a county's short name is first of all a word.
        aliases = (place.short,) if place.short and place.level < 2 else ()
        entity = known.entity(place.name, kind=kind, source=source, aliases=aliases)
        if place.level == 0:
            writer.triple(entity, "所属国家", "中国", source=source)
        for above, attribute in zip(place.above, ("所属省份", "所属城市"), strict=False):
            writer.triple(entity, attribute, above.name, source=source)
        if place.below:
            listed = "、".join(one.short or one.name for one in place.below)
            writer.triple(
                entity, "下辖市" if place.level == 0 and kind == "省份" else "下辖区县", listed, source=source
            )


def _kind(place: _Place) -> str:
    if place.level == 0 and place.name in _MUNICIPAL:
        return "直辖市"
    if place.level == 0 and place.name.endswith("特别行政区"):
        return "特别行政区"
    return _KINDS[place.level]


def _places(text: str) -> Iterator[_Place]:
    path: list[_Place] = []
    found: list[_Place] = []
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip("\t"))
        if indent > 2:
            continue
        parts = line.strip("\t").split("\t")
        if not parts[0]:
            continue
        name, short = parts[0], parts[2] if len(parts) > 2 else ""
        if indent == 1 and name in (path[0].name, path[0].short):
            # A municipality stands again as its own city; its districts belong to it.
            path = [path[0], path[0]]
            continue
        above = tuple(path[: 1 if indent and path[1:2] == path[:1] else indent])
        place = _Place(name=name, short=short, level=indent, above=above)
        if above:
            above[-1].below.append(place)
        path = [*path[:indent], place]
        found.append(place)
    yield from sorted(found, key=lambda place: place.level)
