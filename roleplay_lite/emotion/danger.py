"""Words that say a life or somebody's safety may be at stake, and what only looks like them. Pure, rules only.

Made for recall: a false alarm costs a kind question, a miss may cost a life. What is let pass is what Mandarin says of
everything (「笑死我了」, 「想死你了」, 「跳楼价」), and what is told of books, films, games and the dead of history.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from roleplay_lite.emotion import danger_en, danger_zh
from roleplay_lite.emotion.feeling import Crisis

LONGEST = 4000
"""Of a longer line, so many characters are read: the first half and the last."""


def crisis_in(text: str) -> Crisis:
    """Whether the words tell of harm to oneself, or of violence done or feared, by the person or somebody near."""
    line = _plain(text)
    if not _way("HINT").search(line):
        return ""
    line = _way("FIGURATIVE").sub("□", line)
    told = bool(_way("STORY").search(line))
    if _self_harm(line, told):
        return "self-harm"
    return "violence" if _violence(line, told) else ""


def concerns_other(text: str) -> bool:
    """Whether what `crisis_in` found is told of somebody else: 「我朋友说不想活了」."""
    line = _plain(text)
    return bool(_way("NEAR_ONE").search(line) and _way("OTHERS").search(line)) and not _way("I_WOULD").search(line)


def prepare() -> None:
    """Compile every pattern: a tenth of a second that nobody should wait for."""
    for name in vars(danger_en):
        if name.isupper() and not name.startswith("_"):
            _way(name)


def _self_harm(line: str, told: bool) -> bool:
    if _way("I_WOULD").search(line) or _way("HOW").search(line):
        return True
    if told:
        return bool(_way("ME_TOO").search(line) and _way("WORD").search(line))
    if _way("WOULD").search(line) and not _way("ASKS_WHY").search(line):
        return True
    return bool(_way("WORD").search(line)) and not _way("ASKS_WHY").search(line) and not _way("LONG_AGO").search(line)


def _violence(line: str, told: bool) -> bool:
    mine = bool(_way("MINE").search(line))
    if _way("DONE_TO_ME").search(line) and not _way("PLAY").search(line) and (mine or not told):
        return True
    if told or not _way("CRUELTY").search(line):
        return False
    bare = len(re.sub(r"\W", "", line)) <= _BARE
    return bare or mine or bool(_way("NEAR_ONE").search(line) or _way("HELP").search(line))


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


@cache
def _way(name: str) -> re.Pattern[str]:
    """The pattern of that name, of both languages; compiled when it is first needed, which takes a while for some."""
    return re.compile(f"{getattr(danger_zh, name)}|{getattr(danger_en, name)}")
