"""What a skill says, in the character's words and without the model: one of a few plain lines, at times in a frame that
the persona's author wrote for facts. The fact in it is never changed. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay_lite.persona.answers import in_words
from roleplay_lite.skills.skill import Context

_FRAMED = 2
"""Of so many answers one stands in the persona's own frame (「{fact}，啾。」)."""
LONGEST_FRAMED = 40
"""A longer fact stands alone: a frame around it would be far away."""


def choose(lines: Sequence[str], context: Context) -> str:
    """One of them, by the turn's seed."""
    return lines[context.seed % len(lines)]


def tell(context: Context, fact: str) -> str:
    """A fact, at times in the persona's own frame."""
    fact = fact.rstrip("。.")
    if context.english or context.seed % _FRAMED or len(fact) > LONGEST_FRAMED or any(m in fact for m in "？?！!。"):
        return fact[:1].upper() + fact[1:] + "." if context.english else f"{fact}。"
    fact = re.sub("^(?:好|行)，", "", fact)
    return in_words(context.persona, "fact", fact, turn=context.seed // _FRAMED)


def reply(context: Context, mandarin: Sequence[str], english: Sequence[str], **fields: object) -> str:
    """One of the lines with its fields filled in; a line that ends without a mark is told as a fact."""
    line = choose(english if context.english else mandarin, context)
    said = line.format(**fields)
    return said if said.endswith(("。", "！", "？", ".", "!", "?")) else tell(context, said)
