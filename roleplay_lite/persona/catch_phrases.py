"""Catch-phrases, now and then: one said too often is a tic. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

EVERY = 4
"""A catch-phrase is heard once in so many replies."""

_BREAK = r"，,。．.！!？?、；;~～… "


def rationed(text: str, phrases: Sequence[str], said: Sequence[str]) -> str:
    """The sentence without the catch-phrases that `said` (the last replies, and what came before in this one) holds
    already. Only one that stands as a clause of its own is taken away (「啾，我在呢」): in a sentence it bears sense
    (「本鸟不去」)."""
    for phrase in phrases:
        if phrase.lower() in text.lower() and any(phrase.lower() in earlier.lower() for earlier in said[-EVERY:]):
            # At the front the break after it goes too, elsewhere the one before it.
            alone = rf"^\s*{re.escape(phrase)}[{_BREAK}]+|[，,、\s]+{re.escape(phrase)}(?=[{_BREAK}]|$)"
            text = re.sub(alone, "", text, flags=re.IGNORECASE).strip()
            text = "" if text.lower().strip(_BREAK) == phrase.lower() else text
    return text
