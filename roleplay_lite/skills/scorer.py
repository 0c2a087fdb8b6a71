"""How sure a match is."""

from __future__ import annotations

from roleplay_lite.skills.skill import Match


def sure(match: Match, text: str) -> float:
    return match.confidence
