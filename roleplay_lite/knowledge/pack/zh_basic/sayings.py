"""歇后语: sayings of two parts, of which the first is said and the second is meant."""

from __future__ import annotations

from importlib.resources import files

from roleplay_lite.knowledge.pack.writer import PackWriter

SAYING = "歇后语"
_LONGEST = 24


def add_sayings(writer: PackWriter, source: int, text: str) -> None:
    """`text` has a line for each, FIRST<TAB>SECOND; one first part with several second ones is one entity."""
    # A speaker for the family leaves out what is coarse, and what laughs at people for their bodies.
    left_out = (files("roleplay_lite.knowledge.pack.zh_basic") / "coarse.txt").read_text(encoding="utf-8").split()
    pairs: dict[str, list[str]] = {}
    for line in text.splitlines():
        first, _, second = line.partition("\t")
        first, second = first.strip(" ，。"), second.strip(" ，。")
        if not first or not second or len(first) + len(second) > _LONGEST or first.startswith("，"):
            continue
        if any(word in first or word in second for word in left_out):
            continue
        seconds = pairs.setdefault(first, [])
        if second not in seconds:
            seconds.append(second)
    for first, seconds in pairs.items():
        plain = (first.replace("，", ""),) if "，" in first else ()
        entity = writer.entity(first, kind=SAYING, source=source, aliases=plain)
        for second in seconds:
            writer.triple(entity, "下一句", second, source=source, by_value=True)
