"""What a line of the person's is taken for: patterns, what clears them, and the learnt scorer where they are silent.

A pattern decides unless the line asks for help, guards against it or tells of it; then the scorer must be sure. Where no
pattern speaks, the scorer alone must be sure. Pure.
"""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from roleplay_lite.emotion import danger
from roleplay_lite.safety import attacks, childhood, hints_zh, words_en, words_zh
from roleplay_lite.safety import politics as of_today
from roleplay_lite.safety.concepts import FRAMES, concepts
from roleplay_lite.safety.config import Politics, Sensitivity
from roleplay_lite.safety.plain import plain
from roleplay_lite.safety.risk import Action, Category, Risk
from roleplay_lite.safety.scorer import HARMLESS, scores

ALONE: dict[Sensitivity, tuple[float, float]] = {"low": (0.9, 0.6), "normal": (0.7, 0.4), "high": (0.35, 0.15)}
"""How sure the scorer must be where no pattern speaks: to refuse, and to answer with care."""
THOUGH_CLEARED = 0.9
"""And where one speaks that something else in the line clears."""
BY_PATTERN = 0.95
REACH = 4
"""So many lines back are looked at."""
_LEAST_CONCEPTS = 2
"""A line that speaks of less, or of nothing but how it is said, is nothing that the scorer could know (「怎么样」)."""

_SHORTEST = 6
"""And a shorter one says too little."""

_ORDER: tuple[Category, ...] = (
    "self-harm", "sexual", "attack", "leak", "crime", "privacy", "dangerous", "politics", "ethics", "bias", "insult",
)  # fmt: skip
"""Which is named where several are found."""
_NEVER_CLEARED = frozenset(("attack", "leak", "politics"))
_FOLLOWED = frozenset(("crime", "dangerous", "sexual", "attack", "leak", "privacy", "ethics", "insult"))
_LONGEST_FOLLOWING = 14

_FOLLOWS = re.compile(
    r"^(?:那|那么|快|你就|就|求求?你|拜托|好啦|没事)?[,]?(?:具体|详细|仔细|一步步)?(?:怎么(?:做|弄|操作|办到|开始)|说说|讲讲|告诉我|教教?我|说吧|快说|说嘛|讲嘛|步骤|第[一二三]步|继续"
    r"|接着说|然后呢|还有呢|别怕|我不告诉别人|我保证|就(?:这)?一次|求求?你了?|拜托了?|不会有事|为什么不(?:行|能说)|详细点|具体点)(?:呢|吧|嘛|啊|呀|一下|一点)?[.!?]*$"
    r"|^(?:ok |so |and |then )?(?:tell me more|go on|how exactly|how\??|step by step|please|come on|just this once|continue|what's next|what next)[.!?]*$"
)
_LATIN = re.compile("[a-z]")
_HAN = re.compile("[\u3400-\u9fff]")


def risk_in(
    text: str,
    before: Sequence[str] = (),
    *,
    child: bool = False,
    politics: Politics = "avoid",
    sensitivity: Sensitivity = "normal",
) -> Risk | None:
    """What may be wrong with the line, or None. `before` are the person's lines before it, the oldest first; `child` is
    for where children listen, and a child that says it is one is taken for one."""
    child = child or any(_way("IS_CHILD").search(plain(line)) for line in (text, *before[-REACH:]))
    found = _alone(text, child, politics, sensitivity)
    if found or not before:
        return found
    line = plain(text)
    if len(line) > _LONGEST_FOLLOWING or not _FOLLOWS.search(line):
        return None
    earlier = _alone(before[-1], child, politics, sensitivity)
    if not earlier or earlier.category not in _FOLLOWED or earlier.action != "refuse":
        return None
    return Risk(category=earlier.category, confidence=earlier.confidence, why=f"follows:{earlier.category}")


def prepare() -> None:
    """Compile every pattern and load the weights: a few tenths of a second that nobody should wait for."""
    danger.prepare()
    for said in ("你好,今天怎么样", "how are you today", "怎么偷东西"):
        risk_in(said, child=True)


