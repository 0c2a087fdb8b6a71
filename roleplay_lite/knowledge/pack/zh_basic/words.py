"""What words mean, and which idioms there are, with their meaning and sound."""

from __future__ import annotations

import csv
import io
import re

from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.knowledge.pack.zh_basic.text import meanings, spoken, within

IDIOM, WORD = "成语", "词语"
_LONGEST = 80
_MEANINGS = 2
_RAREST = 10.9
_SELDOM = 1
# What only points to another entry, or tells nothing to somebody who does not know the word.
_POINTS = re.compile(r"^(?:见|参见|同|亦作|也作|也叫|旧同|即|犹)[“\"「]?.{0,8}[”\"」]?。$")
_UNTOLD = ("无", "无。", "")


def add_words(writer: PackWriter, source: int, text: str, rarity: str, *, beside: set[str]) -> None:
    """`text` has a line for each word, WORD<TAB>MEANINGS, `rarity` WORD<TAB>IDF, and words that are hardly ever written
    are left out; `beside` are those known as idioms already."""
    seen = set(beside)
    met = {word for word, _, idf in (line.partition("\t") for line in rarity.splitlines()) if float(idf) <= _RAREST}
    for line in text.splitlines():
        word, _, told = line.partition("\t")
        word = word.strip()
        if not 1 < len(word) <= 8 or word in seen or word not in met or not told:
            continue
        ways = [within(spoken(one, word), _LONGEST) for one in meanings(told)]
        ways = [one for one in ways if len(one) > 3 and not _POINTS.match(one)][:_MEANINGS]
        if not ways:
            continue
        seen.add(word)
        entity = writer.entity(word, kind=WORD, source=source)
        for one in ways:
            writer.triple(entity, "释义", one, source=source)


def add_idioms(writer: PackWriter, common: str, told: str, *, names: int, meaning: int) -> set[str]:
    """`common` has a line for each idiom, IDIOM<TAB>HOW OFTEN, told by source `names`; `told` is a table with their
    meanings and sounds, of source `meaning`, kept for those that are in use: the others are there by name."""
    rows = {row["word"].strip(): row for row in csv.DictReader(io.StringIO(told))}
    often = {}
    for line in common.splitlines():
        idiom, _, times = line.partition("\t")
        often[idiom.strip()] = int(times)
    for idiom in sorted(often):
        entity = writer.entity(idiom, kind=IDIOM, source=names, aliases=_without_marks(idiom))
        # How often one with a comma is met was not counted.
        row = rows.get(idiom.replace("，", ""))
        if row is None or (often[idiom] <= _SELDOM and "，" not in idiom):
            continue
        if explained := _explained(row["explanation"], idiom):
            writer.triple(entity, "释义", explained, source=meaning)
        if row["pinyin"]:
            writer.triple(entity, "拼音", " ".join(row["pinyin"].split()), source=meaning)
        if from_ := _from(row["derivation"]):
            writer.triple(entity, "出处", from_, source=meaning)
    return set(often)


def _without_marks(idiom: str) -> tuple[str, ...]:
    """As it comes out of the recogniser."""
    return (idiom.replace("，", ""),) if "，" in idiom else ()


def _explained(text: str, idiom: str) -> str:
    if text.strip() in _UNTOLD:
        return ""
    text = spoken(text, idiom)
    # The first sentence often glosses single signs, its colons lost: 株露出地面的树根。
    first, _, rest = text.partition("。")
    if len(rest) >= 8 and first[:1] in idiom and not first.startswith(idiom):
        text = rest
    return within(text, _LONGEST)


def _from(text: str) -> str:
    """The work alone: 《战国策·齐策二》."""
    found = re.search(
        r"(?:(?:先秦|春秋|战国|西汉|东汉|汉|三国|晋|南朝|北朝|北齐|隋|唐|五代|宋|金|元|明|清)[·•])?"
        r"(?:[\u4e00-\u9fff]{2,4})?《[^》]{1,20}》",
        text,
    )
    return found[0] if found else ""
