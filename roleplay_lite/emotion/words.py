"""Feelings in words: which shade a feeling has, for those that are met alike, and what it is called. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from roleplay_lite.emotion.feeling import Feeling


class Shade(StrEnum):
    """Feelings that are met in the same way."""

    SAD = "sad"
    DOWN = "down"
    """Low, and it is not known why."""
    WRONGED = "wronged"
    ANGRY = "angry"
    WORRIED = "worried"
    AFRAID = "afraid"
    TIRED = "tired"
    LONELY = "lonely"
    LET_DOWN = "let-down"
    FED_UP = "fed-up"
    ASHAMED = "ashamed"
    JEALOUS = "jealous"
    BORED = "bored"
    GLAD = "glad"
    PROUD = "proud"
    GRATEFUL = "grateful"
    CALM = "calm"
    SURPRISED = "surprised"
    NONE = "none"


GOOD = frozenset({Shade.GLAD, Shade.PROUD, Shade.GRATEFUL, Shade.CALM})
BAD = frozenset(Shade) - GOOD - {Shade.SURPRISED, Shade.NONE}
HEAVY = frozenset({Shade.SAD, Shade.WRONGED, Shade.AFRAID, Shade.LONELY, Shade.ASHAMED})
"""Nobody is teased about these."""

CALLED: dict[str, dict[Shade, str]] = {
    "zh": {
        Shade.SAD: "难过", Shade.DOWN: "难受", Shade.WRONGED: "委屈", Shade.ANGRY: "生气", Shade.WORRIED: "担心",
        Shade.AFRAID: "害怕", Shade.TIRED: "累", Shade.LONELY: "孤单", Shade.LET_DOWN: "失望", Shade.FED_UP: "烦",
        Shade.ASHAMED: "难受", Shade.JEALOUS: "难受", Shade.BORED: "无聊", Shade.GLAD: "高兴",
        Shade.PROUD: "自豪", Shade.GRATEFUL: "感激", Shade.CALM: "踏实", Shade.SURPRISED: "吃惊",
    },
    "en": {
        Shade.SAD: "sad", Shade.DOWN: "low", Shade.WRONGED: "hurt", Shade.ANGRY: "angry", Shade.WORRIED: "worried",
        Shade.AFRAID: "scared", Shade.TIRED: "worn out", Shade.LONELY: "lonely", Shade.LET_DOWN: "let down",
        Shade.FED_UP: "fed up", Shade.ASHAMED: "ashamed", Shade.JEALOUS: "left out", Shade.BORED: "bored",
        Shade.GLAD: "happy", Shade.PROUD: "proud", Shade.GRATEFUL: "grateful", Shade.CALM: "at ease",
        Shade.SURPRISED: "surprised",
    },
}  # fmt: skip
"""In a word that fits any of the forms (「心里…」, 「…成这样」, 「替你…」)."""

_OF_LABEL: dict[str, Shade] = {
    "neutral": Shade.NONE, "happy": Shade.GLAD, "proud": Shade.PROUD, "grateful": Shade.GRATEFUL,
    "relieved": Shade.CALM, "sad": Shade.SAD, "lonely": Shade.LONELY, "tired": Shade.TIRED, "ashamed": Shade.ASHAMED,
    "jealous": Shade.JEALOUS, "bored": Shade.BORED, "angry": Shade.ANGRY, "upset": Shade.DOWN,
    "disgusted": Shade.FED_UP, "anxious": Shade.WORRIED, "afraid": Shade.AFRAID, "surprised": Shade.SURPRISED,
}  # fmt: skip

# What the person says is finer than the label: the labels, the words, what it is with them.
_FINER: tuple[tuple[frozenset[str], re.Pattern[str], Shade], ...] = (
    (
        frozenset({"sad", "upset", "angry"}),
        re.compile(r"委屈|冤枉|凭什么|不公平|背黑锅|背锅|甩锅|诬赖|诬陷|\bunfair|\bblamed", re.IGNORECASE),
        Shade.WRONGED,
    ),
    (
        frozenset({"sad", "upset"}),
        re.compile(
            r"失望|白(?:等|忙|费|跑|练)|没(?:考上|选上|通过|拿到|录取)|考砸|落选|落榜|泡汤|放(?:了)?我鸽子|被拒"
            r"|\bdisappoint|\blet (?:me )?down|\brejected\b",
            re.IGNORECASE,
        ),
        Shade.LET_DOWN,
    ),
    (
        frozenset({"angry", "upset"}),
        re.compile(r"烦|闹心|抓狂|没完没了|\bannoy|\bfed up\b|\bsick of\b", re.IGNORECASE),
        Shade.FED_UP,
    ),
    (frozenset({"sad", "lonely"}), re.compile(r"想家|homesick", re.IGNORECASE), Shade.LONELY),
)


def shade_of(feeling: Feeling, text: str = "") -> Shade:
    """Its shade: by the label, and finer by the person's words or their cause."""
    for labels, words, shade in _FINER:
        if feeling.label in labels and (words.search(text) or words.search(feeling.cause)):
            return shade
    return _OF_LABEL.get(feeling.label, Shade.NONE)


def in_language(lines: Sequence[str], language: str) -> tuple[str, ...]:
    """Those of the lines that are in it: English ones hold no Chinese character."""
    return tuple(line for line in lines if bool(_CJK.search(line)) == (language != "en"))


_CJK = re.compile("[\u3400-\u9fff]")
