"""A line made even before it is read for times, without losing where each sign stood. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_SIMPLE = str.maketrans(
    "週禮後點號個兩農曆節國慶現這幾過會兒剛舊陰臘當時從間鐘夠開舉將來獨勞動婦聖誕親無進遠邊傍黃聽淩淸歲內闊閏",
    "周礼后点号个两农历节国庆现这几过会儿刚旧阴腊当时从间钟够开举将来独劳动妇圣诞亲无进远边傍黄听凌清岁内阔闰",
)


@dataclass(frozen=True, slots=True)
class Folded:
    """The even text, and for each of its signs the place in the line."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the line of a stretch of the even text."""
        return self.places[start], self.places[end - 1] + 1


def folded(line: str) -> Folded:
    """Full-width letters and figures made plain, traditional signs of time words simple, no space beside Mandarin."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(line):
        plain = unicodedata.normalize("NFKC", sign) if sign > "\x7f" else sign
        plain = plain if len(plain) == 1 else sign
        if plain.isspace():
            if _wide(line, place - 1) or _wide(line, place + 1) or (signs and signs[-1] == " "):
                continue
            plain = " "
        signs.append(plain)
        places.append(place)
    return Folded("".join(signs).translate(_SIMPLE), tuple(places))


def _wide(line: str, place: int) -> bool:
    return 0 <= place < len(line) and line[place] > "\u2e7f"
