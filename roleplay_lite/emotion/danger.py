"""Words that say a life or somebody's safety may be at stake, and what only looks like them. Pure, rules only.

Made for recall: a false alarm costs a kind question, a miss may cost a life. What is let pass is what Mandarin says of
everything (「笑死我了」, 「想死你了」, 「跳楼价」), and what is told of books, films, games and the dead of history.
"""

from __future__ import annotations

import re
import unicodedata

from roleplay_lite.emotion import danger_en, danger_zh
from roleplay_lite.emotion.feeling import Crisis

LONGEST = 4000
"""Of a longer line, so many characters are read: the first half and the last."""


def crisis_in(text: str) -> Crisis:
    """Whether the words tell of harm to oneself, or of violence done or feared, by the person or somebody near."""
    line = _plain(text)
    if not _HINT.search(line):
        return ""
    line = _FIGURATIVE.sub("□", line)
    told = bool(_STORY.search(line))
    if _self_harm(line, told):
        return "self-harm"
    return "violence" if _violence(line, told) else ""


def concerns_other(text: str) -> bool:
    """Whether what `crisis_in` found is told of somebody else: 「我朋友说不想活了」."""
    line = _plain(text)
    return bool(_NEAR_ONE.search(line) and _OTHERS.search(line)) and not _I_WOULD.search(line)


def _self_harm(line: str, told: bool) -> bool:
    if _I_WOULD.search(line) or _HOW.search(line):
        return True
    if told:
        return bool(_ME_TOO.search(line) and _WORD.search(line))
    if _WOULD.search(line) and not _ASKS_WHY.search(line):
        return True
    return bool(_WORD.search(line)) and not _ASKS_WHY.search(line) and not _LONG_AGO.search(line)


def _violence(line: str, told: bool) -> bool:
    mine = bool(_MINE.search(line))
    if _DONE_TO_ME.search(line) and not _PLAY.search(line) and (mine or not told):
        return True
    if told or not _CRUELTY.search(line):
        return False
    bare = len(re.sub(r"\W", "", line)) <= _BARE
    return bare or mine or bool(_NEAR_ONE.search(line) or _HELP.search(line))


def _plain(text: str) -> str:
    """Half-width, small letters, no blanks between Chinese characters, and words that were heard wrong set right."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]}\n{text[-LONGEST // 2 :]}"
    line = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    line = _BLANKS.sub("", line)
    for heard, meant in _HEARD:
        line = heard.sub(meant, line)
    return line


_BARE = 6
"""A line of so few characters is the person's own cry, whatever else is missing."""

_BLANKS = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")

_HEARD = tuple((re.compile(heard), meant) for heard, meant in danger_zh.HEARD)


def _both(name: str) -> re.Pattern[str]:
    return re.compile(f"{getattr(danger_zh, name)}|{getattr(danger_en, name)}")


# None of these words, and the line is safe: most lines end here.
_HINT = _both("HINT")
_FIGURATIVE = _both("FIGURATIVE")
_STORY = _both("STORY")
_PLAY = _both("PLAY")
_I_WOULD = _both("I_WOULD")
_WOULD = _both("WOULD")
_HOW = _both("HOW")
_WORD = _both("WORD")
_ME_TOO = _both("ME_TOO")
_ASKS_WHY = _both("ASKS_WHY")
_LONG_AGO = _both("LONG_AGO")
_NEAR_ONE = _both("NEAR_ONE")
_OTHERS = _both("OTHERS")
_DONE_TO_ME = _both("DONE_TO_ME")
_CRUELTY = _both("CRUELTY")
_MINE = _both("MINE")
_HELP = _both("HELP")
