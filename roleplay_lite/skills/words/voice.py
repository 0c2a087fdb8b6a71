"""The character's way of giving what is data: which of a few wordings suits its traits and its time. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from roleplay_lite.persona.answers import Kind, in_words
from roleplay_lite.skills.skill import Context

Manner = Literal["plain", "terse", "old", "english"]
Wordings = Mapping[Manner, Sequence[str]]
"""What may be said: `plain` is always there; `terse` for the cold, `old` for those of another time."""

_FEW_WORDS = re.compile("冷漠|冷淡|冷酷|高傲|傲慢|寡言|沉默|话少|惜字|不耐烦|terse|laconic|aloof")
_LONG_AGO = re.compile("唐|宋|元朝|明朝|清朝|汉|秦|三国|魏|晋|隋|春秋|战国|古代|江湖|民国")


def manner(context: Context) -> Manner:
    """How this character puts it."""
    if context.english:
        return "english"
    if _LONG_AGO.search(context.persona.scope.era):
        return "old"
    persona = context.persona
    return (
        "terse" if _FEW_WORDS.search(" ".join((persona.style.reminder, *(t.name for t in persona.traits)))) else "plain"
    )


def say(context: Context, wordings: Wordings, **fields: object) -> str:
    """One of the wordings with its fields filled in, none that the persona bans where there is another."""
    lines = wordings.get(manner(context)) or wordings["english" if context.english else "plain"]
    allowed = [line for line in lines if not any(ban and ban in line for ban in context.persona.style.bans)] or lines
    return allowed[context.seed % len(allowed)].format(**fields)


def own_words(context: Context, kind: Kind, fact: str) -> str:
    """The clause in the frame that the persona has for yes, no or a fact."""
    return in_words(context.persona, kind, fact, turn=context.seed, english=context.english)
