"""How many, as exactly as it was said: 「三」, 「两三」, 「好几」, 「十几」, `a couple of`. Pure."""

from __future__ import annotations

import re

from roleplay_lite.persona.numerals import DIGITS, NUMERAL, number_of

AMOUNT = rf"(?:好几|几十|十[几来多]|几百|几|数|若干|[0-9]{{1,4}}(?:\.5)?[几来多]?|{NUMERAL}{{1,5}}[几来多]?)"
"""In Mandarin."""
ENGLISH_AMOUNT = (
    r"(?:[0-9]{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"a couple(?: of)?|a few|several|many|half an?)"
)
_WORDS = {
    word: number
    for number, words in (
        (1, "a an one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six"), (7, "seven"), (8, "eight"),
        (9, "nine"), (10, "ten"), (11, "eleven"), (12, "twelve"), (15, "fifteen"), (20, "twenty"), (30, "thirty"),
    )
    for word in words.split()
}  # fmt: skip
_VAGUE = {
    "几": (2, 9), "数": (2, 9), "若干": (2, 9), "好几": (3, 9), "几十": (20, 99), "几百": (200, 999),
    "a couple": (2, 3), "a couple of": (2, 3), "a few": (2, 6), "several": (3, 9), "many": (5, 30),
}  # fmt: skip


def amount(said: str) -> tuple[float, float] | None:
    """The least and the most it may be; None where it is no number."""
    said = said.lower()
    if said in _VAGUE:
        return _VAGUE[said]
    if said in _WORDS:
        return _WORDS[said], _WORDS[said]
    if said.startswith("half"):
        return 0.5, 0.5
    if pair := re.fullmatch("([十]?)([一二三四五六七八九两])([二三四五六七八九])([十百]?)", said):
        low, high = (number_of(pair[1] + pair[place] + pair[4]) for place in (2, 3))
        # 「两三」 and 「十七八」; 「二五」 is no amount.
        return (low, high) if DIGITS[pair[3]] == DIGITS[pair[2]] + 1 else None
    bare = said.rstrip("几来多")
    if not bare or (bare.isascii() and not re.fullmatch(r"[0-9]+(?:\.5)?", bare)):
        return None
    number = float(bare) if "." in bare else number_of(bare)
    if bare == said:
        return number, number
    # 「十几」 is 11 to 19, 「二十多」 21 to 29, 「一年多」 is the unit's own affair.
    size = 10 if number % 10 == 0 and number else 1
    return number + (1 if size > 1 else 0), number + max(size - 1, 1)
