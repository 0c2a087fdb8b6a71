"""Whether a reply meets what the person feels, before it does anything else. Pure; rules that can be read.

A rule reads words, not warmth: what it counts as met names the feeling, stands by the person, or asks after what
happened. A reply that does so without any of these words is missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleplay_lite.evaluation.judging import feeling_words as words
from roleplay_lite.evaluation.judging.states import takes_their_state
from roleplay_lite.evaluation.judging.text import Clause, bare, clauses_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Empathy:
    """What a reply does with a feeling."""

    meets: bool
    """It acknowledges the feeling in its own key, or asks after it."""
    advises_first: bool
    """It tells the person what to do before anything acknowledges the feeling."""
    asks_back: bool
    """It asks the person something about it."""
    wrong_tone: bool
    """It congratulates on grief, comforts joy, or makes little of what is felt."""


def empathy(reply: str, said: str, valence: int) -> Empathy:
    """What the reply does with a line of that valence: -1 low, 1 high, 0 mixed."""
    clauses = clauses_of(reply)
    kept = [index for index, clause in enumerate(clauses) if _acknowledges(clause, said, valence)]
    advice = [index for index, clause in enumerate(clauses) if _advises(clause)]
    asks = any(_asks_after(clause, said) for clause in clauses)
    wrong = wrong_tone(clauses, valence)
    return Empathy(
        meets=bool(kept or asks) and not wrong,
        advises_first=bool(advice)
        and (not kept or advice[0] < kept[0])
        and not _asked_before(clauses, advice[0], said),
        asks_back=asks,
        wrong_tone=wrong,
    )


def wrong_tone(clauses: Sequence[Clause], valence: int) -> bool:
    """True when it rejoices at what is sad, consoles joy, or makes little of a feeling."""
    if any(_found(words.MAKES_LITTLE, clause.text) for clause in clauses):
        return True
    wrong = {-1: words.REJOICES, 0: "", 1: words.JOYLESS}[valence]
    return bool(wrong) and any(_found(wrong, clause.text) for clause in clauses)


def _acknowledges(clause: Clause, said: str, valence: int) -> bool:
    text = clause.text
    if takes_their_state(text, said) or words.OWN.search(text):
        return False
    if _found(words.STANDS_BY, text):
        return True
    low = bool(_found(words.LOW_WORDS, text) or re.search(words.CONSOLES, text) or re.search(words.SIGHS, text))
    high = bool(_found(words.HIGH_WORDS, text))
    return {-1: low, 0: low or high, 1: high}[valence]


def _advises(clause: Clause) -> bool:
    text = clause.text
    if re.search(words.CONSOLES, text) or words.OFFERS.search(text) or _found(words.STANDS_BY, text):
        return False
    return bool(words.ADVICE.search(text)) and not (clause.asks and not text.startswith(("你", "要不", "不如")))


def _asked_before(clauses: Sequence[Clause], place: int, said: str) -> bool:
    return any(_asks_after(clause, said) for clause in clauses[:place])


def _asks_after(clause: Clause, said: str) -> bool:
    """True of a question to the person about what they said."""
    text = clause.text
    if not (clause.asks or text.endswith("呢")) or words.NO_QUESTION.search(text) or _advises(clause):
        return False
    if bare(text) and bare(text) in bare(said):
        return False
    return bool(words.ASKS_HOW.search(text) or (words.ASKS_AFTER.search(text) and _shares(text, said)))


def _shares(text: str, said: str) -> bool:
    """True when it takes up any sign of what was said that means something by itself."""
    return bool(set(re.findall("[\u3400-\u9fff]", text)) & set(said) - words.EMPTY)


def _found(pattern: str, text: str) -> re.Match[str] | None:
    """The first that is not denied right before (「不难过」)."""
    hits = re.finditer(pattern, text, re.IGNORECASE)
    return next((hit for hit in hits if not words.NOT.search(words.NO_DENIAL.sub("", text[: hit.start()]))), None)
