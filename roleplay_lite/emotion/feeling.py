"""What the person feels, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling:
    """One line's feeling, as far as words and voice tell it."""

    label: str = "neutral"
    """One of CPED's thirteen: `neutral`, `happy`, `grateful`, `relaxed`, `positive-other`, `anger`, `sadness`, `fear`,
    `depress`, `disgust`, `astonished`, `worried`, `negative-other`."""
    valence: float = 0.0
    """−1 bad to 1 good."""
    arousal: float = 0.0
    """0 calm to 1 wild."""
    intensity: float = 0.0
    """0 none to 1 overwhelming."""
    cause: str = ""
    """The clause that says why, in the person's words (「领导骂了我」); empty where the line does not say."""
    confidence: float = 0.0
    """0 to 1."""
    crisis: str = ""
    """`self-harm` or `violence`, where somebody may be in danger; see `crisis.crisis_in`."""
