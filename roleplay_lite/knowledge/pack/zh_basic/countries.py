"""The countries of the world."""

from __future__ import annotations

from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.knowledge.pack.zh_basic.curated import rows
from roleplay_lite.knowledge.pack.zh_basic.known import Known

COUNTRY, CAPITAL = "国家", "首都"
_COLUMNS = ("首都", "所在洲", "货币", "语言", "英文名")


def add_countries(writer: PackWriter, source: int, known: Known, *, cities: str, cities_source: int) -> None:
    """From `countries.tsv`; `cities` has a line for each, NAME<TAB>FULL NAME<TAB>CAPITAL<TAB>CITY/CITY…"""
    more = {line.split("\t")[0]: line.split("\t")[3] for line in cities.splitlines() if line.count("\t") >= 3}
    capitals: list[tuple[str, str]] = []
    for names, *values in rows("countries.tsv", 1 + len(_COLUMNS)):
        name, *aliases = names.split("|")
        country = known.entity(name, kind=COUNTRY, source=source, aliases=(*aliases, values[-1]))
        for attribute, value in zip(_COLUMNS, values, strict=True):
            # Its capital is among the facts already.
            if value and (name, attribute) != ("中国", "首都"):
                writer.triple(country, attribute, value, source=source)
        if found := more.get(name):
            listed = "、".join(dict.fromkeys(found.split("/")))
            writer.triple(country, "主要城市", listed, source=cities_source)
        if values[0] and values[0] != name:
            capitals.append((values[0], name))
    for capital, name in capitals:
        city = writer.entity(capital.partition("（")[0], kind=CAPITAL, source=source)
        writer.triple(city, "所属国家", name, source=source)
        writer.triple(city, "是哪国首都", name, source=source)
