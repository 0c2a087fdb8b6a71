"""Which of a persona's lore a turn calls for. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleplay_lite.persona.lorebook import LoreEntry, LoreState
from roleplay_lite.persona.macros import MacroContext, expand, strip_unknown
from roleplay_lite.persona.persona import Persona
from roleplay_lite.turn import Found, Understanding

ROOM = 300
"""Characters of lore in a turn's note: they stay in the history, and each costs the board time."""
_SCORE = 2.0


def recall_lore(
    persona: Persona, understanding: Understanding, before: Sequence[tuple[str, str]], state: LoreState
) -> tuple[tuple[Found, ...], LoreState]:
    """The lore that the line and what was said before call for, and the state that the next turn starts from. What is
    always there stands in the prompt's fixed part and is not found here."""
    if not persona.lore.entries:
        return (), state
    said = [(role, text) for pair in before for role, text in zip(("user", "assistant"), pair, strict=True)]
    now = replace(state, messages=state.messages + 1)
    matches = persona.lore.match(
        [*said, ("user", understanding.text)],
        state=now,
        seed=f"{persona.id}:{now.messages}",
        budget=ROOM + sum(len(entry.content) for entry in always(persona)),
        # Only ears mistake one word for another that sounds like it.
        pinyin=understanding.utterance.seconds > 0,
    )
    fixed = set(always(persona))
    found = tuple(
        Found(text=filled(match.entry.content, persona), source=f"lore:{match.entry.name or match.key}", score=_SCORE)
        for match in matches
        if match.entry not in fixed
    )
    # The reply that follows is a message too.
    after = now.after(matches)
    return found, replace(after, messages=after.messages + 1, replies=after.replies + 1)


def always(persona: Persona) -> tuple[LoreEntry, ...]:
    """Entries that no turn is without and that read the same in each: part of the fixed beginning of the prompt."""
    return tuple(
        entry
        for entry in persona.lore.entries
        if entry.enabled
        and entry.constant
        and entry.probability >= 100
        and not (entry.group or entry.sticky or entry.cooldown or entry.delay or entry.delay_until_recursion)
        and entry.decorators == type(entry.decorators)()
        and "{{" not in entry.content.replace("{{char}}", "").replace("{{user}}", "")
    )


def filled(text: str, persona: Persona, *, original: str | None = None) -> str:
    """The text with its macros expanded, and without those nobody knows."""
    user = "对方" if persona.languages[0] == "zh" else "the user"
    return strip_unknown(expand(text, MacroContext(char=persona.name, user=user, original=original)))
