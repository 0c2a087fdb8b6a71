"""Which of several drafts of one reply is let out. Pure.

A board with time to spare may draw several (`limits.candidates`): the checks know what is wrong with each, and the
dictionary's words for a trait what a draft in character sounds like.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from roleplay_lite.persona.likeness import likeness
from roleplay_lite.persona.persona import Persona
from roleplay_lite.turn import Piece

_SHORT, _LONG = 6, 60
"""Characters between which the length of a reply speaks neither for it nor against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One draft after its checks."""

    pieces: tuple[Piece, ...]
    """In order, the dropped ones among them."""

    @property
    def text(self) -> str:
        """What of it would be let out."""
        return "".join(piece.text for piece in self.pieces if not piece.dropped)


def best(candidates: Sequence[Candidate], persona: Persona) -> int:
    """The place of the one to let out; the earliest of equals, so that one draft is as good as itself."""
    return max(range(len(candidates)), key=lambda at: (worth(candidates[at], persona), -at))


def worth(candidate: Candidate, persona: Persona) -> float:
    """How much speaks for a draft: that anything is left of it, that nothing was held back, a spoken length, and how
    much it has of the traits' own words."""
    text = candidate.text
    if not text:
        return -math.inf
    dropped = sum(bool(piece.dropped) for piece in candidate.pieces)
    length = -0.5 if len(text) < _SHORT else -min(1.0, max(0, len(text) - _LONG) / 60)
    return length - 1.0 * dropped + in_character(text, persona)


def in_character(text: str, persona: Persona) -> float:
    """How much it sounds like the persona: its likeness to the nearest of its example lines, and where the trait that
    shows most in it stands among all; the mean of what there is, 0 to 1."""
    own = [likeness(text, example.reply) for example in persona.examples]
    found = [max(own)] if own else []
    if persona.traits:
        # Here: it reads the whole dictionary, which no single draft needs.
        from roleplay_lite.persona.traits.wording import fit

        found.append(fit(text, persona.traits))
    return sum(found) / len(found) if found else 0.0
