"""What a person tells the character to do with its memory: list it, say where it came from, forget, keep quiet.

Rules only, and narrow ones: to forget on a misreading is worse than to be asked twice. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleplay_lite.memory import order_patterns as words
from roleplay_lite.memory.order_kinds import OrderKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order."""

    kind: OrderKind
    about: str = ""
    """With `FORGET_ABOUT`: what, in the person's words."""
    rest: str = ""
    """With `OFF_RECORD` and `SECRET`: the line without the order, which may tell something."""


def order_in(text: str) -> Order | None:
    """The order that a line gives; None when it gives none."""
    text = text.strip()
    if not text or len(text) > 200:
        return None
    for kind, pattern in (
        (OrderKind.LIST, words.LIST_ZH),
        (OrderKind.WHY, words.WHY_ZH),
        (OrderKind.WHO, words.WHO_ZH),
    ):
        if pattern.match(text):
            return Order(kind=kind)
    return _quiet(text) or (None if words.NO_ORDER.search(text) else _forgetting(text)) or _english(text)


def _forgetting(text: str) -> Order | None:
    everything = words.FORGET_ALL_ZH.match(text) and words.ALL_MARK.search(text)
    if everything and not words.FORGET_THAT_ZH.match(_without_all(text)):
        return Order(kind=OrderKind.FORGET_ALL)
    if words.FORGET_THAT_ZH.match(text):
        return Order(kind=OrderKind.FORGET_THAT)
    if found := words.FORGET_ABOUT_ZH.match(text):
        about = next(part for part in (found["a"], found["b"], found["c"]) if part)
        return Order(kind=OrderKind.FORGET_ABOUT, about=about)
    return None


def _without_all(text: str) -> str:
    # 「把刚才说的都忘了」 is of what was said just now.
    return text if re.search("刚才|刚刚|方才|这件|那件|这句|那句", text) else ""


def _quiet(text: str) -> Order | None:
    """Orders that stand beside what they are about (「我怀孕了，先别告诉别人」)."""
    for kind, pattern in (
        (OrderKind.SECRET, words.SECRET_ZH),
        (OrderKind.OFF_RECORD, words.OFF_ZH),
        (OrderKind.SECRET, words.SECRET_EN),
        (OrderKind.OFF_RECORD, words.OFF_EN),
    ):
        found = next((hit for hit in pattern.finditer(text) if _stands_alone(text, hit)), None)
        if found:
            rest = (text[: found.start()] + text[found.end() :]).strip(" ，,。.！!；;、")
            return Order(kind=kind, rest=rest)
    return None


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """A clause of its own, at the line's beginning or end: 「他叫我别告诉别人」 is a tale."""
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    opens = not before or before[-1] in "，,。.！!；;、：:" or before.isascii()
    closes = not after or found.group().rstrip()[-1:] in "。.！!" or after[0] in "，,。.！!；;、：:" or after.isascii()
    return bool(found.group().strip()) and opens and closes


def _english(text: str) -> Order | None:
    if words.NO_ORDER.search(text):
        return None
    for kind, pattern in words.ENGLISH:
        if found := pattern.match(text):
            about = found["a"] if kind is OrderKind.FORGET_ABOUT else ""
            return Order(kind=kind, about=about)
    return None