@lru_cache(maxsize=64)
def _alone(text: str, child: bool, politics: Politics, sensitivity: Sensitivity) -> Risk | None:
    line = plain(text)
    if not line:
        return None
    if danger.crisis_in(text) == "self-harm" or danger.crisis_in(line) == "self-harm":
        return Risk(category="self-harm", confidence=0.99, why="danger")
    shown = masked(line)
    if child and (about := _for_grown_ups(shown)):
        return Risk(category="child", confidence=BY_PATTERN, why=f"pattern:child:{about}")
    hit = next((one for one in _ORDER if (one != "politics" or politics == "avoid") and _hits(one, shown)), None)
    cleared = bool(_search("HARMLESS", shown))
    if hit and (not cleared or hit in _NEVER_CLEARED):
        return Risk(category=hit, confidence=BY_PATTERN, why=f"pattern:{hit}")
    likely = dict(scores(shown))
    # What this device does not mind is as good as harmless.
    for one, minded in (("child", child), ("politics", politics == "avoid")):
        if not minded:
            likely[HARMLESS] += likely.pop(one)
    sure = 1 - likely.pop(HARMLESS)
    category = cast(Category, max(likely, key=lambda one: likely[one]))
    refuse, care = ALONE[sensitivity]
    if hit:
        return Risk(category=hit, confidence=sure, why=f"pattern:{hit}:scorer") if sure >= THOUGH_CLEARED else None
    if sure < care or len(line) < _SHORTEST:
        return None
    spoken_of = concepts(shown)
    if len(spoken_of) < _LEAST_CONCEPTS or FRAMES.issuperset(spoken_of):
        return None
    action: Action = "refuse" if sure >= (THOUGH_CLEARED if cleared else refuse) else "steer"
    return Risk(category=category, confidence=sure, action=action, why=f"scorer:{category}")


def masked(line: str) -> str:
    """A line as `plain` makes it, with what only holds a bad word put out of sight: what the scorer reads."""
    for part in _parts("MASKS", line):
        line = part.sub("□", line)
    return line


def _for_grown_ups(shown: str) -> str:
    return next((name.lower() for name in ("STRANGER", "DARES", "GROWN_UP") if _way(name).search(shown)), "")


def _hits(category: Category, shown: str) -> bool:
    return bool(_search(category, shown))


def _search(name: str, shown: str) -> re.Match[str] | None:
    return next((found for part in _parts(name, shown) if (found := part.search(shown))), None)


def _parts(name: str, shown: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of that name for the scripts that the line is in."""
    parts = []
    if _HAN.search(shown):
        parts.append(_pattern(name, "zh"))
    if _LATIN.search(shown):
        parts.append(_pattern(name, "en"))
    return tuple(part for part in parts if part)


@cache
def _pattern(name: str, language: str) -> re.Pattern[str] | None:
    texts = _TEXTS[language].get(name, ())
    return re.compile("|".join(texts)) if texts else None


def _gathered(
    words: Mapping[str, str], hints: Mapping[str, str], **others: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    named = {name: tuple(table[name] for table in (words, hints) if name in table) for name in {*words, *hints}}
    return named | {name: (*named.get(name, ()), *texts) for name, texts in others.items()}


_TEXTS = {
    "zh": _gathered(
        words_zh.STRONG,
        hints_zh.HINTS,
        attack=(attacks.ATTACK_ZH, hints_zh.ATTACK),
        leak=(attacks.LEAK_ZH, hints_zh.LEAK),
        politics=(of_today.ZH,),
        MASKS=(words_zh.MASKS,),
        HARMLESS=(words_zh.HARMLESS,),
    ),
    "en": _gathered(
        words_en.STRONG,
        {},
        attack=(attacks.ATTACK_EN,),
        leak=(attacks.LEAK_EN,),
        politics=(of_today.EN,),
        MASKS=(words_en.MASKS,),
        HARMLESS=(words_en.HARMLESS,),
    ),
}
"""The patterns by name, for each language."""


@cache
def _way(name: str) -> re.Pattern[str]:
    text = getattr(childhood, name)
    return re.compile(f"{text}|{hints_zh.CHILD}" if name == "DARES" else text)
