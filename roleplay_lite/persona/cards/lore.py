"""A card's lorebook as ours, its contents defused."""

from __future__ import annotations

from dataclasses import replace

from roleplay_lite.persona.cards import limits
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.defuse import Finding, defuse
from roleplay_lite.persona.cards.report import Note, lost
from roleplay_lite.persona.lore.book import lore_of_book
from roleplay_lite.persona.lore.reach import unreached
from roleplay_lite.persona.lorebook import BUDGET, Lorebook


def lore_of_card(card: Card) -> tuple[Lorebook, list[Note]]:
    """The card's lorebook, its contents defused, and what was taken out."""
    notes: list[Note] = []
    entries = []
    for index, entry in enumerate((card.lorebook or {}).get("entries", ())):
        content, findings = defuse(entry["content"][: limits.FIELD])
        notes += [taken_out(f"character_book.entries[{index}].content", finding) for finding in findings]
        if content.strip() or not entry["content"].strip():
            entries.append({**entry, "content": content})
    lore, unused = _reachable(lore_of_book({**(card.lorebook or {}), "entries": entries}))
    return lore, [*notes, *unused]


def _reachable(lore: Lorebook) -> tuple[Lorebook, list[Note]]:
    """Without the entries that no talk could ever call; they stay in the card."""
    notes: list[Note] = []
    # What is left may have more room than before, and never less.
    never = {found.index: found.why for found in unreached(lore, BUDGET) if found.never and found.key is None}
    for index, why in never.items():
        name = lore.entries[index].name or "、".join(lore.entries[index].keys) or str(index)
        notes.append(lost("character_book", f"{name[:40]!r} {why}: it stays in the card"))
    return replace(lore, entries=tuple(entry for index, entry in enumerate(lore.entries) if index not in never)), notes


def taken_out(field: str, finding: Finding) -> Note:
    """The line of a report on words that were taken out."""
    return lost(field, f"{_WHY[finding.what]}, and was taken out: {finding.quote!r}")


_WHY = {
    "token": "is a token of chat templates",
    "markup": "is HTML or a script",
    "override": "orders the program to drop its instructions",
    "unsafe": "lifts safety",
    "leak": "asks for the prompt",
    "tool": "asks for a tool, a command or an address",
}
